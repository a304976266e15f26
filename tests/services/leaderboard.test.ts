import { expect, test } from 'vitest';
import { publicStandings } from '#core/ranking/public-standings.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { getLeaderboard } from '#services/get-leaderboard.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { leaderboardJson } from '#services/leaderboard-json.ts';
import { boardOf, importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const WEEK = '2026-W46';

/** One row a day from Monday 2026-11-09 in New York; null for a day without one. */
function days(meter: string, kwh: readonly (number | null)[]): string[] {
  const day = (index: number) => new Date(Date.UTC(2026, 10, 9 + index, 5)).toISOString();
  return kwh.flatMap((one, index) => (one === null ? [] : [`${meter},${day(index)},${day(index + 1)},${one}`]));
}

async function bring(campus: Campus, ...lines: string[]): Promise<void> {
  await importText(ctx, campus, { text: ['meter,start,end,kWh', ...lines].join('\n'), options: { createMeters: true } });
}

test('an open week counts the whole local days so far, by the campus’s clock', async () => {
  const campus = await newCampus(ctx, 'America/New_York');
  await bring(campus, ...days('A', [10, 20, 40]), ...days('B', [10, null, 5]));
  const at = async (now: string) => boardOf(ctx, campus, { weekId: WEEK, now: new Date(now) });
  expect((await at('2026-11-10T04:59:59Z')).standings).toMatchObject([
    { dorm: 'a', rank: null, energyKwh: null, reason: 'week-just-started' },
    { dorm: 'b', rank: null, energyKwh: null, reason: 'week-just-started' },
  ]);
  const tuesday = await at('2026-11-10T05:00:00Z');
  expect(tuesday.state).toBe('open');
  expect(tuesday.standings).toMatchObject([
    { dorm: 'a', rank: 1, energyKwh: 10, coverage: 1 },
    { dorm: 'b', rank: 1, energyKwh: 10, coverage: 1 },
  ]);
  expect((await at('2026-11-12T12:00:00Z')).standings).toMatchObject([
    { dorm: 'a', rank: 1, energyKwh: 70, coverage: 1 },
    { dorm: 'b', rank: null, energyKwh: 15, coverage: 2 / 3, reason: 'coverage-low' },
  ]);
});

test('a week is open until its last second, then ended, then as it was closed', async () => {
  const campus = await newCampus(ctx, 'America/New_York');
  await bring(campus, ...days('A', [1, 1, 1, 1, 1, 1, 1]));
  const state = async (now: string) => (await boardOf(ctx, campus, { weekId: WEEK, now: new Date(now) })).state;
  expect(await state('2026-11-16T04:59:59Z')).toBe('open');
  expect(await state('2026-11-16T05:00:00Z')).toBe('ended');
  await closeDueWeeks(ctx, { now: new Date('2026-11-16T11:00:00Z'), campusId: campus.id });
  expect(await state('2026-11-16T11:00:01Z')).toBe('provisional');
});

test('what was closed stays as it was under every lens, though dorms are renamed and grow', async () => {
  const campus = await newCampus(ctx, 'America/New_York');
  await importDorms(ctx, { campus, text: 'dorm,name,residents,floor_area_m2\nb,Birch,20,100\na,Alder,10,400\n' });
  await importMeters(ctx, { campus, text: 'meter,dorm\nA,a\nB,b\n' });
  await bring(campus, ...days('A', [10, 10, 10, 10, 10, 10, 10]), ...days('B', [11, 11, 11, 11, 11, 11, 11]));
  const boards = async () =>
    Promise.all((['energy', 'per-resident', 'per-area'] as const).map((lens) => boardOf(ctx, campus, { weekId: WEEK, lens })));
  const open = await boards();
  expect(open.map(({ standings }) => standings.map(({ dorm }) => dorm))).toEqual([
    ['a', 'b'],
    ['b', 'a'],
    ['a', 'b'],
  ]);
  await closeDueWeeks(ctx, { now: new Date('2026-11-30T00:00:00Z'), campusId: campus.id });
  const closed = await boards();
  expect(closed.map(({ standings }) => standings)).toEqual(open.map(({ standings }) => standings));
  await importDorms(ctx, { campus, text: 'dorm,name,residents,floor_area_m2\na,Renamed,900,9000\n' });
  expect(await boards()).toEqual(closed);
});

test('ties and unranked dorms stand in the same order before and after closing', async () => {
  const campus = await newCampus(ctx, 'America/New_York');
  const week = [1, 1, 1, 1, 1, 1, 1];
  for (const meter of ['a-b', 'ab', 'a', 'B', 'ä', 'z 1', 'z-1']) await bring(campus, ...days(meter, week));
  for (const meter of ['q-q', 'qq', 'Q']) await bring(campus, ...days(meter, [1]));
  const before = await boardOf(ctx, campus, { weekId: WEEK });
  await closeDueWeeks(ctx, { now: new Date('2026-11-30T00:00:00Z'), campusId: campus.id });
  const after = await boardOf(ctx, campus, { weekId: WEEK });
  expect(after.standings).toEqual(before.standings);
  expect(before.standings.map(({ rank }) => rank)).toEqual([1, 1, 1, 1, 1, 1, 1, null, null, null]);
});

test('a meter that reads zeros for a day loses that day, a dorm with one never wins, and its zeros still are 0 kWh', async () => {
  const campus = await newCampus(ctx, 'America/New_York');
  await bring(campus, ...days('dead', [5, 0, 0, 0, 0, 0, 0]), ...days('alive', [9, 9, 9, 9, 9, 9, 9]));
  expect((await boardOf(ctx, campus, { weekId: WEEK })).standings).toMatchObject([
    { dorm: 'alive', rank: 1, energyKwh: 63 },
    { dorm: 'dead', rank: null, energyKwh: 5, coverage: 1 / 7, reason: 'meter-dead' },
  ]);
});

test('missing hours are filled in the score alone, so that they never pay', async () => {
  const campus = await newCampus(ctx, 'America/New_York');
  const hour = (index: number) => new Date(Date.UTC(2026, 10, 9, 5 + index)).toISOString();
  const hours = Array.from({ length: 168 }, (_, index) => index).filter((index) => index % 12 !== 0);
  await bring(
    campus,
    ...hours.map((index) => `A,${hour(index)},${hour(index + 1)},2`),
    ...days('B', [47, 47, 47, 47, 47, 47, 47]),
  );
  const { standings } = await boardOf(ctx, campus, { weekId: WEEK });
  expect(standings).toMatchObject([
    { dorm: 'b', rank: 1, score: 329 },
    { dorm: 'a', rank: 2, energyKwh: 308, coverage: 154 / 168 },
  ]);
  expect(standings[1]?.score).toBeCloseTo(336, 9);
});

test('nothing of a withheld dorm is in what everyone may see', async () => {
  const campus = await newCampus(ctx, 'America/New_York');
  await importDorms(ctx, { campus, text: 'dorm,residents\nsmall,14\nlarge,15\nunknown,\n' });
  await importMeters(ctx, { campus, text: 'meter,dorm\nS,small\nL,large\nU,unknown\n' });
  await bring(
    campus,
    ...days('S', [1, 1, 1, 1, 1, 1, 1.25]),
    ...days('L', [9, 9, 9, 9, 9, 9, 9]),
    ...days('U', [2, 2, 2, 2, 2, 2, 2.5]),
  );
  const board = await getLeaderboard(ctx, { campus, weekId: WEEK, lens: 'energy', now: new Date('2026-11-30T00:00:00Z') });
  const shown = leaderboardJson(campus.slug, board, { standings: publicStandings(board.standings, null) });
  expect(shown.standings).toMatchObject([
    { dorm: 'large', rank: 1, score: 63, energyKwh: 63 },
    { dorm: 'small', rank: null, score: null, energyKwh: null },
    { dorm: 'unknown', rank: null, score: null, energyKwh: null },
  ]);
  expect(JSON.stringify(shown)).not.toMatch(/7\.25|14\.5/);
});

test('a week that is none is refused, and one without any data has every dorm unranked', async () => {
  const campus = await newCampus(ctx, 'America/New_York');
  await bring(campus, ...days('A', [1]));
  await expect(boardOf(ctx, campus, { weekId: '2026-W60' })).rejects.toMatchObject({ code: 'week-unknown' });
  expect(await boardOf(ctx, campus, { weekId: '2026-W20' })).toMatchObject({
    state: 'ended',
    standings: [{ energyKwh: null, coverage: 0, rank: null, score: null, reason: 'no-readings' }],
  });
});
