import { type DailyModel, isGoodEnough } from '#core/ranking/daily-model.ts';
import { type DormTotals, type DormWeek, totalDormWeek } from '#core/ranking/dorm-week.ts';
import { effortOf, type OwnForm, sharedPart } from '#core/ranking/effort.ts';
import {
  baselineKwh,
  type DormKnowledge,
  effortModel,
  expectedIn,
  NOTHING_KNOWN,
  residualOf,
  type WeekKnowledge,
} from '#core/ranking/knowledge.ts';
import { type DormDay, dormDays, isCovered } from '#core/ranking/observed-week.ts';
import { isOfPast, isRatio, type Lens, RULES } from '#core/ranking/rules.ts';
import type { UnrankedReason } from '#core/ranking/standings.ts';

/** A dorm's week, added up once for every lens. */
export interface TotalledWeek {
  readonly dormId: number;
  readonly residents: number | null;
  readonly floorAreaM2: number | null;
  readonly hasMeters: boolean;
  readonly totals: DormTotals;
  readonly days: readonly DormDay[];
}

/**
 * What a score is made of, so that weeks can be added up first and divided then. `used` is filled kWh, `against` what it is
 * divided by: 1, residents, m², or the kWh of the baseline or expected. For effort, `used` is the score itself.
 */
export interface Tally {
  readonly used: number;
  readonly against: number;
}

export interface Judged {
  readonly tally: Tally | null;
  /** Null exactly when the dorm can be ranked. */
  readonly reason: UnrankedReason | null;
}

export function totalledWeek(dorm: DormWeek): TotalledWeek {
  const { dormId, residents, floorAreaM2, meters } = dorm;
  return { dormId, residents, floorAreaM2, hasMeters: meters.length > 0, totals: totalDormWeek(dorm), days: dormDays(dorm) };
}

/** Judges every dorm's week under one lens; `knowledge` null: nothing of the past was reckoned. By dorm id. */
export function judgeWeek(weeks: readonly TotalledWeek[], lens: Lens, knowledge: WeekKnowledge | null): Map<number, Judged> {
  const effort = lens === 'effort' && knowledge !== null ? effortOfWeek(weeks, knowledge) : null;
  const judged = new Map<number, Judged>();
  for (const week of weeks) {
    const outer = reasonOf(week);
    const known = knowledge?.dorms.get(week.dormId) ?? NOTHING_KNOWN;
    if (!isOfPast(lens)) judged.set(week.dormId, withReason(outer, judgePlain(week, lens)));
    else if (knowledge === null) judged.set(week.dormId, { tally: null, reason: outer ?? 'not-reckoned' });
    else if (lens === 'saving') judged.set(week.dormId, withReason(outer, judgeSaving(week, known)));
    else if (lens === 'weather-adjusted') judged.set(week.dormId, withReason(outer, judgeWeather(week, known, knowledge)));
    else judged.set(week.dormId, withReason(outer, judgeEffort({ week, known, knowledge, effort })));
  }
  return judged;
}

/** A score from the weeks' tallies: added up first, then divided. Null where there is nothing to divide by. */
export function scoreOf(lens: Lens, tallies: readonly Tally[]): number | null {
  if (tallies.length === 0) return null;
  const used = tallies.reduce((sum, tally) => sum + tally.used, 0);
  if (lens === 'effort') return used;
  const against = tallies.reduce((sum, tally) => sum + tally.against, 0);
  if (!(against > 0)) return null;
  return isRatio(lens) ? 1 - used / against : used / (against / tallies.length);
}

/** Why a dorm is not ranked under any lens. */
function reasonOf({ hasMeters, totals, days }: TotalledWeek): UnrankedReason | null {
  if (!hasMeters) return 'no-meters';
  if (days.length === 0) return 'week-just-started';
  if (totals.totalSeconds === 0) return 'no-meters';
  if (totals.energyMicroWh === null) return 'no-readings';
  if (totals.leastCoverage < RULES.leastCoverage) return totals.hasDeadMeter ? 'meter-dead' : 'coverage-low';
  return totals.mostEstimated > RULES.mostEstimated ? 'estimated-too-much' : null;
}

function withReason(outer: UnrankedReason | null, judged: Judged): Judged {
  return { tally: judged.tally, reason: outer ?? judged.reason };
}

function judgePlain({ totals, residents, floorAreaM2 }: TotalledWeek, lens: Lens): Judged {
  const against = lens === 'energy' ? 1 : lens === 'per-resident' ? residents : floorAreaM2;
  const reason = lens === 'per-area' ? 'no-area' : 'no-residents';
  return against === null || against <= 0 || totals.filledKwh === null
    ? { tally: null, reason }
    : { tally: { used: totals.filledKwh, against }, reason: null };
}

