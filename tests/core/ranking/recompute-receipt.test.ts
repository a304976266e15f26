import { expect, test } from 'vitest';
import { Receipt } from '#core/ranking/receipt.ts';
import { recomputeReceipt } from '#core/ranking/recompute-receipt.ts';
import { effortReceipt } from '#tests/core/ranking/receipts.ts';

test('effort comes out as by hand, and the place among the others at the precision shown', () => {
  const again = recomputeReceipt(Receipt.parse(effortReceipt()));
  expect(again).toMatchObject({ rank: 2, reason: null, agrees: true, differences: [], isOfOtherMethod: false });
  expect(again.score).toBeCloseTo(1.706203596, 8);
});

/** Every number of a receipt that its score, its rank or its totals rest on, by its path. */
const PATHS: readonly (readonly (string | number)[])[] = [
  ['score'],
  ['rank'],
  ['totals', 'energyMicroWh'],
  ['totals', 'filledKwh'],
  ['totals', 'coveredSeconds'],
  ['totals', 'estimatedSeconds'],
  ['totals', 'totalSeconds'],
  ['totals', 'leastCoverage'],
  ['totals', 'mostEstimated'],
  ['meters', 0, 'days', 3, 'energyMicroWh'],
  ['meters', 0, 'days', 3, 'measuredSeconds'],
  ['meters', 0, 'days', 3, 'estimatedSeconds'],
  ['meters', 0, 'days', 3, 'ruleEstimatedSeconds'],
  ['meters', 0, 'days', 3, 'ruleEstimatedMicroWh'],
  ['meters', 0, 'days', 3, 'filledMicroWh'],
  ['meters', 0, 'days', 3, 'deadSeconds'],
  ['meters', 0, 'days', 3, 'activeSeconds'],
  ['past', 'calendarModel', 'base'],
  ['past', 'calendarModel', 'weekend'],
  ['past', 'form', 'level'],
  ['past', 'form', 'spread'],
  ['past', 'expectedKwh'],
  ['past', 'residual'],
  ['past', 'shared'],
  ['standings', 0, 'rank'],
  ['standings', 1, 'score'],
  ['standings', 2, 'score'],
  ['imports', 0, 'energyMicroWh'],
];

test.each(PATHS)('a changed digit is found: %s %s %s %s', (...path) => {
  const changed = Receipt.parse(bump(effortReceipt(), path));
  expect(recomputeReceipt(changed)).toMatchObject({ agrees: false });
});

/** One more in the last whole place of a count, a tiny part of any other number. */
function bump(value: unknown, path: readonly (string | number)[]): unknown {
  const [step, ...rest] = path;
  if (step !== undefined) {
    if (Array.isArray(value)) return value.map((one, index) => (index === step ? bump(one, rest) : one));
    return Object.fromEntries(Object.entries(value as object).map(([key, one]) => [key, key === step ? bump(one, rest) : one]));
  }
  if (typeof value === 'string') return (BigInt(value) + 1n).toString();
  return Number.isInteger(value) ? Number(value) + 1 : Number(value) * 1.01;
}

test('a receipt whose own dorm is not among those ranked does not agree', () => {
  const { standings, ...rest } = effortReceipt();
  const without = { ...rest, standings: standings.filter(({ dorm }) => dorm !== 'elm') };
  expect(recomputeReceipt(without).differences.map(({ what }) => what)).toContain('standings.hasDorm');
});

test('a dorm without what the lens asks for is unranked again, by the same reason', () => {
  const { past, ...rest } = effortReceipt();
  const unranked = {
    ...rest,
    past: past === null ? null : { ...past, form: null },
    ...{ score: null, rank: null, reason: 'history-short' as const },
    standings: rest.standings.filter(({ dorm }) => dorm !== 'elm').map((one, index) => ({ ...one, rank: index + 1 })),
  };
  expect(recomputeReceipt(unranked)).toMatchObject({ agrees: true, score: null, rank: null, reason: 'history-short' });
});

test('equal scores at the precision shown share the place', () => {
  const receipt = effortReceipt();
  const tied = receipt.standings.map((one) => (one.dorm === 'oak' ? { ...one, score: 1.7149, rank: 2 } : one));
  expect(recomputeReceipt({ ...receipt, standings: tied }).agrees).toBe(true);
});
