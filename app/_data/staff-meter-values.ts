import 'server-only';
import type { StaffPlace } from '#app/_data/staff.ts';
import type { DayView, RegisterEventRow, ValueRow } from '#components/meter/meter-view.ts';
import { unitMicroWh } from '#core/energy/register-steps.ts';
import { addDays } from '#core/time/local-days.ts';
import type { Meter } from '#db/queries/meters.ts';
import type { MeterRecord } from '#services/get-meter.ts';
import { listMeterValues, type MeterValue } from '#services/list-meter-values.ts';

/** Every minute of a day, and what stands beside it. */
const MOST_LISTED = 1500;

/** The values of a meter's local day. */
export async function dayView({ ctx, campus }: StaffPlace, { meter, day }: { meter: Meter; day: string }): Promise<DayView> {
  const { values } = await listMeterValues(ctx, { campus, meter: meter.id, day });
  return {
    day,
    before: addDays(day, -1),
    after: addDays(day, 1),
    values: values.slice(0, MOST_LISTED).map((value, index) => valueRow(value, { unit: meter.unit, index })),
    more: Math.max(0, values.length - MOST_LISTED),
  };
}

function valueRow(value: MeterValue, { unit, index }: { unit: Meter['unit']; index: number }): ValueRow {
  const { kind, startsAt, endsAt, microWh, quality, revision, importId, fileName, row, rule } = value;
  const shownUnit = kind === 'register' ? (unit ?? 'kWh') : 'kWh';
  return {
    key: `${kind} ${startsAt} ${revision} ${index}`,
    kind,
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
    value: Number(microWh) / Number(unitMicroWh(shownUnit)),
    unit: shownUnit === 'W' ? 'Wh' : shownUnit === 'kW' ? 'kWh' : shownUnit,
    quality,
    effect: effectOf(value),
    rule,
    file: importId === null || fileName === null || row === null ? null : { importId, fileName, row },
    revision,
  };
}

function effectOf({ isInEffect, isHeld, decision }: MeterValue): ValueRow['effect'] {
  if (!isInEffect) return 'beside';
  if (decision === 'refuse') return 'refused';
  return isHeld ? 'held' : 'used';
}

/** An answer about the register, its values in the meter's unit. */
export function registerEventRow(event: MeterRecord['events'][number], unit: Meter['unit']): RegisterEventRow {
  const shown = (microWh: bigint | null) => (microWh === null ? null : Number(microWh) / Number(unitMicroWh(unit)));
  return {
    id: event.id,
    at: event.at.toISOString(),
    answer: event.kind,
    digits: event.digits,
    oldEnd: shown(event.oldEndMicroWh),
    newStart: shown(event.newStartMicroWh),
    reason: event.reason,
    email: event.email,
    saidAt: event.createdAt.toISOString(),
    revokedAt: event.revokedAt?.toISOString() ?? null,
  };
}
