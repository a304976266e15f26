import { type DailyModel, expectedKwh, isGoodEnough } from '#core/ranking/daily-model.ts';
import type { OwnForm } from '#core/ranking/effort.ts';
import { type DormDay, hoursOf, type ObservedWeek } from '#core/ranking/observed-week.ts';
import { RULES } from '#core/ranking/rules.ts';
import { addDays } from '#core/time/local-days.ts';

/** What a week is judged with: all of it known before the week, but for the weather that it then had. */
export interface WeekKnowledge {
  readonly dorms: ReadonlyMap<number, DormKnowledge>;
  /** Mean °C of the judged days; a day whose temperature is not known is absent. */
  readonly celsius: ReadonlyMap<string, number>;
}

export interface DormKnowledge {
  readonly baseline: Baseline | null;
  /** Fitted with the weather; null where fewer than 60 days have temperatures. */
  readonly weatherModel: DailyModel | null;
  /** The calendar alone; null with fewer than 60 days. */
  readonly calendarModel: DailyModel | null;
  readonly form: OwnForm | null;
}

/** A dorm without a past. */
export const NOTHING_KNOWN: DormKnowledge = { baseline: null, weatherModel: null, calendarModel: null, form: null };

/** Whole weeks before: their energy, filled, over their real hours, and the same for each weekday, Monday first. */
export interface Baseline {
  readonly weeks: readonly string[];
  readonly kwh: number;
  readonly hours: number;
  readonly weekdays: readonly { readonly kwh: number; readonly hours: number }[];
}

/**
 * What the weeks given say of a dorm's usual power. Only whole weeks count, those in which every day is; null with fewer
 * than two of them.
 */
export function baselineOf(weeks: readonly (ObservedWeek & { readonly week: string })[]): Baseline | null {
  const whole = weeks.filter(isWhole);
  if (whole.length < RULES.leastBaselineWeeks) return null;
  const sum = (pick: (week: ObservedWeek) => number) => whole.reduce((total, week) => total + pick(week), 0);
  const dayHours = (week: ObservedWeek, at: number) => (week.days[at]?.seconds ?? 0) / 3600;
  return {
    weeks: whole.map(({ week }) => week),
    kwh: sum((week) => week.filledKwh ?? 0),
    hours: sum((week) => week.hours),
    weekdays: Array.from({ length: 7 }, (_, at) => ({
      kwh: sum((week) => ((week.days[at]?.kwh ?? 0) * dayHours(week, at)) / 24),
      hours: sum((week) => dayHours(week, at)),
    })),
  };
}

/** A week that can be part of a baseline: ranked by its coverage, and every day of it covered. */
export function isWhole(week: ObservedWeek): boolean {
  return week.filledKwh !== null && week.days.length === 7 && week.days.every(({ kwh, seconds }) => kwh !== null && seconds > 0);
}

/** kWh that the dorm would use in these days at its baseline's power: the whole week's, or that of the same weekdays. */
export function baselineKwh(baseline: Baseline, days: readonly DormDay[]): number {
  if (days.length === 7) return (baseline.kwh / baseline.hours) * hoursOf(days);
  return days.reduce((sum, { day, seconds }) => {
    const usual = baseline.weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7];
    return usual === undefined ? sum : sum + (usual.kwh / usual.hours) * (seconds / 3600);
  }, 0);
}

/** kWh that a model expects in these days; null where it asks for a temperature that is not known. */
export function expectedIn(model: DailyModel, days: readonly DormDay[], celsius: ReadonlyMap<string, number>): number | null {
  let kwh = 0;
  for (const { day, seconds } of days) {
    if (seconds === 0) continue;
    const expected = expectedKwh(model, { day, celsius: celsius.get(day) ?? null });
    if (expected === null) return null;
    kwh += (expected * seconds) / 86_400;
  }
  return kwh;
}

/** What effort takes as expected: the weather's model where it is good enough, else the calendar's; null without either. */
export function effortModel(known: Pick<DormKnowledge, 'weatherModel' | 'calendarModel'>): DailyModel | null {
  return known.weatherModel !== null && isGoodEnough(known.weatherModel) ? known.weatherModel : known.calendarModel;
}

/** ln(actual / expected) of a week by a dorm's effort model; null where either is not known or not above zero. */
export function residualOf(request: {
  known: Pick<DormKnowledge, 'weatherModel' | 'calendarModel'>;
  days: readonly DormDay[];
  filledKwh: number | null;
  celsius: ReadonlyMap<string, number>;
}): number | null {
  const model = effortModel(request.known);
  const expected = model === null ? null : expectedIn(model, request.days, request.celsius);
  const { filledKwh } = request;
  return expected === null || expected <= 0 || filledKwh === null || filledKwh <= 0 ? null : Math.log(filledKwh / expected);
}

/** The Mondays from one to another, both included. */
export function mondaysBetween(first: string, last: string): string[] {
  const mondays: string[] = [];
  for (let monday = first; monday <= last; monday = addDays(monday, 7)) mondays.push(monday);
  return mondays;
}
