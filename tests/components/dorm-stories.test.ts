import { expect, test } from 'vitest';
import { scoreDomain } from '#components/charts/score-domain.ts';
import { directionOf, effortStory } from '#components/dorm/effort-story.ts';
import { heroKey } from '#components/dorm/hero-headline.ts';
import { profileStory } from '#components/dorm/profile-story.ts';
import { countDays } from '#components/dorm/week-days.ts';
import { callOdds, isTooClose } from '#components/leaderboard/closeness.ts';
import { trendHeights } from '#components/leaderboard/trends.ts';
import { localePath } from '#components/ui/paths.ts';
import { rankedRow } from '#tests/components/ranked-row.ts';

const quarters = [0, 6, 12, 18].map((fromHour) => ({ fromHour, toHour: fromHour + 6 }));
const everyDay = (row: readonly (number | null)[]) => Array.from({ length: 7 }, () => row);

test('days are counted against their usual in whole kWh, and today is still to come', () => {
  const day = (state: 'over' | 'running' | 'to-come' | 'missing', energyKwh: number | null, usualKwh: number | null) =>
    ({ day: '2026-11-16', state, energyKwh, usualKwh }) as const;
  const days = [
    day('over', 396, 412),
    day('over', 400.4, 400),
    day('over', 430, 400),
    day('over', 430, null),
    day('missing', null, 400),
    day('running', 100, 400),
    day('to-come', null, 352),
  ];
  expect(countDays(days)).toEqual({ under: 1, same: 1, over: 1, missing: 1, toCome: 2 });
});

test('evenings are the story when they lie 15 % above the mean of all hours', () => {
  expect(profileStory({ columns: quarters, rows: everyDay([8, 10, 10, 14]) })).toBe('evening');
});

test('a flat week has no story', () => {
  expect(profileStory({ columns: quarters, rows: everyDay([10, 10, 10, 11]) })).toBe('even');
});

test('weekends are the story when they stand out more than any part of the day', () => {
  const rows = Array.from({ length: 7 }, (_, weekday) => (weekday >= 5 ? [20, 20, 20, 20] : [10, 10, 10, 10]));
  expect(profileStory({ columns: quarters, rows })).toBe('weekend');
});

test('a week without a single value has no story', () => {
  expect(profileStory({ columns: quarters, rows: everyDay([null, null, null, null]) })).toBe('even');
});

test('a dorm’s headline tells its use and where its place went', () => {
  expect(heroKey({ usualRatio: 0.91, movement: 4, rank: 4 })).toBe('under-up');
  expect(heroKey({ usualRatio: 1.14, movement: -3, rank: 22 })).toBe('over-down');
  expect(heroKey({ usualRatio: 1.004, movement: 0, rank: 6 })).toBe('same-same');
  expect(heroKey({ usualRatio: 0.8, movement: 0, rank: 1 })).toBe('first');
  expect(heroKey({ usualRatio: null, movement: null, rank: 3 })).toBe('unknown');
  expect(heroKey({ usualRatio: 0.8, movement: null, rank: null })).toBe('unranked');
});

test('an order of 54 to 46 is too close to call, one of 80 to 20 is not', () => {
  const behind = rankedRow({ name: 'Maple', rank: 2, score: 20 });
  const ahead = (chanceAheadOfNext: number) => rankedRow({ name: 'Cedar', rank: 1, score: 10, chanceAheadOfNext });
  expect([0.54, 0.8].map((chance) => isTooClose(ahead(chance), behind, 'per-resident'))).toEqual([true, false]);
  expect(callOdds(ahead(0.54))).toEqual({ ahead: 54, behind: 46 });
  expect(callOdds(ahead(0.8))).toBeNull();
});

test('without a known chance, scores around zero are close within ten steps of their precision, not within a share', () => {
  const at = (score: number) => ({ score, chanceAheadOfNext: null });
  expect(isTooClose(at(0.02), at(-0.07), 'effort')).toBe(true);
  expect(isTooClose(at(0.02), at(-0.09), 'effort')).toBe(false);
  expect(isTooClose(at(0.1), at(0.091), 'saving')).toBe(true);
  expect(isTooClose(at(0.1), at(0.089), 'saving')).toBe(false);
});

test('trends are drawn to one scale, better scores higher, gaps kept', () => {
  const trends = [
    [12, null, 8],
    [10, 10, 10],
  ];
  expect(trendHeights(trends, 'per-resident')).toEqual([
    [-1, null, 1],
    [0, 0, 0],
  ]);
});

test('a trend that moves by less than a tenth stays in the middle', () => {
  expect(trendHeights([[10.5, 9.5]], 'energy')).toEqual([[-0.5, 0.5]]);
});

test('where zero is an ordinary week it is the middle, and more is higher', () => {
  expect(trendHeights([[-2, null, 1]], 'effort')).toEqual([[-1, null, 0.5]]);
  expect(trendHeights([[0.05, -0.025]], 'saving')).toEqual([[0.5, -0.25]]);
});

test('efforts of less than one ordinary up or down do not reach the edge', () => {
  expect(trendHeights([[0.4, -0.5]], 'effort')).toEqual([[0.4, -0.5]]);
});

test('a scale has zero at its left, or in its middle where scores have a sign, and room for every band', () => {
  const rows = [
    { score: 12, noise: 3 },
    { score: 14, noise: null },
  ];
  expect(scoreDomain(rows, 'per-resident')).toEqual({ least: 0, most: 15 });
  const signed = [
    { score: 1, noise: 0.5 },
    { score: -1.5, noise: 0.25 },
  ];
  expect(scoreDomain(signed, 'effort')).toEqual({ least: -1.75, most: 1.75 });
});

test('an effort is taken apart so that its parts multiply to what was used of the expected', () => {
  // 91.2 of 100 expected; the typical dorm at 97, this one lately at 102 of 100: 0.912 / (0.97 · 1.02) = 0.9218.
  const story = effortStory({
    residual: Math.log(0.912),
    level: Math.log(1.02),
    shared: Math.log(0.97),
    spread: 0.06,
    weeks: 30,
  });
  expect(story.expected).toBeCloseTo(-0.088, 10);
  expect(story.level).toBeCloseTo(0.02, 10);
  expect(story.shared).toBeCloseTo(-0.03, 10);
  expect(story.own).toBeCloseTo(-0.07823, 5);
});

test('a change that rounds to no tenth of a per cent has no direction', () => {
  expect([0.0004, -0.0004, 0.0006, -0.0006].map(directionOf)).toEqual(['same', 'same', 'over', 'under']);
});

test('English has no prefix in its addresses', () => {
  expect([localePath('en', '/c/a'), localePath('zh', '/c/a'), localePath('zh', '/')]).toEqual(['/c/a', '/zh/c/a', '/zh']);
});