function judgeSaving({ totals, days }: TotalledWeek, { baseline }: DormKnowledge): Judged {
  const against = baseline === null ? 0 : baselineKwh(baseline, days);
  return totals.filledKwh === null || !(against > 0)
    ? { tally: null, reason: 'baseline-short' }
    : { tally: { used: totals.filledKwh, against }, reason: null };
}

function judgeWeather({ totals, days }: TotalledWeek, known: DormKnowledge, { celsius }: WeekKnowledge): Judged {
  if (known.calendarModel === null) return { tally: null, reason: 'history-short' };
  if (known.weatherModel === null) return { tally: null, reason: 'no-temperature' };
  if (!isGoodEnough(known.weatherModel)) return { tally: null, reason: 'model-poor' };
  const against = expectedIn(known.weatherModel, days, celsius);
  if (against === null) return { tally: null, reason: 'no-temperature' };
  return totals.filledKwh === null || !(against > 0)
    ? { tally: null, reason: 'model-poor' }
    : { tally: { used: totals.filledKwh, against }, reason: null };
}

function judgeEffort(request: {
  week: TotalledWeek;
  known: DormKnowledge;
  knowledge: WeekKnowledge;
  effort: ReadonlyMap<number, number> | null;
}): Judged {
  const { week, known, knowledge, effort } = request;
  const used = effort?.get(week.dormId);
  if (used !== undefined) return { tally: { used, against: 1 }, reason: null };
  if (known.calendarModel === null || known.form === null) return { tally: null, reason: 'history-short' };
  if (residualOfWeek(week, knowledge) !== null) return { tally: null, reason: 'too-few-dorms' };
  const needsWeather = known.weatherModel !== null && week.days.some(({ day }) => !knowledge.celsius.has(day));
  return { tally: null, reason: needsWeather ? 'no-temperature' : 'model-poor' };
}

/** Only dorms whose week is covered are measured against each other. */
function effortOfWeek(weeks: readonly TotalledWeek[], knowledge: WeekKnowledge): Map<number, number> {
  return effortOf({ dorms: formsOf(knowledge) }, residualsOf(weeks, knowledge));
}

export function formsOf(knowledge: WeekKnowledge): Map<number, OwnForm> {
  return new Map([...knowledge.dorms].flatMap(([id, { form }]) => (form === null ? [] : [[id, form] as const])));
}

function residualsOf(weeks: readonly TotalledWeek[], knowledge: WeekKnowledge): Map<number, number> {
  return new Map(
    weeks.flatMap((week) => {
      const residual = residualOfWeek(week, knowledge);
      return residual === null ? [] : [[week.dormId, residual] as const];
    }),
  );
}

/** What stood against a dorm's energy in a week: the figures of its receipt. */
export interface Expected {
  readonly dormId: number;
  /** kWh at the baseline's power, by the weather's model, and by the model that effort takes. */
  readonly baselineKwh: number | null;
  readonly weatherKwh: number | null;
  readonly effortKwh: number | null;
  /** ln(actual / effortKwh). */
  readonly residual: number | null;
  /** What all dorms did together, by the same measure. */
  readonly shared: number | null;
}

export function expectedOfWeek(weeks: readonly TotalledWeek[], knowledge: WeekKnowledge): Expected[] {
  const residuals = residualsOf(weeks, knowledge);
  const shared = sharedPart({ dorms: formsOf(knowledge) }, residuals);
  return weeks.flatMap(({ dormId, days }) => {
    const known = knowledge.dorms.get(dormId);
    if (known === undefined) return [];
    const model = effortModel(known);
    const by = (one: DailyModel | null) => (one === null ? null : expectedIn(one, days, knowledge.celsius));
    return [
      {
        dormId,
        baselineKwh: known.baseline === null ? null : baselineKwh(known.baseline, days),
        weatherKwh: by(known.weatherModel),
        effortKwh: by(model),
        residual: residuals.get(dormId) ?? null,
        shared,
      },
    ];
  });
}

/** ln(actual / expected); null where the week is not covered or nothing is expected of it. */
function residualOfWeek(week: TotalledWeek, knowledge: WeekKnowledge): number | null {
  const known = knowledge.dorms.get(week.dormId);
  if (known === undefined || !isCovered(week.totals)) return null;
  return residualOf({ known, days: week.days, filledKwh: week.totals.filledKwh, celsius: knowledge.celsius });
}
