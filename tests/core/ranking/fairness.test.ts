import { expect, test } from 'vitest';
import { type Contest, fairnessOf, type Saver } from '#core/ranking/fairness.ts';

/** Dorms 1 to n whose kWh are given week by week; the least wins. */
function contests(weeks: readonly (readonly number[])[]): Contest[] {
  return weeks.map((kwh, index) => {
    const scoresWith = (saver: Saver | null) =>
      new Map(
        kwh.map((value, at) => [at + 1, -Math.round(10 * value * (saver?.dorm === at + 1 ? 1 - saver.share : 1)) / 10] as const),
      );
    return {
      name: String(index),
      scores: scoresWith(null),
      isFirstBySaving: (saver) =>
        [...scoresWith(saver)].every(([dorm, score], _, all) => dorm === saver.dorm || score < bestOf(all, saver)),
    };
  });
}

function bestOf(scores: readonly (readonly [number, number])[], { dorm }: Saver): number {
  return scores.find(([one]) => one === dorm)?.[1] ?? Number.NEGATIVE_INFINITY;
}

test('the same winner each week is evenness 0', () => {
  const fairness = fairnessOf(
    contests([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ]),
  );
  expect(fairness.evenness).toBe(0);
  expect(fairness.winners).toEqual([{ dorm: 1, weeks: 3 }]);
  expect(fairness.percentile).toBeLessThan(0.1);
});

test('evenness is the winners’ entropy beside that of winners drawn at random', () => {
  // Two weeks, two dorms, one win each: entropy ln 2. Drawn at random half of all pairs are one each: mean ln 2 / 2.
  const fairness = fairnessOf(
    contests([
      [1, 2],
      [2, 1],
    ]),
  );
  expect(fairness.evenness).toBeGreaterThan(1.9);
  expect(fairness.evenness).toBeLessThan(2.1);
});

test('power is the share of dorm-weeks in which the saver comes strictly first', () => {
  // 5 % off: only dorm 1 is first (already). 10 % off 110 is 99 < 100: dorms 1 and 2. 20 % off 125 is 100: a tie with dorm 1, not strictly first.
  const { power, luck, dorms } = fairnessOf(contests([[100, 110, 125]]));
  expect(power).toEqual({ '5': 1 / 3, '10': 2 / 3, '20': 2 / 3 });
  expect(luck).toBeCloseTo(1 / 3, 12);
  expect(dorms).toBe(3);
});

test('a tie shares its week', () => {
  expect(fairnessOf(contests([[5, 5, 9]])).winners).toEqual([
    { dorm: 1, weeks: 0.5 },
    { dorm: 2, weeks: 0.5 },
  ]);
});

test('without a contest there is no figure', () => {
  expect(fairnessOf([])).toEqual({
    weeks: 0,
    dorms: 0,
    evenness: null,
    percentile: null,
    power: { '5': null, '10': null, '20': null },
    luck: null,
    winners: [],
    drawn: [],
  });
});
