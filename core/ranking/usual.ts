import { kwhOf } from '#core/energy/micro-wh.ts';
import type { DormWeek, MeterDay } from '#core/ranking/dorm-week.ts';

/**
 * kWh the dorm would use on the days of `week` if each went as that weekday usually did in its `past` weeks: per meter
 * and weekday, mean power of the time covered × the day's length. Null when a meter has no such past. Shown beside a
 * score, never part of it.
 */
export function usualKwh(week: DormWeek, past: readonly DormWeek[]): number | null {
  let total = 0;
  if (week.meters.every((meter) => meter.days.length === 0)) return null;
  for (const meter of week.meters) {
    const pastDays = past.flatMap((earlier) =>
      earlier.meters.filter((one) => one.meterId === meter.meterId).flatMap((one) => one.days),
    );
    for (const [index, day] of meter.days.entries()) {
      if (day.activeSeconds === 0) continue;
      const power = meanKwhPerSecond(pastDays.filter((_, position) => position % 7 === index));
      if (power === null) return null;
      total += power * day.activeSeconds;
    }
  }
  return total > 0 ? total : null;
}

function meanKwhPerSecond(days: readonly MeterDay[]): number | null {
  const seconds = days.reduce((sum, day) => sum + day.measuredSeconds - day.deadSeconds + day.estimatedSeconds, 0);
  if (seconds <= 0) return null;
  return kwhOf(days.reduce((sum, day) => sum + day.energyMicroWh, 0n)) / seconds;
}
