import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { findDorm } from '#db/queries/dorms.ts';
import { setDemoFactors } from '#services/demo-factors.ts';
import { getFootprint } from '#services/get-footprint.ts';
import { importFactors } from '#services/import-factors.ts';
import { listFactors } from '#services/list-factors.ts';
import { setFactor } from '#services/set-factor.ts';
import { withdrawFactor } from '#services/withdraw-factor.ts';
import { makeStaff, outcomeOf } from '#tests/services/people/staff.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const ctx = testContext(await testDatabase());
const NOW = new Date('2026-03-20T00:00:00Z');
const WEEK = { fromDay: '2026-03-02', toDay: '2026-03-08' };

const carbon = (campus: Campus, fromDay: string, gramsPerKwh: number) =>
  setFactor(ctx, { by: 'operator', campus, fromDay, factor: { kind: 'carbon', gramsPerKwh }, source: null, now: NOW });
const price = (campus: Campus, fromDay: string, pricePerKwh: number, currency = 'AUD') =>
  setFactor(ctx, { by: 'operator', campus, fromDay, factor: { kind: 'price', pricePerKwh, currency }, source: null, now: NOW });
const upload = (campus: Campus, text: string, currency?: string) =>
  importFactors(ctx, {
    by: 'operator',
    campus,
    text,
    fileName: 'grid.csv',
    ...(currency === undefined ? {} : { currency }),
    now: NOW,
  });

/** A campus in UTC whose one dorm uses 2 kWh in each hour of the week of 2 March 2026: 336 kWh. */
async function campusWithWeek(): Promise<{ campus: Campus; dormId: number }> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const start = Date.parse('2026-03-02T00:00:00Z');
  const rows = Array.from({ length: 168 }, (_, hour) => `${new Date(start + hour * 3_600_000).toISOString()},A,2`);
  await importText(ctx, campus, { text: ['time,meter,kWh', ...rows].join('\n'), options: { createMeters: true } });
  const dorm = await findDorm(ctx.database.db, { campusId: campus.id, slug: 'a' });
  return { campus, dormId: dorm?.id ?? 0 };
}

async function footprint({ campus, dormId }: { campus: Campus; dormId: number }, span = WEEK) {
  const [found] = await getFootprint(ctx, { campus, dormIds: [dormId], ...span });
  if (found === undefined) throw new Error('no footprint');
  return found;
}

test('a week at flat factors, with the carbon factor changing on the Thursday', async () => {
  const dorm = await campusWithWeek();
  const none = { amount: null, coverage: 0, hourlyShare: 0 };
  expect(await footprint(dorm)).toMatchObject({ energyKwh: 336, carbon: none, cost: none, currency: null });
  await carbon(dorm.campus, '2026-01-01', 400);
  await carbon(dorm.campus, '2026-03-05', 300);
  await price(dorm.campus, '2026-03-07', 0.25);
  // 3 days × 48 kWh × 400 g + 4 days × 48 kWh × 300 g; a price for Saturday and Sunday alone: 96 kWh × 0.25.
  const week = await footprint(dorm);
  expect(week.carbon).toEqual({ amount: 115_200, coverage: 1, hourlyShare: 0 });
  expect(week.cost.amount).toBe(24);
  expect(week.cost.coverage).toBeCloseTo(2 / 7, 12);
  expect(week.currency).toBe('AUD');
  expect((await footprint(dorm, { fromDay: '2026-03-05', toDay: '2026-03-05' })).carbon.amount).toBe(14_400);
});

test('hourly factors from a file win in their hours; withdrawn, the flat one counts again', async () => {
  const dorm = await campusWithWeek();
  await carbon(dorm.campus, '2026-01-01', 400);
  const result = await upload(dorm.campus, 'time,carbon,price EUR/MWh\n2026-03-02 18:00,100,200\n2026-03-02 19:00,200,oops\n');
  expect(result).toMatchObject({
    state: 'committed',
    carbon: { hours: 2, fromDay: '2026-03-02', untilDay: '2026-03-02' },
    price: { hours: 1, currency: 'EUR' },
    problems: [{ kind: 'cell-bad', row: 3, column: 'price eur/mwh', found: 'oops' }],
  });
  // 166 hours at 400 g, one at 100 g, one at 200 g, 2 kWh each; one hour of 2 kWh at 0.2.
  const { carbon: reckoned, cost } = await footprint(dorm);
  expect(reckoned.amount).toBeCloseTo(2 * (166 * 400 + 100 + 200), 6);
  expect(reckoned.hourlyShare).toBeCloseTo(2 / 168, 9);
  expect(cost).toMatchObject({ amount: 0.4 });
  expect(cost.coverage).toBeCloseTo(1 / 168, 9);
  await withdrawFactor(ctx, { by: 'operator', campus: dorm.campus, id: result.carbon?.id ?? 0, now: NOW });
  expect((await footprint(dorm)).carbon.amount).toBeCloseTo(336 * 400, 6);
});

