import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { undoImport } from '#services/undo-import.ts';
import { boardOf, importText, newCampus, storedState, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const MAKE = { createMeters: true };
const HOUR = 3_600_000;

/** Hours from a Monday, 00:00 UTC, at the power that `kwhAt` gives (null: no row). */
function hours(monday: string, count: number, kwhAt: (hour: number) => number | null): string {
  const from = Date.parse(`${monday}T00:00:00Z`);
  const lines = Array.from({ length: count }, (_, hour) => {
    const kwh = kwhAt(hour);
    return kwh === null ? [] : [`${new Date(from + hour * HOUR).toISOString()},A,${kwh}`];
  });
  return ['time,meter,kWh', ...lines.flat()].join('\n');
}

async function estimatesOf(campus: Campus): Promise<string[]> {
  const { rows } = await database.pool.query(
    'SELECT starts_at, seconds, energy_micro_wh::text AS energy, rule FROM estimates WHERE campus_id = $1 ORDER BY starts_at',
    [campus.id],
  );
  return rows.map(
    (row) => `${row.starts_at.toISOString().slice(5, 16)} ${row.seconds} s ${Number(row.energy) / 1e9} kWh ${row.rule}`,
  );
}

test('a gap of two hours is interpolated, marked, and gone when the measured hours come; the raw sum stays what it is', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, {
    text: hours('2026-11-09', 168, (hour) => (hour === 30 || hour === 31 ? null : hour < 30 ? 2 : 4)),
    options: MAKE,
  });
  expect(await estimatesOf(campus)).toEqual([
    '11-10T06:00 3600 s 2.5 kWh interpolated',
    '11-10T07:00 3600 s 3.5 kWh interpolated',
  ]);
  const before = (await boardOf(ctx, campus, { weekId: '2026-W46' })).standings[0];
  // 30 × 2 + 136 × 4 measured, 6 estimated.
  expect(before).toMatchObject({ energyKwh: 604, score: 610, coverage: 166 / 168, rank: 1 });
  await importText(ctx, campus, { text: hours('2026-11-10', 8, (hour) => (hour === 6 || hour === 7 ? 3 : null)) });
  expect(await estimatesOf(campus)).toEqual([]);
  expect((await boardOf(ctx, campus, { weekId: '2026-W46' })).standings[0]).toMatchObject({
    energyKwh: 610,
    score: 610,
    coverage: 1,
  });
});

test('a longer gap takes the same hours of the three weeks before, also when they come later', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const fourth = hours('2026-11-09', 168, (hour) => (hour >= 30 && hour < 33 ? null : 4));
  await importText(ctx, campus, { text: fourth, options: MAKE });
  expect(await estimatesOf(campus)).toEqual([]);
  const first = await importText(ctx, campus, { text: hours('2026-10-26', 168, () => 1) });
  expect(await estimatesOf(campus)).toEqual([]);
  const state = await storedState(ctx, campus);
  const second = await importText(ctx, campus, { text: hours('2026-11-02', 168, () => 2) });
  // The mean of 1 and 2 kW, three times.
  expect(await estimatesOf(campus)).toEqual([6, 7, 8].map((hour) => `11-10T0${hour}:00 3600 s 1.5 kWh same-hours`));
  await undoImport(ctx, { campus, importId: second.import ?? 0, now: new Date('2026-11-30T00:00:00Z') });
  expect(await storedState(ctx, campus)).toEqual(state);
  expect(first.state).toBe('committed');
});

test('nothing is estimated before the first and after the last reading', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, { text: hours('2026-10-19', 22 * 24 + 12, (hour) => (hour < 5 ? null : 1)), options: MAKE });
  expect(await estimatesOf(campus)).toEqual([]);
});

test('estimates feed on no estimates: into a hole of five weeks they reach two weeks and no further', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const week = 168;
  await importText(ctx, campus, {
    text: hours('2026-09-07', 9 * week, (hour) => (hour >= 3 * week && hour < 8 * week ? null : 1)),
    options: MAKE,
  });
  const { rows } = await database.pool.query(
    'SELECT count(*)::int AS count, min(starts_at) AS first, max(starts_at) AS last FROM estimates WHERE campus_id = $1',
    [campus.id],
  );
  expect(rows[0]).toEqual({ count: 2 * week, first: new Date('2026-09-28T00:00:00Z'), last: new Date('2026-10-11T23:00:00Z') });
});

test('days of a dead meter are no past to estimate from', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const week = 168;
  const text = hours('2026-10-19', 4 * week, (hour) =>
    hour >= week && hour < 3 * week ? 0 : hour >= 3 * week + 30 && hour < 3 * week + 40 ? null : 1,
  );
  await importText(ctx, campus, { text, options: MAKE });
  expect(await estimatesOf(campus)).toEqual([]);
});

test('an hour that the clocks repeat is estimated twice, one that they skipped is no whole past', async () => {
  const campus = await newCampus(ctx, 'America/New_York');
  // Four weeks of 1 kW up to 2 November 2026, without 00:00 to 05:00 by the clock of the autumn Sunday: six real hours.
  const gap = { from: Date.parse('2026-11-01T04:00:00Z'), until: Date.parse('2026-11-01T10:00:00Z') };
  const monday = Date.parse('2026-10-05T00:00:00Z');
  const text = hours('2026-10-05', 4 * 168 + 24, (hour) => {
    const at = monday + hour * HOUR;
    return at >= gap.from && at < gap.until ? null : 1;
  });
  await importText(ctx, campus, { text, options: MAKE });
  expect(await estimatesOf(campus)).toEqual([4, 5, 6, 7, 8, 9].map((hour) => `11-01T0${hour}:00 3600 s 1 kWh same-hours`));
});

test('ten days in a hundred of missing time estimated: ranked and counted apart; more than a quarter: not ranked', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const week = 168;
  const without = (missing: number) => (hour: number) => (hour >= 3 * week + 24 && hour < 3 * week + 24 + missing ? null : 1);
  await importText(ctx, campus, { text: hours('2026-10-19', 4 * week, without(40)), options: MAKE });
  const [ranked] = (await boardOf(ctx, campus, { weekId: '2026-W46' })).standings;
  expect(ranked).toMatchObject({ rank: 1, energyKwh: 128, score: 168, coverage: 128 / 168 });
  const other = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, other, { text: hours('2026-10-19', 4 * week, without(43)), options: MAKE });
  const [unranked] = (await boardOf(ctx, other, { weekId: '2026-W46' })).standings;
  expect(unranked).toMatchObject({ rank: null, reason: 'estimated-too-much' });
});
