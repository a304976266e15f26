import { expect, test } from 'vitest';
import { recomputeReceipt } from '#core/ranking/recompute-receipt.ts';
import { LENSES, type Lens } from '#core/ranking/rules.ts';
import { addDays } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { addSeason } from '#services/add-season.ts';
import { checkReceipt } from '#services/check-receipt.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { getLeaderboard } from '#services/get-leaderboard.ts';
import { getReceipt } from '#services/get-receipt.ts';
import { getSeasonStandings } from '#services/get-season-standings.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { openPublicGate } from '#services/open-public-gate.ts';
import { readReceipt } from '#services/read-receipt.ts';
import { undoImport } from '#services/undo-import.ts';
import { receiptCsv } from '#services/write-receipt-csv.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const FIRST = '2026-01-05';
const LAST_WEEK = '2026-W19';
const NOW = new Date('2026-11-30T12:00:00Z');
const DORMS = ['d0', 'd1', 'd2', 'd3', 'd4', 'd5', 'd6'];

/** kWh of a meter's day, restless in its own way. */
const usual = (meter: number, day: number) =>
  100 * (meter + 1) * (1 + 0.03 * Math.sin(12.9898 * (7 * meter + Math.floor(day / 7)) + meter));

/**
 * Seven dorms, eighteen weeks by day, with temperatures, published; the last two weeks are a season of two leagues. d0 has two
 * meters, d5 eight residents, d6 lost two days of the last week.
 */
async function publishedCampus(): Promise<Campus> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await database.pool.query(
    'INSERT INTO daily_temperatures SELECT $1, $2::date + n, 10 + 8 * sin(n / 9.7), 86400, 86400 FROM generate_series(0, 125) AS n',
    [campus.id, FIRST],
  );
  const dorms = DORMS.map((dorm, index) => `${dorm},"=${dorm}",${index === 5 ? 8 : 20 + index},${500 + index / 3},${index % 2}`);
  await importDorms(ctx, { campus, text: ['dorm,name,residents,floor_area_m2,league', ...dorms].join('\n') });
  const meters = ['B,d0', ...DORMS.map((dorm, index) => `M${index},${dorm}`)];
  await importMeters(ctx, { campus, text: ['meter,dorm', ...meters].join('\n') });
  const days = Array.from({ length: 7 * 18 }, (_, day) => day);
  const line = (meter: string, day: number, kwh: number) =>
    `${meter},${addDays(FIRST, day)},${addDays(FIRST, day + 1)},${kwh.toFixed(6)}`;
  const lines = days.flatMap((day) => [
    line('B', day, usual(3, day) / 7),
    ...DORMS.flatMap((_, dorm) => (dorm === 6 && day > 123 ? [] : [line(`M${dorm}`, day, usual(dorm, day))])),
  ]);
  await importText(ctx, campus, { text: ['meter,start,end,kWh', ...lines].join('\n'), name: 'all.csv' });
  const season = { slug: 's', name: 'S', firstWeek: addDays(FIRST, 112), lastWeek: addDays(FIRST, 119), lens: 'effort' as const };
  await addSeason(ctx, { campus, ...season, baseline: null, leagues: ['0', '1'], now: NOW });
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  return campus;
}

const campus = await publishedCampus();
const base = { campus, weekId: LAST_WEEK, now: NOW };

test.each(LENSES)('by %s every dorm’s receipt comes to the published score and place, as JSON and as CSV', async (lens) => {
  const { standings } = await getLeaderboard(ctx, { ...base, lens });
  expect(standings.filter(({ rank }) => rank !== null).length).toBe(6);
  for (const { slug, score, rank, reason } of standings) {
    const receipt = await getReceipt(ctx, { ...base, dorm: slug, season: null, lens, audience: 'staff' });
    expect(recomputeReceipt(receipt)).toMatchObject({ score, rank, reason, agrees: true, differences: [] });
    expect(readReceipt(JSON.stringify(receipt))).toEqual(receipt);
    expect(readReceipt(receiptCsv(receipt))).toEqual(receipt);
    expect(receipt.areImportsAsPublished).toBe(true);
  }
});

test.each(LENSES)('by %s everyone’s receipt has the place that everyone sees, without the small dorm', async (lens) => {
  const { standings, week } = await getLeaderboard(ctx, { ...base, lens });
  const visible = (await openPublicGate(database.db, campus))(week.monday, standings);
  for (const { slug, score, rank, reason } of visible.filter((one) => one.slug !== 'd5')) {
    const receipt = await getReceipt(ctx, { ...base, dorm: slug, season: null, lens, audience: 'public' });
    expect(recomputeReceipt(receipt)).toMatchObject({ score, rank, reason, agrees: true });
    expect(JSON.stringify(receipt)).not.toContain('=d5');
  }
  const small = getReceipt(ctx, { ...base, dorm: 'd5', season: null, lens, audience: 'public' });
  await expect(small).rejects.toMatchObject({ code: 'too-small' });
});

