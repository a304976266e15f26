import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LENSES, type Lens } from '#core/ranking/rules.ts';
import { rankDorms } from '#core/ranking/standings.ts';
import { type Campus, celsius, knownBefore, pastOf, weekOfCampus } from '#tests/core/ranking/played-campus.ts';

const WEEKS = 17;
const LAST = WEEKS - 1;
const RUNS = { numRuns: 6 };
const OF_PAST = ['saving', 'weather-adjusted', 'effort'] as const;

/** Five or six dorms of any size, heated or not, each restless in its own way. */
const anyCampus = fc
  .record({
    dorms: fc.array(
      fc.record({
        base: fc.integer({ min: 40, max: 4000 }),
        heated: fc.integer({ min: 0, max: 5 }),
        restless: fc.integer({ min: 1, max: 12 }),
      }),
      { minLength: 5, maxLength: 6 },
    ),
    seed: fc.integer({ min: 1, max: 1000 }),
  })
  .map(({ dorms, seed }): Campus => {
    const kwh = (dorm: number, day: number) => {
      const { base = 0, heated = 0, restless = 0 } = dorms[dorm] ?? {};
      const stray = 1 + (restless / 100) * Math.sin(78.233 * (seed + dorm) + 12.9898 * day);
      // Whole watt-hours, so that double of them is exactly double.
      return Math.round(1000 * base * stray * (1 + (heated / 100) * Math.max(0, 15 - celsius(day)))) / 1000;
    };
    return { dorms: dorms.length, weeks: WEEKS, kwh };
  });

/** Each dorm's score and place in the last week, by what was known before it. */
function told(campus: Campus, lenses: readonly Lens[]) {
  const known = knownBefore(pastOf(campus, LAST), LAST);
  return lenses.flatMap((lens) =>
    rankDorms(weekOfCampus(campus, LAST), lens, known).map(({ slug, score, rank }) => ({ key: `${lens} ${slug}`, score, rank })),
  );
}

test('more energy on any day of the judged week improves neither the score nor the place, under every lens', () => {
  const more = fc.record({ at: fc.nat(6), share: fc.double({ min: 0.001, max: 3, noNaN: true }), who: fc.nat(4) });
  fc.assert(
    fc.property(anyCampus, more, (campus, { at, share, who }) => {
      const known = knownBefore(pastOf(campus, LAST), LAST);
      const isMore = (dorm: number, day: number) => dorm === who && day === 7 * LAST + at;
      const more = { ...campus, kwh: (dorm: number, day: number) => campus.kwh(dorm, day) * (isMore(dorm, day) ? 1 + share : 1) };
      for (const lens of LENSES) {
        const [before, after] = [campus, more].map((one) =>
          rankDorms(weekOfCampus(one, LAST), lens, known).find(({ slug }) => slug === `d${who}`),
        );
        expect(before?.rank).not.toBeNull();
        expect(after?.rank).toBeGreaterThanOrEqual(before?.rank ?? 0);
        const worse = (after?.score ?? 0) - (before?.score ?? 0);
        if (OF_PAST.some((one) => one === lens)) expect(worse).toBeLessThanOrEqual(1e-12);
        else expect(worse).toBeGreaterThanOrEqual(-1e-12);
      }
    }),
    RUNS,
  );
});

test('dorms that go by other numbers, in another order, have the same scores', () => {
  fc.assert(
    fc.property(anyCampus, fc.integer({ min: 1, max: 5 }), (campus, turn) => {
      const turned = (dorm: number) => (dorm + turn) % campus.dorms;
      const other: Campus = { ...campus, idOf: (dorm) => 100 - turned(dorm) };
      const others = new Map(told(other, LENSES).map((one) => [one.key, one.score]));
      for (const { key, score } of told(campus, LENSES)) expect(others.get(key)).toBeCloseTo(score ?? Number.NaN, 9);
    }),
    RUNS,
  );
});

test('every dorm’s energy counted double throughout, or one dorm’s, leaves scores and places by the lenses of the past', () => {
  fc.assert(
    fc.property(anyCampus, fc.constantFrom(2, 64), (campus, factor) => {
      for (const isScaled of [() => true, (dorm: number) => dorm === 1]) {
        const scaled = { ...campus, kwh: (dorm: number, day: number) => campus.kwh(dorm, day) * (isScaled(dorm) ? factor : 1) };
        expect(told(scaled, OF_PAST)).toEqual(told(campus, OF_PAST));
      }
    }),
    RUNS,
  );
});

test('the future never changes the past: whatever comes later, a week is judged by the same knowledge', () => {
  fc.assert(
    fc.property(anyCampus, fc.integer({ min: 2, max: 90 }), (campus, tenth) => {
      const week = LAST - 2;
      const wild = (dorm: number, day: number) => campus.kwh(dorm, day) * (day >= 7 * week ? tenth / 10 : 1);
      const later = pastOf({ ...campus, kwh: wild }, WEEKS);
      expect(knownBefore(later, week).dorms).toEqual(knownBefore(pastOf(campus, week), week).dorms);
    }),
    RUNS,
  );
});
