import { median, straysOf } from '#core/ranking/effort.ts';
import type { Contest } from '#core/ranking/fairness.ts';
import type { WeekKnowledge } from '#core/ranking/knowledge.ts';
import { expectedOfWeek, formsOf, type TotalledWeek } from '#core/ranking/score-week.ts';
import { orderedScore } from '#core/ranking/standings.ts';

/**
 * Whether a saver would come strictly first by effort among the dorms compared. Its saving moves the median of what all dorms strayed,
 * which for most savers moves to one of very few values: everyone's scores are added up once for each of these.
 */
export function saverEffort(
  weeks: readonly { readonly dorms: readonly TotalledWeek[]; readonly knowledge: WeekKnowledge }[],
  compared: readonly number[],
): Contest['isFirstBySaving'] {
  const parts = weeks.map(effortParts);
  const best = new Map<string, readonly [Best, Best]>();
  const scoreOf = (dorm: number, shared: readonly number[], strays?: readonly number[]) =>
    parts.reduce((sum, part, index) => {
      const own = part.dorms.get(dorm);
      return own === undefined ? sum : sum + ((shared[index] ?? 0) - (strays?.[index] ?? own.stray)) / own.spread;
    }, 0);
  const bestWith = (shared: readonly number[]) => {
    const key = shared.join(' ');
    const found = best.get(key) ?? bestTwo(compared, (dorm) => scoreOf(dorm, shared));
    best.set(key, found);
    return found;
  };
  return ({ dorm, share }) => {
    const strays = parts.map((part) => savedStray(part, dorm, share));
    const shared = parts.map((part, index) => movedMedian(part, { dorm, to: strays[index] ?? 0 }));
    const [first, second] = bestWith(shared);
    const other = first.dorm === dorm ? second : first;
    if (other.dorm === null) return true;
    return orderedScore(scoreOf(dorm, shared, strays), 'effort') < orderedScore(other.score, 'effort');
  };
}

interface Best {
  readonly dorm: number | null;
  readonly score: number;
}

interface EffortParts {
  readonly dorms: ReadonlyMap<
    number,
    {
      readonly stray: number;
      readonly level: number;
      readonly spread: number;
      readonly expectedKwh: number;
      readonly usedKwh: number;
    }
  >;
  /** What all dorms strayed, the least first, and where each stands in it. */
  readonly sorted: readonly number[];
  readonly places: ReadonlyMap<number, number>;
}

function effortParts({ dorms, knowledge }: { dorms: readonly TotalledWeek[]; knowledge: WeekKnowledge }): EffortParts {
  const expected = new Map(expectedOfWeek(dorms, knowledge).map((one) => [one.dormId, one]));
  const used = new Map(dorms.map(({ dormId, totals }) => [dormId, totals.filledKwh]));
  const residuals = new Map([...expected].flatMap(([id, { residual }]) => (residual === null ? [] : [[id, residual] as const])));
  const strays = straysOf({ dorms: formsOf(knowledge) }, residuals).sort((a, b) => a.stray - b.stray);
  return {
    dorms: new Map(
      strays.map(({ id, own, stray }) => {
        const expectedKwh = expected.get(id)?.effortKwh ?? 0;
        return [id, { stray, level: own.level, spread: own.spread, expectedKwh, usedKwh: used.get(id) ?? 0 }];
      }),
    ),
    sorted: strays.map(({ stray }) => stray),
    places: new Map(strays.map(({ id }, place) => [id, place])),
  };
}

function savedStray({ dorms }: EffortParts, dorm: number, share: number): number {
  const own = dorms.get(dorm);
  return own === undefined ? 0 : Math.log((own.usedKwh * (1 - share)) / own.expectedKwh) - own.level;
}

/** The median after one of the values has become a lower one. */
function movedMedian({ sorted, places }: EffortParts, { dorm, to }: { dorm: number; to: number }): number {
  const from = places.get(dorm);
  if (from === undefined) return median(sorted);
  let low = 0;
  let high = from;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < to) low = middle + 1;
    else high = middle;
  }
  const at = (index: number) => (index === low ? to : (sorted[index > low && index <= from ? index - 1 : index] ?? 0));
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
}

function bestTwo(dorms: readonly number[], scoreOf: (dorm: number) => number): readonly [Best, Best] {
  const none: Best = { dorm: null, score: Number.NEGATIVE_INFINITY };
  let first = none;
  let second = none;
  for (const dorm of dorms) {
    const one = { dorm, score: scoreOf(dorm) };
    if (one.score > first.score) {
      second = first;
      first = one;
    } else if (one.score > second.score) second = one;
  }
  return [first, second];
}
