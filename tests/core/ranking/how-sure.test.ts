import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chanceOfOrder, noiseOf, type PastScores } from '#core/ranking/how-sure.ts';
import { addDays } from '#core/time/local-days.ts';

const WHOLE = { lens: 'energy', days: 7 } as const;

function pastOf(rows: readonly (readonly (number | null)[])[], firstWeek = '2026-01-05'): PastScores[] {
  return rows.map((row, index) => ({
    week: addDays(firstWeek, 7 * index),
    scores: new Map(row.flatMap((score, dorm) => (score === null ? [] : [[dorm, score] as const]))),
  }));
}

/** Goes up and down by 10 each week: the mean change is 10, the band √π/2 · 10. */
const SWINGING = pastOf(
  Array.from({ length: 8 }, (_, index) => [100 + 10 * (index % 2), 50 + 10 * (index % 2), 70 + 10 * ((index + 1) % 2)]),
);

test('a band is √π/2 times the mean change from week to week', () => {
  expect(noiseOf(SWINGING, 0, WHOLE)).toBeCloseTo((Math.sqrt(Math.PI) / 2) * 10, 12);
});

test('five changes are too few for a band', () => {
  expect(noiseOf(SWINGING.slice(0, 6), 0, WHOLE)).toBeNull();
  expect(noiseOf(SWINGING.slice(0, 7), 0, WHOLE)).not.toBeNull();
});

test('weeks on both sides of a break are no change', () => {
  const broken = [...SWINGING.slice(0, 4), ...pastOf([[900], [910], [900]], '2026-06-01')];
  expect(noiseOf(broken, 0, WHOLE)).toBeNull();
});

test('a lasting difference of level is no noise', () => {
  const climbing = pastOf(Array.from({ length: 20 }, (_, index) => [100 + 30 * index, 50 + 30 * index]));
  const behind = { dormId: 0, score: 700 };
  expect(chanceOfOrder(climbing, { ahead: { dormId: 1, score: 650 }, behind, ...WHOLE })).toBe(1);
});

test('dorms that move together are told apart by less than dorms that move against each other', () => {
  const ahead = { dormId: 1, score: 60 };
  expect(chanceOfOrder(SWINGING, { ahead, behind: { dormId: 0, score: 65 }, ...WHOLE })).toBe(1);
  // Dorms 1 and 2 differ by 20 more or less from week to week: a deviation of √π/2 · 20 = 17.72, and 10 / 17.72 = 0.5642.
  expect(chanceOfOrder(SWINGING, { ahead, behind: { dormId: 2, score: 70 }, ...WHOLE })).toBeCloseTo(0.7137, 4);
});

test('equal scores are a coin toss', () => {
  const pair = { ahead: { dormId: 1, score: 60 }, behind: { dormId: 2, score: 60 }, ...WHOLE };
  expect(chanceOfOrder(SWINGING, pair)).toBeCloseTo(0.5, 6);
});

test('a week that has just begun says less of a ratio and has a narrower band of kWh', () => {
  const whole = noiseOf(SWINGING, 0, WHOLE) ?? 0;
  expect(noiseOf(SWINGING, 0, { lens: 'energy', days: 1 })).toBeCloseTo(whole / Math.sqrt(7), 12);
  expect(noiseOf(SWINGING, 0, { lens: 'saving', days: 1 })).toBeCloseTo(whole * Math.sqrt(7), 12);
});

test('over four weeks efforts and kWh add up to twice the band, and a saving is twice as sure', () => {
  const whole = noiseOf(SWINGING, 0, WHOLE) ?? 0;
  const over = (lens: 'energy' | 'effort' | 'saving') => noiseOf(SWINGING, 0, { lens, days: 7, weeks: 4 });
  expect(over('energy')).toBeCloseTo(2 * whole, 12);
  expect(over('effort')).toBeCloseTo(2 * whole, 12);
  expect(over('saving')).toBeCloseTo(whole / 2, 12);
});

test('a wider gap is never less sure, and who is ahead makes no difference', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 200, noNaN: true }), fc.double({ min: 0, max: 200, noNaN: true }), (one, other) => {
      const chance = (gap: number) =>
        chanceOfOrder(SWINGING, { ahead: { dormId: 1, score: 60 }, behind: { dormId: 2, score: 60 + gap }, ...WHOLE }) ?? 0;
      expect(chance(Math.max(one, other))).toBeGreaterThanOrEqual(chance(Math.min(one, other)));
    }),
  );
});
