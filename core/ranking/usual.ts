import { kwhOf } from '#core/energy/micro-wh.ts';
import type { DormWeek, MeterDay, MeterWeek } from '#core/ranking/dorm-week.ts';

/**
 * kWh the dorm would use on each of the week's days if it went as that weekday usually did in its `past` weeks: per
 * meter and weekday, mean power of the time covered × the day's length. Null where a meter has no such past; a meter
 * that is new since a swap is given the dorm's own past instead. Shown beside a score, never part of it.
 */
export function usualKwhByDay(week: DormWeek, past: readonly DormWeek[]): (number | null)[] {
  const dates = week.meters[0]?.days.map((day) => day.day) ?? [];
  return dates.map((_, index) => usualOfDay({ meters: week.meters, past, index }));
}

function usualOfDay(request: { meters: readonly MeterWeek[]; past: readonly DormWeek[]; index: number }): number | null {
  const { meters, past, index } = request;
  const own = meters.map((meter) => {
    const seconds = meter.days[index]?.activeSeconds ?? 0;
    const days = past.flatMap((week) => week.meters.filter((one) => one.meterId === meter.meterId).map((one) => one.days[index]));
    return seconds === 0 ? 0 : scaled(meanKwhPerSecond(days), seconds);
  });
  if (own.every((kwh) => kwh !== null)) return own.reduce((sum, kwh) => sum + kwh, 0);
  const whole = past.map((week) => usualOfWholeDorm(week, index)).filter((kwh) => kwh !== null);
  return whole.length === 0 ? null : whole.reduce((sum, kwh) => sum + kwh, 0) / whole.length;
}

/** The dorm's energy of one past day, filled at each meter's mean power; null when a meter has no reading that day. */
function usualOfWholeDorm(week: DormWeek, index: number): number | null {
  const days = week.meters.map((meter) => meter.days[index]).filter((day) => day !== undefined && day.activeSeconds > 0);
  const filled = days.map((day) => scaled(meanKwhPerSecond([day]), day?.activeSeconds ?? 0));
  if (filled.length === 0) return null;
  return filled.reduce<number | null>((sum, kwh) => (sum === null || kwh === null ? null : sum + kwh), 0);
}

function meanKwhPerSecond(days: readonly (MeterDay | undefined)[]): number | null {
  const known = days.filter((day) => day !== undefined);
  const seconds = known.reduce((sum, day) => sum + day.measuredSeconds - day.deadSeconds + day.estimatedSeconds, 0);
  if (seconds <= 0) return null;
  return kwhOf(known.reduce((sum, day) => sum + day.energyMicroWh, 0n)) / seconds;
}

function scaled(power: number | null, seconds: number): number | null {
  return power === null ? null : power * seconds;
}