test('in a season the receipt has the place within the league, for staff and for everyone', async () => {
  const { weeks } = await getSeasonStandings(ctx, { campus, slug: 's', now: NOW });
  const standings = weeks.find(({ week }) => week === LAST_WEEK)?.standings ?? [];
  expect(standings.filter(({ rank }) => rank === 1)).toHaveLength(2);
  for (const { slug, score, rank, reason } of standings) {
    const receipt = await getReceipt(ctx, { ...base, dorm: slug, season: 's', lens: null, audience: 'staff' });
    expect(recomputeReceipt(receipt)).toMatchObject({ score, rank, reason, agrees: true });
    expect(receipt).toMatchObject({ season: 's', lens: 'effort', league: String(Number(slug.slice(1)) % 2) });
    expect(readReceipt(receiptCsv(receipt))).toEqual(receipt);
    expect(await checkReceipt(ctx, { receipt, now: NOW })).toMatchObject({ agrees: true, published: 'same' });
    const open = getReceipt(ctx, { ...base, dorm: slug, season: 's', lens: null, audience: 'public' });
    if (slug === 'd5') await expect(open).rejects.toMatchObject({ code: 'too-small' });
    else expect(recomputeReceipt(await open).agrees).toBe(true);
  }
});

test('a receipt names the file and the rows behind it, whole and halved by the edges of the week', async () => {
  const receipt = await getReceipt(ctx, { ...base, dorm: 'd0', season: null, lens: 'energy', audience: 'public' });
  // The header, then eight rows a day: the last week begins after 119 days. B is the first row of a day, M0 the second.
  expect(receipt.imports.map(({ file, meter, rows, firstRow, lastRow }) => [file, meter, rows, firstRow, lastRow])).toEqual([
    ['all.csv', 'B', 7, 2 + 119 * 8, 2 + 119 * 8 + 4 * 8 + 8 + 7],
    ['all.csv', 'M0', 7, 3 + 119 * 8, 3 + 119 * 8 + 4 * 8 + 8 + 7],
  ]);
});

const ofD1 = (lens: Lens) => getReceipt(ctx, { ...base, dorm: 'd1', season: null, lens, audience: 'public' });

test('a receipt is compared with what is published: the same, changed by a forger who reckons well, or from elsewhere', async () => {
  const receipt = await ofD1('energy');
  expect(await checkReceipt(ctx, { receipt, now: NOW })).toMatchObject({ agrees: true, published: 'same' });
  const forged = { ...receipt, dorm: { ...receipt.dorm, residents: 1 } };
  expect(recomputeReceipt(forged).agrees).toBe(true);
  expect(await checkReceipt(ctx, { receipt: forged, now: NOW })).toMatchObject({
    agrees: false,
    published: 'differs',
    parts: ['dorm'],
  });
  expect(await checkReceipt(ctx, { receipt: { ...receipt, edition: 9 }, now: NOW })).toMatchObject({ published: 'differs' });
  const elsewhere = { ...receipt, campus: 'elsewhere' };
  expect(await checkReceipt(ctx, { receipt: elsewhere, now: NOW })).toMatchObject({ agrees: true, published: 'unknown' });
});

test('weeks that are not published, seasons without the week and other lenses than the season’s are refused', async () => {
  const code = (said: object) =>
    getReceipt(ctx, { ...base, dorm: 'd1', season: null, lens: 'energy', audience: 'staff', ...said }).then(
      String,
      (error) => error.code,
    );
  expect(await code({ weekId: '2026-W48' })).toBe('week-not-published');
  expect(await code({ dorm: 'nobody' })).toBe('dorm-unknown');
  expect(await code({ season: 'nothing' })).toBe('season-unknown');
  expect(await code({ season: 's' })).toBe('lens-unknown');
  expect(await code({ season: 's', lens: null, weekId: '2026-W10' })).toBe('week-unknown');
});

test('values replaced later leave the receipt as it was; once their import is undone it says so', async () => {
  const before = await ofD1('energy');
  const text = `meter,start,end,kWh\nM1,${addDays(FIRST, 120)},${addDays(FIRST, 121)},1`;
  await importText(ctx, campus, { text, options: { replace: true } });
  expect(await ofD1('energy')).toEqual(before);
  await undoImport(ctx, { campus, importId: before.imports[0]?.import ?? 0, now: NOW });
  const after = await ofD1('energy');
  expect(after).toEqual({ ...before, imports: [], areImportsAsPublished: false });
  expect(await checkReceipt(ctx, { receipt: before, now: NOW })).toMatchObject({ agrees: true, published: 'same' });
});

test('asking for a week that has not begun is refused at once, and nothing is expected of the weeks until then', async () => {
  const until = async () =>
    (await database.pool.query('SELECT max(week)::text AS last FROM expectation_weeks WHERE campus_id = $1', [campus.id])).rows;
  const before = await until();
  const asked = { campus, weekId: '2027-W10', now: NOW, lens: 'effort' as const };
  const receipt = getReceipt(ctx, { ...asked, dorm: 'd0', season: null, audience: 'public' });
  await expect(receipt).rejects.toMatchObject({ code: 'week-not-published' });
  expect((await getLeaderboard(ctx, asked)).standings.filter(({ rank }) => rank !== null)).toEqual([]);
  expect(await until()).toEqual(before);
});
