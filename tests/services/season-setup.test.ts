import { expect, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { addBlackout } from '#services/add-blackout.ts';
import { addSeason, type NewSeason } from '#services/add-season.ts';
import { changeSeason } from '#services/change-season.ts';
import { getSeasonStandings } from '#services/get-season-standings.ts';
import { listCampusSeasons } from '#services/list-campus-seasons.ts';
import { rehearseSeason } from '#services/rehearse-season.ts';
import { seasonOutlook } from '#services/season-outlook.ts';
import { withdrawSeason } from '#services/withdraw-season.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const FIRST = '2026-01-05';
const week = (index: number) => addDays(FIRST, 7 * index);
/** Wednesday of the week after the eight measured ones. */
const NOW = new Date(`${addDays(week(8), 2)}T12:00:00Z`);
const KWH = {
  A: [100, 100, 100, 100, 100, 100, 80, 90],
  B: [100, 100, 100, 100, 100, 100, 90, 60],
  C: [50, 50, 50, 50, 50, 50, 50, 50],
};

async function campusOf(): Promise<Campus> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const lines = Object.entries(KWH).flatMap(([meter, weeks]) =>
    weeks.flatMap((kwh, index) =>
      Array.from({ length: 7 }, (_, day) => `${meter},${addDays(week(index), day)},${addDays(week(index), day + 1)},${kwh}`),
    ),
  );
  await importText(ctx, campus, {
    text: ['meter,start,end,kWh', ...lines].join('\n'),
    options: { createMeters: true },
    now: NOW,
  });
  return campus;
}

const spring = (campus: Campus, said: Partial<NewSeason> = {}): NewSeason => ({
  ...{ campus, slug: 'spring', name: 'Spring', firstWeek: week(10), lastWeek: week(11), lens: 'saving', leagues: [], now: NOW },
  // Four weeks back to three weeks back from the start.
  baseline: { firstWeek: week(6), lastWeek: week(7) },
  ...said,
});

const everythingKept = async (campus: Campus) =>
  (
    await database.pool.query(
      `SELECT (SELECT count(*) FROM seasons WHERE campus_id = $1) AS seasons, (SELECT count(*) FROM season_dorms WHERE campus_id = $1) AS dorms,
        (SELECT count(*) FROM week_expectations WHERE campus_id = $1) AS expected, (SELECT count(*) FROM audit_entries WHERE campus_id = $1) AS entries`,
      [campus.id],
    )
  ).rows;

test('a rehearsal stores nothing, and ends as the season would have on the same weeks', async () => {
  const campus = await campusOf();
  const before = await everythingKept(campus);
  const rehearsed = await rehearseSeason(ctx, { ...spring(campus) });
  expect(await everythingKept(campus)).toEqual(before);
  expect(rehearsed).toMatchObject({ span: { firstWeek: week(6), lastWeek: week(7) }, kind: 'ordinary', weeksThere: 8 });
  const places = rehearsed?.leagues[0]?.standings.map(({ slug, rank, score }) => [slug, rank, Number(score?.toFixed(3))]);
  // Against weeks 2 and 3 of 100 a day: A used 80 and 90, B 90 and 60, C what it always does.
  expect(places).toEqual([
    ['b', 1, 0.25],
    ['a', 2, 0.15],
    ['c', 3, 0],
  ]);
  await addSeason(ctx, {
    ...spring(campus, { slug: 'real', firstWeek: week(6), lastWeek: week(7) }),
    baseline: { firstWeek: week(2), lastWeek: week(3) },
  });
  const { standings } = await getSeasonStandings(ctx, { campus, slug: 'real', now: NOW });
  expect(standings.map(({ slug, rank, score }) => [slug, rank, Number(score?.toFixed(3))])).toEqual(places);
});

test('a rehearsal takes rather weeks without breaks, and says when there are not as many weeks', async () => {
  const campus = await campusOf();
  await addBlackout(ctx, { campus, firstDay: week(7), lastDay: week(7), name: 'Founders’ day' });
  const rules = { ...spring(campus, { lens: 'energy' }), baseline: null };
  expect(await rehearseSeason(ctx, rules)).toMatchObject({ span: { firstWeek: week(5), lastWeek: week(6) }, kind: 'ordinary' });
  expect(await rehearseSeason(ctx, { ...rules, lastWeek: week(18) })).toMatchObject({ span: null, weeksThere: 8, leagues: [] });
});

test('dorms take part as named, in leagues of the season alone; before it begins all of them can be named anew', async () => {
  const campus = await campusOf();
  const dorms = ['a', 'b'].map((slug) => ({ slug, league: 'North' }));
  await addSeason(ctx, spring(campus, { dorms }));
  expect((await listCampusSeasons(ctx, { campus, now: NOW })).map((one) => one.dorms)).toEqual([2]);
  const change = (wishes: Parameters<typeof changeSeason>[1]['wishes'], now = NOW) =>
    changeSeason(ctx, { campus, slug: 'spring', wishes, reason: 'why', personId: null, now });
  await expect(change({ dorms: [...dorms, { slug: 'c', league: null }] })).rejects.toMatchObject({ code: 'season-unfit' });
  await change({ dorms: [...dorms, { slug: 'c', league: 'South' }] });
  const begun = new Date(`${week(10)}T12:00:00Z`);
  await expect(change({ dorms }, begun)).rejects.toMatchObject({ code: 'season-unfit' });
  const { rows } = await database.pool.query('SELECT league FROM season_dorms WHERE campus_id = $1 ORDER BY dorm_id', [
    campus.id,
  ]);
  expect(rows.map(({ league }) => league)).toEqual(['North', 'North', 'South']);
});

test('a season is withdrawn before it begins, never after, and it goes on record', async () => {
  const campus = await campusOf();
  await addSeason(ctx, spring(campus));
  const withdraw = (now: Date) => withdrawSeason(ctx, { campus, slug: 'spring', now });
  await expect(withdraw(new Date(`${week(10)}T00:00:00Z`))).rejects.toMatchObject({ code: 'season-begun' });
  await withdraw(NOW);
  await expect(withdraw(NOW)).rejects.toMatchObject({ code: 'season-unknown' });
  const { rows } = await database.pool.query(
    'SELECT action, subject FROM audit_entries WHERE campus_id = $1 ORDER BY id DESC LIMIT 1',
    [campus.id],
  );
  expect(rows).toEqual([{ action: 'withdraw-season', subject: 'spring' }]);
});

test('the outlook shows past weeks with their energy and whole dorms, breaks, and why a dorm could not be ranked', async () => {
  const campus = await campusOf();
  await addBlackout(ctx, { campus, firstDay: week(9), lastDay: week(9), name: 'Break' });
  const { thisWeek, weeks, dorms } = await seasonOutlook(ctx, { campus, now: NOW });
  expect(thisWeek).toBe(week(8));
  // 7 days of 90 + 60 + 50 kWh.
  expect(weeks.find(({ monday }) => monday === week(7))).toMatchObject({
    kwh: 1400,
    wholeDorms: 3,
    isOver: true,
    isOrdinary: true,
  });
  expect(weeks.find(({ monday }) => monday === week(9))).toMatchObject({ kwh: null, isOver: false, isOrdinary: false });
  expect(dorms.map(({ dorm, reason, isPublic }) => [dorm.slug, reason, isPublic])).toEqual([
    ['a', null, false],
    ['b', null, false],
    ['c', null, false],
  ]);
});
