import { expect, test } from 'vitest';
import type { Judged } from '#core/ranking/score-week.ts';
import { rankSeason, type SeasonWeek } from '#core/ranking/season.ts';

/** Weeks in which each dorm used so much against so much; null: it was not ranked. */
function weeksOf(...weeks: readonly (readonly ([number, number] | null)[])[]): SeasonWeek[] {
  return weeks.map((dorms, index) => ({
    week: `w${index + 1}`,
    judged: new Map(
      dorms.map((one, dorm): [number, Judged] => [
        dorm,
        one === null ? { tally: null, reason: 'coverage-low' } : { tally: { used: one[0], against: one[1] }, reason: null },
      ]),
    ),
  }));
}

test('a season’s saving adds up its weeks first and divides then', () => {
  // 90 + 300 of 100 + 400: 1 − 390/500, not the mean of 0.1 and 0.25.
  const [place] = rankSeason('saving', weeksOf([[90, 100]], [[300, 400]]), [0]);
  expect(place?.score).toBeCloseTo(0.22, 12);
});

test('who missed a week stands behind those who missed none, who keep that week', () => {
  const weeks = weeksOf(
    [[10, 100], null],
    [
      [90, 100],
      [80, 100],
    ],
  );
  const places = rankSeason('saving', weeks, [0, 1]);
  expect(places.map(({ dormId, rank, weeksCounted, weeksMissed }) => ({ dormId, rank, weeksCounted, weeksMissed }))).toEqual([
    { dormId: 0, rank: 1, weeksCounted: ['w1', 'w2'], weeksMissed: [] },
    { dormId: 1, rank: 2, weeksCounted: ['w2'], weeksMissed: ['w1'] },
  ]);
});

test('dorms that missed equally many weeks are compared over the weeks in which all of them ranked', () => {
  const weeks = weeksOf(
    [null, [10, 100]],
    [[50, 100], null],
    [
      [90, 100],
      [80, 100],
    ],
  );
  const places = rankSeason('saving', weeks, [0, 1]);
  expect(places.map(({ dormId, weeksCounted }) => [dormId, weeksCounted])).toEqual([
    [1, ['w3']],
    [0, ['w3']],
  ]);
  expect(places[0]?.score).toBeCloseTo(0.2, 12);
});

test('a week in which nobody ranked is nobody’s miss', () => {
  const places = rankSeason(
    'saving',
    weeksOf(
      [null, null],
      [
        [90, 100],
        [80, 100],
      ],
    ),
    [0, 1],
  );
  expect(places.map(({ rank, weeksMissed }) => [rank, weeksMissed])).toEqual([
    [1, []],
    [2, []],
  ]);
});

test('by effort weeks add up; a missed one counts as the lowest of that week, at most as 0', () => {
  const weeks = weeksOf([[2, 1], [1, 1], null, [0.5, 1]], [[-1, 1], null, null, [-2, 1]], [null, [1, 1], null, [3, 1]]);
  const places = rankSeason('effort', weeks, [0, 1, 2, 3]);
  // Dorm 0: 2 − 1 and 0, since all who ranked in week 3 were above. Dorm 1: 1 + 1 and the lowest of week 2, −2. Dorm 3: 0.5 − 2 + 3.
  expect(places.map(({ dormId, score, rank, reason }) => [dormId, score, rank, reason])).toEqual([
    [3, 1.5, 1, null],
    [0, 1, 2, null],
    [1, 0, 3, null],
    [2, null, null, 'no-weeks'],
  ]);
  expect(places[2]?.missedAs).toEqual([{ week: 'w2', score: -2 }]);
});

test('equal scores share the place: 1, 2, 2, 4', () => {
  const places = rankSeason(
    'energy',
    weeksOf([
      [3, 1],
      [1, 1],
      [2, 1],
      [2.01, 1],
    ]),
    [0, 1, 2, 3],
  );
  expect(places.map(({ dormId, rank }) => [dormId, rank])).toEqual([
    [1, 1],
    [2, 2],
    [3, 2],
    [0, 4],
  ]);
});
