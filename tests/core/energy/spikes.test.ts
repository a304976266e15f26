import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meanWatts, spikeLimit, usualMaximum } from '#core/energy/spikes.ts';

test('before a meter has used energy on 14 days nobody knows its usual maximum', () => {
  expect(usualMaximum(new Array(13).fill(1000))).toBeNull();
  expect(usualMaximum(new Array(14).fill(1000))).toBe(1000);
  expect(usualMaximum([...new Array(13).fill(1000), 0, 0, 0])).toBeNull();
});

test('the usual maximum is the peak that nine days in ten stay at or below, never one between two', () => {
  // Twenty days, 1 to 20 W: the place 0.9 × 19 = 17.1 is the 18th.
  expect(usualMaximum(Array.from({ length: 20 }, (_, index) => 20 - index))).toBe(18);
});

test('days of a dead meter do not make its next value a spike', () => {
  expect(usualMaximum([...new Array(14).fill(500), ...new Array(400).fill(0)])).toBe(500);
});

test('the limit is five times the usual maximum, or the main fuse where that carries less', () => {
  const dailyPeaks = new Array<number>(14).fill(2000);
  expect(spikeLimit({ dailyPeaks, mostKw: null })).toBe(10_000);
  expect(spikeLimit({ dailyPeaks, mostKw: 8 })).toBe(8000);
  expect(spikeLimit({ dailyPeaks, mostKw: 12 })).toBe(10_000);
  expect(spikeLimit({ dailyPeaks: [], mostKw: null })).toBe(Number.POSITIVE_INFINITY);
});

test('the usual maximum does not depend on the order of the days', () => {
  const anyPeaks = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 14, maxLength: 60 });
  fc.assert(
    fc.property(anyPeaks, (peaks) => {
      expect(usualMaximum([...peaks].reverse())).toBe(usualMaximum(peaks));
    }),
  );
});

test('1 kWh in a quarter of an hour is 4 kW', () => {
  expect(meanWatts(1_000_000_000n, 900)).toBe(4000);
});