test('a mended factor stands beside the first one, which counts again when it is withdrawn', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const first = await carbon(campus, '2026-01-01', 41.2);
  const mended = await carbon(campus, '2026-01-01', 412);
  const states = async () => (await listFactors(ctx, { campus, now: NOW })).map(({ id, amount, state }) => [id, amount, state]);
  expect(await states()).toEqual([
    [mended.id, 412, 'holds'],
    [first.id, 41.2, 'replaced'],
  ]);
  const again = { by: 'operator', campus, id: mended.id, now: NOW } as const;
  await withdrawFactor(ctx, again);
  expect(await states()).toEqual([
    [mended.id, 412, 'withdrawn'],
    [first.id, 41.2, 'holds'],
  ]);
  expect(await outcomeOf(withdrawFactor(ctx, again))).toBe('factor-unknown');
  expect(await outcomeOf(withdrawFactor(ctx, { ...again, campus: await newCampus(ctx), id: first.id }))).toBe('factor-unknown');
});

test('a campus’s prices are in one currency, which a file may leave out once it is known', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const file = 'time,price\n2026-03-02 18:00,0.2\n';
  expect(await upload(campus, file)).toMatchObject({
    state: 'refused',
    problems: [{ kind: 'column-missing', params: { column: 'currency' } }],
  });
  await price(campus, '2026-01-01', 0.31);
  expect(await outcomeOf(price(campus, '2026-02-01', 0.31, 'NZD'))).toBe('factor-unfit');
  expect(await outcomeOf(price(campus, '2026-02-01', 0.31, 'dollars'))).toBe('factor-unfit');
  expect(await outcomeOf(upload(campus, file, 'EUR'))).toBe('factor-unfit');
  expect(await upload(campus, file)).toMatchObject({ state: 'committed', price: { currency: 'AUD' } });
});

test('what cannot be is refused: less than no carbon, more than any grid emits, a price below nothing', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  for (const grams of [-1, 5001, Number.NaN]) expect(await outcomeOf(carbon(campus, '2026-01-01', grams))).toBe('factor-unfit');
  expect(await outcomeOf(price(campus, '2026-01-01', -0.1))).toBe('factor-unfit');
  expect(await upload(campus, 'time,carbon\nnever,1\n')).toMatchObject({
    state: 'refused',
    problems: [{ kind: 'time-bad', row: 2 }],
  });
  expect(await listFactors(ctx, { campus, now: NOW })).toEqual([]);
});

test('staff state factors by their role, and the statement names them', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const state = (by: Awaited<ReturnType<typeof makeStaff>> | null) =>
    setFactor(ctx, {
      by,
      campus,
      fromDay: '2026-01-01',
      factor: { kind: 'carbon', gramsPerKwh: 1 },
      source: 'the bill',
      now: NOW,
    });
  const facilities = await makeStaff(ctx, campus, 'facilities');
  const organiser = await makeStaff(ctx, campus, 'organiser');
  expect(await outcomeOf(state(null))).toBe('not-allowed');
  expect(await outcomeOf(state(organiser))).toBe('not-allowed');
  expect(await state(facilities)).toMatchObject({ personId: facilities.personId, source: 'the bill', statedAt: NOW });
  const file = { campus, text: 'time,carbon\n2026-03-02 18:00,1\n', fileName: 'grid.csv', now: NOW };
  expect(await outcomeOf(importFactors(ctx, { by: organiser, ...file }))).toBe('not-allowed');
  expect(await outcomeOf(withdrawFactor(ctx, { by: organiser, campus, id: 1, now: NOW }))).toBe('not-allowed');
});

test('the application cannot change or remove what was stated, only withdraw it', async () => {
  const { pool } = ctx.database;
  await expect(pool.query('UPDATE factors SET amount = 1')).rejects.toThrow(/permission denied/);
  await expect(pool.query('DELETE FROM factors')).rejects.toThrow(/permission denied/);
  await expect(pool.query('DELETE FROM hourly_factors')).rejects.toThrow(/permission denied/);
});

test('the demo campus gets two years of carbon and price once', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await setDemoFactors(ctx, campus, NOW);
  await setDemoFactors(ctx, campus, NOW);
  const states = (await listFactors(ctx, { campus, now: NOW })).map(({ kind, fromDay, amount, state }) => [
    kind,
    fromDay,
    amount,
    state,
  ]);
  expect(states).toEqual([
    ['price', '2026-07-01', 0.31, 'to-come'],
    ['carbon', '2026-01-01', 770, 'holds'],
    ['price', '2024-07-01', 0.285, 'holds'],
    ['carbon', '2024-01-01', 790, 'past'],
  ]);
});
