import { kwhOf } from '#core/energy/micro-wh.ts';
import type { DormTotals, DormWeek, MeterDay } from '#core/ranking/dorm-week.ts';
import { RULES } from '#core/ranking/rules.ts';

/** A dorm's day as it counts for what is expected of it. */
export interface DormDay {
  readonly day: string;
  /** Real length of the part of the day in which the dorm had a meter. */
  readonly seconds: number;
  /** kWh in 24 hours at the day's filled power; null where too little of it is covered, or a meter was dead. */
  readonly kwh: number | null;
}

/** What a dorm's week leaves for later weeks to learn from. */
export interface ObservedWeek {
  readonly dormId: number;
  readonly days: readonly DormDay[];
  /** The week's filled energy and its real hours; null where the dorm is not ranked by what was covered. */
  readonly filledKwh: number | null;
  readonly hours: number;
}

export function dormDays(dorm: DormWeek): DormDay[] {
  const dates = dorm.meters[0]?.days.map(({ day }) => day) ?? [];
  return dates.map((day, index) => {
    const parts = dorm.meters.map((meter) => meter.days[index]).filter((part) => part !== undefined && part.activeSeconds > 0);
    const known = parts.filter((part) => part !== undefined);
    const seconds = Math.max(0, ...known.map((part) => part.activeSeconds));
    return { day, seconds, kwh: seconds === 0 ? null : dayKwh(known, seconds) };
  });
}

/** Each meter's energy, filled as in a score (what is usual for its missing hours, then its mean power of the day), brought to 24 hours. */
function dayKwh(parts: readonly MeterDay[], seconds: number): number | null {
  let kwh = 0;
  for (const part of parts) {
    const known = part.measuredSeconds - part.deadSeconds + part.estimatedSeconds + part.ruleEstimatedSeconds;
    if (part.deadSeconds > 0 || known < RULES.leastCoverage * part.activeSeconds) return null;
    const knownMicroWh = part.energyMicroWh + part.ruleEstimatedMicroWh;
    const left = Math.max(0, part.activeSeconds - part.filledSeconds - known);
    kwh += kwhOf(knownMicroWh + part.filledMicroWh) + (kwhOf(knownMicroWh) * left) / known;
  }
  return (kwh * 86_400) / seconds;
}

/** Whether enough of the time is covered, by measured and not too much estimated readings, for a dorm to be ranked. */
export function isCovered(totals: DormTotals): boolean {
  return (
    totals.energyMicroWh !== null &&
    totals.totalSeconds > 0 &&
    totals.leastCoverage >= RULES.leastCoverage &&
    totals.mostEstimated <= RULES.mostEstimated
  );
}

export function hoursOf(days: readonly DormDay[]): number {
  return days.reduce((sum, { seconds }) => sum + seconds, 0) / 3600;
}

export function observeWeek(request: { dormId: number; days: readonly DormDay[]; totals: DormTotals }): ObservedWeek {
  const { dormId, days, totals } = request;
  return { dormId, days, filledKwh: isCovered(totals) ? totals.filledKwh : null, hours: hoursOf(days) };
}
