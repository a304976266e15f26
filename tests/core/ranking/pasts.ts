import type { DailyModel } from '#core/ranking/daily-model.ts';
import type { DormWeek } from '#core/ranking/dorm-week.ts';
import type { DormKnowledge, WeekKnowledge } from '#core/ranking/knowledge.ts';
import { addDays } from '#core/time/local-days.ts';
import { dormWeek, meterDay, meterWeek } from '#tests/core/ranking/dorms.ts';

const MONDAY = '2026-11-09';
export const WEEK_DAYS = Array.from({ length: 7 }, (_, index) => addDays(MONDAY, index));

/** A week of seven whole days, so many kWh each. */
export function wholeWeek(slug: string, kwh: number | readonly number[], said: Partial<DormWeek> = {}): DormWeek {
  const days = WEEK_DAYS.map((day, index) => meterDay(typeof kwh === 'number' ? kwh : (kwh[index] ?? 0), { day }));
  return dormWeek(slug, 0, { meters: [meterWeek(1, days)], ...said });
}

export function flatModel(base: number, said: Partial<DailyModel> = {}): DailyModel {
  const terms = { weekend: 0, heating: 0, cooling: 0, heatingBelow: null, coolingAbove: null };
  return { shape: 'flat', base, ...terms, days: 100, cvRmse: 0.1, nmbe: 0, ...said };
}

/** A past in which the dorm used so many kWh every day, and strayed by 5 % from it. */
export function steadyPast(kwh: number, said: Partial<DormKnowledge> = {}): DormKnowledge {
  const baseline = {
    weeks: ['2026-10-26', '2026-11-02'],
    kwh: 14 * kwh,
    hours: 336,
    weekdays: Array.from({ length: 7 }, () => ({ kwh: 2 * kwh, hours: 48 })),
  };
  const form = { level: 0, spread: 0.05, weeks: 20 };
  return { baseline, weatherModel: flatModel(kwh), calendarModel: flatModel(kwh), form, ...said };
}

export function knowing(
  dorms: readonly (readonly [DormWeek, DormKnowledge])[],
  celsius: readonly (readonly [string, number])[] = WEEK_DAYS.map((day) => [day, 10] as const),
): WeekKnowledge {
  return { dorms: new Map(dorms.map(([dorm, known]) => [dorm.dormId, known])), celsius: new Map(celsius) };
}
