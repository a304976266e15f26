import { fitDailyModel, type ObservedDay } from '#core/ranking/daily-model.ts';
import { formBefore, type WeekResiduals } from '#core/ranking/effort.ts';
import { type Baseline, baselineOf, type DormKnowledge, isWhole, NOTHING_KNOWN, residualOf } from '#core/ranking/knowledge.ts';
import type { ObservedWeek } from '#core/ranking/observed-week.ts';
import { RULES } from '#core/ranking/rules.ts';
import { addDays } from '#core/time/local-days.ts';

/** A campus's week as later weeks learn from it. */
export interface PastWeek {
  /** Its Monday. */
  readonly week: string;
  readonly dorms: ReadonlyMap<number, ObservedWeek>;
  /** ln(actual / expected) by dorm, judged with what was known before that week. */
  readonly residuals: WeekResiduals;
}

/** Days that say nothing of usual life: breaks and finals. Both ends are included. */
export interface Blackout {
  readonly firstDay: string;
  readonly lastDay: string;
}

export interface CampusPast {
  /** In order of time, all before the week that is judged. */
  readonly weeks: readonly PastWeek[];
  readonly celsius: ReadonlyMap<string, number>;
  readonly blackouts: readonly Blackout[];
}

export type DormModels = Pick<DormKnowledge, 'weatherModel' | 'calendarModel'>;

/** The models of every dorm (or those wanted), by all covered days of up to a year before `monday` that lie in no blackout. */
export function modelsBefore(
  past: CampusPast,
  monday: string,
  isWanted: (dormId: number) => boolean = () => true,
): Map<number, DormModels> {
  const from = addDays(monday, -RULES.modelDays);
  const days = new Map<number, ObservedDay[]>();
  for (const { week, dorms } of past.weeks) {
    if (addDays(week, 6) < from || week >= monday) continue;
    for (const { dormId, days: observed } of dorms.values()) {
      if (!isWanted(dormId)) continue;
      const kept = days.get(dormId) ?? [];
      days.set(dormId, kept);
      for (const { day, kwh } of observed) {
        if (kwh === null || day < from || isWithin(past.blackouts, day)) continue;
        kept.push({ day, kwh, celsius: past.celsius.get(day) ?? null });
      }
    }
  }
  return new Map([...days].map(([dormId, observed]) => [dormId, fitModels(observed)]));
}

function fitModels(days: readonly ObservedDay[]): DormModels {
  const hasWeather = days.some(({ celsius }) => celsius !== null);
  return { weatherModel: hasWeather ? fitDailyModel(days) : null, calendarModel: fitDailyModel(days, false) };
}

/** What a week leaves to learn from, judged by the models of before. */
export function pastWeekOf(request: {
  week: string;
  observed: readonly ObservedWeek[];
  models: ReadonlyMap<number, DormModels>;
  celsius: ReadonlyMap<string, number>;
}): PastWeek {
  const { week, observed, models, celsius } = request;
  const residuals = new Map<number, number>();
  for (const { dormId, days, filledKwh } of observed) {
    const known = models.get(dormId);
    const residual = known === undefined ? null : residualOf({ known, days, filledKwh, celsius });
    if (residual !== null) residuals.set(dormId, residual);
  }
  return { week, residuals, dorms: new Map(observed.map((dorm) => [dorm.dormId, dorm])) };
}

/** All that is known before `monday`, by dorm; those of whom nothing is are absent. `models` are those of `modelsBefore`. */
export function knowledgeBefore(
  past: CampusPast,
  request: { monday: string; models: ReadonlyMap<number, DormModels>; baselineWeeks?: readonly string[] },
): Map<number, DormKnowledge> {
  const { monday, models } = request;
  const before = past.weeks.filter(({ week }) => week < monday);
  const ordinary = before.filter(({ week }) => isOrdinary(past.blackouts, week));
  const recent = ordinary.filter(({ week }) => week >= addDays(monday, -7 * RULES.formWeeks));
  const form = formBefore(recent.map(({ residuals }) => residuals));
  const weeks = request.baselineWeeks ?? ordinary.slice(-RULES.usualBaselineWeeks).map(({ week }) => week);
  const chosen = before.filter(({ week }) => weeks.includes(week));
  const ids = new Set([...models.keys(), ...form.dorms.keys(), ...chosen.flatMap(({ dorms }) => [...dorms.keys()])]);
  const known = [...ids].map((dormId): [number, DormKnowledge] => {
    const { weatherModel, calendarModel } = models.get(dormId) ?? NOTHING_KNOWN;
    const baseline = dormBaseline(chosen, dormId);
    return [dormId, { baseline, weatherModel, calendarModel, form: form.dorms.get(dormId) ?? null }];
  });
  return new Map(known.filter(([, dorm]) => Object.values(dorm).some((part) => part !== null)));
}

function dormBaseline(weeks: readonly PastWeek[], dormId: number): Baseline | null {
  return baselineOf(
    weeks.flatMap(({ week, dorms }) => {
      const observed = dorms.get(dormId);
      return observed === undefined || !isWhole(observed) ? [] : [{ ...observed, week }];
    }),
  );
}

/** Whether no day of the week lies in a blackout. */
export function isOrdinary(blackouts: readonly Blackout[], monday: string): boolean {
  const sunday = addDays(monday, 6);
  return !blackouts.some(({ firstDay, lastDay }) => firstDay <= sunday && lastDay >= monday);
}

/** Whether a day lies in a blackout. */
export function isWithin(blackouts: readonly Blackout[], day: string): boolean {
  return blackouts.some(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay);
}
