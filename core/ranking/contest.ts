import type { Contest, Saver } from '#core/ranking/fairness.ts';
import type { DormKnowledge, WeekKnowledge } from '#core/ranking/knowledge.ts';
import type { Lens } from '#core/ranking/rules.ts';
import { saverEffort } from '#core/ranking/saver-effort.ts';
import { judgeWeek, scoreOf, type Tally, type TotalledWeek } from '#core/ranking/score-week.ts';
import { orderedScore } from '#core/ranking/standings.ts';

/** A campus's week as it was, and what was known before it. */
export interface JudgedWeek {
  /** Its Monday. */
  readonly week: string;
  readonly dorms: readonly TotalledWeek[];
  readonly known: ReadonlyMap<number, DormKnowledge>;
  /** Mean °C of its days at least; a day whose temperature is not known is absent. */
  readonly celsius: ReadonlyMap<string, number>;
  /** The dorms that are given places; null: all. Effort is measured against all of them either way. */
  readonly placed: ReadonlySet<number> | null;
}

/**
 * A week or a season under one lens; its first week's knowledge judges all of it. Only dorms ranked in every week are
 * compared. A saver changes its own score alone, but for effort, where it also moves a little what all dorms did together.
 */
export function contestOf({ weeks, lens }: { weeks: readonly JudgedWeek[]; lens: Lens }): Contest {
  const known = weeks[0]?.known ?? new Map<number, DormKnowledge>();
  const judged = weeks.map((week) => ({ ...week, knowledge: { dorms: known, celsius: week.celsius } }));
  const tallies = comparedTallies(judged, lens);
  const scores = new Map<number, number>();
  for (const [dorm, ofWeeks] of tallies) {
    const score = scoreOf(lens, ofWeeks);
    if (score !== null) scores.set(dorm, -orderedScore(score, lens));
  }
  const isFirstBySaving = lens === 'effort' ? saverEffort(judged, [...scores.keys()]) : plainSaver({ tallies, scores, lens });
  return { name: weeks[0]?.week ?? '', scores, isFirstBySaving };
}

/** The tallies, week by week, of the dorms that are ranked and given a place in all weeks. */
function comparedTallies(
  weeks: readonly (JudgedWeek & { readonly knowledge: WeekKnowledge })[],
  lens: Lens,
): Map<number, readonly Tally[]> {
  const byWeek = weeks.map(({ dorms, knowledge, placed }) => {
    const ranked = new Map<number, Tally>();
    for (const [dorm, { tally, reason }] of judgeWeek(dorms, lens, knowledge))
      if (tally !== null && reason === null && (placed === null || placed.has(dorm))) ranked.set(dorm, tally);
    return ranked;
  });
  const compared = new Map<number, readonly Tally[]>();
  for (const dorm of byWeek[0]?.keys() ?? []) {
    const tallies = byWeek.map((week) => week.get(dorm)).filter((tally) => tally !== undefined);
    if (tallies.length === weeks.length) compared.set(dorm, tallies);
  }
  return compared;
}

function plainSaver(request: {
  tallies: ReadonlyMap<number, readonly Tally[]>;
  scores: ReadonlyMap<number, number>;
  lens: Lens;
}): Contest['isFirstBySaving'] {
  const { tallies, scores, lens } = request;
  const [best, second] = [...scores].sort((a, b) => b[1] - a[1]);
  return ({ dorm, share }: Saver) => {
    const saved = (tallies.get(dorm) ?? []).map(({ used, against }) => ({ used: used * (1 - share), against }));
    const score = scoreOf(lens, saved);
    if (score === null) return false;
    const other = best?.[0] === dorm ? second : best;
    return other === undefined || -orderedScore(score, lens) > other[1];
  };
}
