import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimateGap, type Gap, type Neighbour } from '#core/energy/estimates.ts';
import { hourSlots } from '#core/time/hour-slots.ts';
import { localDay } from '#core/time/local-days.ts';

const HOUR = 3_600_000;
const DAY_STARTS = Date.parse('2026-11-10T00:00:00Z');
const slots = hourSlots(localDay('2026-11-10', 'Etc/UTC'));
const hour = (kwh: number): Neighbour => ({ energyMicroWh: BigInt(Math.round(kwh * 1e9)), seconds: 3600 });
const gapOf = (from: number, until: number, beside: Partial<Gap> = {}): Gap => ({
  startsAt: DAY_STARTS + from * HOUR,
  endsAt: DAY_STARTS + until * HOUR,
  before: hour(2),
  after: hour(4),
  ...beside,
});
const nothing = () => [];

test('an hour between 2 kW and 4 kW used 3 kWh; two hours 2.5 and 3.5', () => {
  expect(estimateGap(gapOf(5, 6), { slots, past: nothing })).toEqual([
    { day: '2026-11-10', startsAt: DAY_STARTS + 5 * HOUR, seconds: 3600, energyMicroWh: 3_000_000_000n, rule: 'interpolated' },
  ]);
  const two = estimateGap(gapOf(5, 7), { slots, past: nothing });
  expect(two.map(({ energyMicroWh }) => energyMicroWh)).toEqual([2_500_000_000n, 3_500_000_000n]);
});

test('neighbours of other lengths count by their power', () => {
  const quarter = { energyMicroWh: 500_000_000n, seconds: 900 };
  const [one] = estimateGap(gapOf(5, 6, { before: quarter, after: hour(4) }), { slots, past: nothing });
  expect(one?.energyMicroWh).toBe(3_000_000_000n);
});

test('a longer gap takes the mean of the same hours that were whole in two weeks or three', () => {
  const past = (slot: { hour: number }) =>
    slot.hour === 5 ? [hour(2), hour(3)] : slot.hour === 6 ? [hour(9)] : [hour(1), hour(1), hour(4)];
  const found = estimateGap(gapOf(5, 7.5), { slots, past });
  expect(
    found.map(({ startsAt, seconds, energyMicroWh, rule }) => [(startsAt - DAY_STARTS) / HOUR, seconds, energyMicroWh, rule]),
  ).toEqual([
    [5, 3600, 2_500_000_000n, 'same-hours'],
    // 06:00 was whole in one week only. Half an hour at 2 kW:
    [7, 1800, 1_000_000_000n, 'same-hours'],
  ]);
});

test('the parts of an interpolation add up to the mean of both powers times the gap, rounded down, however it is cut', () => {
  const anyNeighbour = fc.record({
    energyMicroWh: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
    seconds: fc.integer({ min: 1, max: 90_000 }),
  });
  fc.assert(
    fc.property(anyNeighbour, anyNeighbour, fc.integer({ min: 1, max: 7200 }), fc.nat(3600), (before, after, seconds, offset) => {
      const startsAt = DAY_STARTS + offset * 1000;
      const gap = { startsAt, endsAt: startsAt + seconds * 1000, before, after };
      const sum = estimateGap(gap, { slots, past: nothing }).reduce((total, one) => total + one.energyMicroWh, 0n);
      const dividend =
        BigInt(seconds) * (before.energyMicroWh * BigInt(after.seconds) + after.energyMicroWh * BigInt(before.seconds));
      const divisor = 2n * BigInt(before.seconds) * BigInt(after.seconds);
      expect(sum * divisor <= dividend && dividend < (sum + 1n) * divisor).toBe(true);
    }),
  );
});
