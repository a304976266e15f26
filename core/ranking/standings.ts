import type { DormTotals, DormWeek } from '#core/ranking/dorm-week.ts';
import type { WeekKnowledge } from '#core/ranking/knowledge.ts';
import { IS_HIGHER_BETTER, LENSES, type Lens, TIE_PRECISION } from '#core/ranking/rules.ts';
import { judgeWeek, scoreOf, totalledWeek } from '#core/ranking/score-week.ts';

export const UNRANKED_REASONS = [
  'week-just-started',
  'no-meters',
  'no-readings',
  'meter-dead',
  'coverage-low',
  'estimated-too-much',
  'no-residents',
  'no-area',
  'too-small',
  'baseline-short',
  'history-short',
  'no-temperature',
  'model-poor',
  'too-few-dorms',
  'not-reckoned',
] as const;

/** Why a dorm is not ranked: a closed list, worded in messages. */
export type UnrankedReason = (typeof UNRANKED_REASONS)[number];

/** A dorm's place in a week under one lens. `rank` is null exactly when there is a `reason`. */
export interface Standing extends DormTotals {
  readonly dormId: number;
  readonly slug: string;
  readonly name: string;
  readonly residents: number | null;
  readonly floorAreaM2: number | null;
  readonly lens: Lens;
  /** At full precision, in the lens's unit; null when it cannot be reckoned. Better is lower or higher as the lens has it. */
  readonly score: number | null;
  readonly rank: number | null;
  readonly reason: UnrankedReason | null;
}

/**
 * Standings of one week under one lens, best first; equal scores at the lens's precision share the rank (1, 2, 2, 4).
 * Unranked dorms follow, by name. Sum first, then divide: never a mean of ratios; no denominator gives no score.
 * `knowledge` is what the past says (null: it was not reckoned): saving, weather-adjusted and effort rest on it.
 */
export function rankDorms(dorms: readonly DormWeek[], lens: Lens, knowledge: WeekKnowledge | null = null): Standing[] {
  const weeks = dorms.map(totalledWeek);
  const judged = judgeWeek(weeks, lens, knowledge);
  return placeStandings(
    dorms.flatMap(({ dormId, slug, name, residents, floorAreaM2 }, index) => {
      const week = weeks[index];
      const one = judged.get(dormId);
      if (week === undefined || one === undefined) return [];
      const score = one.tally === null ? null : scoreOf(lens, [one.tally]);
      return [{ ...week.totals, dormId, slug, name, residents, floorAreaM2, lens, score, rank: null, reason: one.reason }];
    }),
  );
}

/** Gives ranks to standings that have a score and no reason; ranks they had before are forgotten. */
export function placeStandings(standings: readonly Standing[]): Standing[] {
  const steps = (standing: Standing) => orderedScore(standing.score ?? 0, standing.lens);
  const ranked = standings.filter((standing) => standing.reason === null);
  ranked.sort((a, b) => steps(a) - steps(b) || compareText(a.slug, b.slug));
  const placed: Standing[] = [];
  for (const [index, standing] of ranked.entries()) {
    const before = placed[index - 1];
    placed.push({ ...standing, rank: before !== undefined && steps(before) === steps(standing) ? before.rank : index + 1 });
  }
  const unranked = standings.filter((standing) => standing.reason !== null).map((standing) => ({ ...standing, rank: null }));
  unranked.sort((a, b) => compareText(a.slug, b.slug));
  return [...placed, ...unranked];
}

/**
 * A score as it is compared: the lower, the better; rounded as Intl writes it on the board, since two scores that read the
 * same must rank the same (12.25 and 12.3 at 0.1).
 */
export function orderedScore(score: number, lens: Lens): number {
  const shown = Number(ROUNDING[lens].format(score));
  return IS_HIGHER_BETTER[lens] ? -shown : shown;
}

function roundingFor(lens: Lens): Intl.NumberFormat {
  return new Intl.NumberFormat('en', {
    maximumFractionDigits: Math.max(0, Math.round(-Math.log10(TIE_PRECISION[lens]))),
    useGrouping: false,
  });
}

const ROUNDING = Object.fromEntries(LENSES.map((lens) => [lens, roundingFor(lens)])) as Readonly<Record<Lens, Intl.NumberFormat>>;

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
