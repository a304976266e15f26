import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CampusPast, isOrdinary, knowledgeBefore, modelsBefore, type PastWeek } from '#core/ranking/campus-past.ts';
import type { ObservedWeek } from '#core/ranking/observed-week.ts';
import { addDays } from '#core/time/local-days.ts';

const FIRST = '2026-01-05';

/** A week in which the dorm used so many kWh each day. */
function observed(dormId: number, week: string, kwh: number): ObservedWeek {
  const days = Array.from({ length: 7 }, (_, index) => ({ day: addDays(week, index), seconds: 86_400, kwh }));
  return { dormId, days, filledKwh: 7 * kwh, hours: 168 };
}

function pastOf(kwhByWeek: readonly number[], said: Partial<CampusPast> = {}): CampusPast {
  const weeks = kwhByWeek.map((kwh, index): PastWeek => {
    const week = addDays(FIRST, 7 * index);
    const dorms = [1, 2, 3, 4, 5].map((id) => [id, observed(id, week, kwh * id)] as const);
    const residuals = new Map(dorms.map(([id]) => [id, Math.log(1 + ((kwh * id) % 7) / 100)]));
    return { week, dorms: new Map(dorms), residuals };
  });
  return { weeks, celsius: new Map(), blackouts: [], ...said };
}

function known(past: CampusPast, monday: string) {
  return knowledgeBefore(past, { monday, models: modelsBefore(past, monday) });
}

test('the baseline is the newest four ordinary weeks before, whole ones only', () => {
  const past = pastOf([10, 20, 30, 40, 50, 60], {
    blackouts: [{ firstDay: addDays(FIRST, 7 * 4 + 6), lastDay: addDays(FIRST, 7 * 4 + 6) }],
  });
  // The fifth week has a day of a break: the second, third, fourth and sixth are left, (20 + 30 + 40 + 60) × 7 kWh.
  const baseline = known(past, addDays(FIRST, 42)).get(1)?.baseline;
  expect(baseline?.weeks).toEqual([1, 2, 3, 5].map((index) => addDays(FIRST, 7 * index)));
  expect(baseline).toMatchObject({ kwh: 1050, hours: 672 });
  expect(baseline?.weekdays[0]).toEqual({ kwh: 150, hours: 96 });
});

test('one whole week is no baseline', () => {
  expect(known(pastOf([10]), addDays(FIRST, 7)).get(1)?.baseline ?? null).toBeNull();
  expect(known(pastOf([10, 10]), addDays(FIRST, 14)).get(1)?.baseline ?? null).not.toBeNull();
});

test('days of a blackout teach a model nothing, nor do days more than a year ago', () => {
  const kwh = Array.from({ length: 70 }, (_, week) => (week < 17 ? 900 : week === 40 ? 500 : 100));
  const blackouts = [{ firstDay: addDays(FIRST, 280), lastDay: addDays(FIRST, 286) }];
  const model = modelsBefore(pastOf(kwh, { blackouts }), addDays(FIRST, 490)).get(1)?.calendarModel;
  // 365 days less the seven of the break: the first 17 weeks lie further back than a year.
  expect(model?.days).toBe(358);
  expect(model?.base).toBeCloseTo(100, 9);
});

test('whatever comes later changes nothing that was known before a week', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 50, max: 500 }), { minLength: 12, maxLength: 20 }), fc.nat(8), (kwh, after) => {
      const monday = addDays(FIRST, 7 * (kwh.length - after));
      const before = pastOf(kwh.slice(0, kwh.length - after));
      expect(known(pastOf(kwh), monday)).toEqual(known(before, monday));
    }),
    { numRuns: 30 },
  );
});

test('a week is ordinary when no day of it lies in a blackout', () => {
  const blackouts = [{ firstDay: '2026-01-11', lastDay: '2026-01-13' }];
  expect(['2025-12-29', '2026-01-05', '2026-01-12', '2026-01-19'].map((monday) => isOrdinary(blackouts, monday))).toEqual([
    true,
    false,
    false,
    true,
  ]);
});
