import { kwhOf } from '#core/energy/micro-wh.ts';
import type { EnergyPart, Span } from '#core/footprint/reckon-factor.ts';
import { hourSlots } from '#core/time/hour-slots.ts';
import type { LocalDay } from '#core/time/local-days.ts';

/** A meter's local day: all that was measured and estimated, and the part of it that is known by hour of the clock (0–23). */
export interface EnergyOfDay {
  readonly energyMicroWh: bigint;
  readonly hours: readonly { readonly hour: number; readonly energyMicroWh: bigint }[];
}

/** Cuts the energy of a local day's meters into parts by hour; energy whose hour is not known counts as used evenly over the day. */
export function energyParts(day: LocalDay, meters: readonly EnergyOfDay[]): EnergyPart[] {
  const byHour = new Map<number, bigint>();
  let rest = 0n;
  for (const { energyMicroWh, hours } of meters) {
    rest += energyMicroWh;
    for (const { hour, energyMicroWh: part } of hours) {
      rest -= part;
      byHour.set(hour, (byHour.get(hour) ?? 0n) + part);
    }
  }
  const spans = spansByHour(day);
  const parts = [...byHour].map(([hour, part]) => ({ day: day.day, spans: spans.get(hour) ?? [day], kwh: kwhOf(part) }));
  if (rest === 0n && parts.length > 0) return parts;
  return meters.length === 0 ? [] : [...parts, { day: day.day, spans: [day], kwh: kwhOf(rest) }];
}

/** The hour that happens twice in autumn has both. */
function spansByHour(day: LocalDay): Map<number, readonly Span[]> {
  const spans = new Map<number, readonly Span[]>();
  for (const { hour, startsAt, endsAt } of hourSlots(day)) spans.set(hour, [...(spans.get(hour) ?? []), { startsAt, endsAt }]);
  return spans;
}
