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

test('dorms are compared over the weeks in which all of them ranked', () => {
  const weeks = weeksOf(
    [[90, 100], null],
    [
      [95, 100],
      [90, 100],
    ],
    [
      [95, 100],
      [90, 100],
    ],
  );
  const places = rankSeason('saving', weeks, [0, 1]);
  expect(places.map(({ dormId, rank, weeksCounted, weeksMissed }) => ({ dormId, rank, weeksCounted, weeksMissed }))).toEqual([
    { dormId: 1, rank: 1, weeksCounted: ['w2', 'w3'], weeksMissed: ['w1'] },
    { dormId: 0, rank: 2, weeksCounted: ['w2', 'w3'], weeksMissed: [] },
  ]);
});

test('who ranked too seldom is left out, and does not take the others’ weeks away', () => {
  const weeks = weeksOf(
    [[90, 100], [80, 100], null],
    [[90, 100], [80, 100], null],
    [
      [90, 100],
      [80, 100],
      [10, 100],
    ],
  );
  const places = rankSeason('saving', weeks, [0, 1, 2]);
  expect(places.map(({ dormId, rank, reason }) => [dormId, rank, reason])).toEqual([
    [1, 1, null],
    [0, 2, null],
    [2, null, 'weeks-missed'],
  ]);
  expect(places[0]?.weeksCounted).toEqual(['w1', 'w2', 'w3']);
});

test('by effort weeks add up, and a missed one counts as the dorm’s worst, at most as an ordinary one', () => {
  const weeks = weeksOf([[2, 1], [1, 1], null], [[-1, 1], null, null], [null, [1, 1], null]);
  const places = rankSeason('effort', weeks, [0, 1, 2]);
  // Dorm 0: 2 − 1 and its worst, −1, for the week missed; dorm 1: 1 + 1 and an ordinary week.
  expect(places.map(({ dormId, score, rank, reason }) => [dormId, score, rank, reason])).toEqual([
    [1, 2, 1, null],
    [0, 0, 2, null],
    [2, null, null, 'no-weeks'],
  ]);
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
