import type { MeterChange } from '#core/campus-files/meter-list.ts';
import { localDay } from '#core/time/local-days.ts';
import type { MeterEdit } from '#services/store-meter-changes.ts';

/** Cells of meters.csv as what a meter's row in the database holds; of cells that are absent nothing is said. */
export function meterValues(change: MeterChange, place: { timeZone: string; dormId: number | undefined }): MeterEdit['values'] {
  const startOf = (day: string | null) => (day === null ? null : new Date(localDay(day, place.timeZone).startsAt));
  const said = {
    dormId: place.dormId,
    kind: change.kind,
    unit: change.unit,
    multiplier: change.multiplier === null ? '1' : change.multiplier,
    timeZone: change.time_zone,
    stampLabel: change.label,
    isCounted: change.counts === undefined ? undefined : change.counts !== 'no',
    activeFrom: change.from === undefined ? undefined : startOf(change.from),
    activeUntil: change.until === undefined ? undefined : startOf(change.until),
    registerDigits: change.register_digits,
    mostKw: change.max_kw,
    netsGeneration: change.nets_generation === undefined ? undefined : change.nets_generation === 'yes',
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}
