import { expect, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { addBlackout } from '#services/add-blackout.ts';
import { addSeason, type NewSeason } from '#services/add-season.ts';
import { changeSeason, type SeasonWishes } from '#services/change-season.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { getSeasonStandings } from '#services/get-season-standings.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const FIRST = '2026-01-05';
const NOW = new Date('2026-11-30T12:00:00Z');
const week = (index: number) => addDays(FIRST, 7 * index);

/** Each dorm's kWh a day in each week; null: nothing was read. */
async function campusOf(dorms: Record<string, readonly (number | null)[]>): Promise<Campus> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const lines = Object.entries(dorms).flatMap(([meter, weeks]) =>
    weeks.flatMap((kwh, index) =>
      kwh === null
        ? []
        : Array.from({ length: 7 }, (_, day) => `${meter},${addDays(week(index), day)},${addDays(week(index), day + 1)},${kwh}`),
    ),
  );
  await importText(ctx, campus, { text: ['meter,start,end,kWh', ...lines].join('\n'), options: { createMeters: true } });
  return campus;
}

function autumn(campus: Campus, said: Partial<NewSeason> = {}): NewSeason {
  return {
    ...{ campus, slug: 'autumn', name: 'Autumn', firstWeek: week(4), lastWeek: week(5), lens: 'saving' },
    ...{ baseline: null, leagues: [], now: NOW },
    ...said,
  };
}

async function places(campus: Campus) {
  const { standings } = await getSeasonStandings(ctx, { campus, slug: 'autumn', now: NOW });
  return standings.map(({ slug, rank, score, reason }) => [
    slug,
    rank,
    score === null ? null : Math.round(score * 1000) / 1000,
    reason,
  ]);
}

test('a season’s saving is held against its own baseline weeks in every week', async () => {
  const campus = await campusOf({ A: [100, 200, 300, 300, 180, 90], B: [100, 100, 100, 100, 100, 100] });
  await addSeason(ctx, autumn(campus, { baseline: { firstWeek: week(1), lastWeek: week(2) } }));
  // A: the baseline is 250 a day; 180 and 90 are 270 of 500 expected. Nothing of the season becomes the new usual.
  expect(await places(campus)).toEqual([
    ['a', 1, 0.46, null],
    ['b', 2, 0, null],
  ]);
});

test('breaks are left out of a baseline, and two whole weeks must remain', async () => {
  const campus = await campusOf({ A: [100, 200, 300, 300, 150, 150], B: [100, 100, 100, 100, 100, 100] });
  await addBlackout(ctx, { campus, firstDay: addDays(week(2), 6), lastDay: addDays(week(2), 6), name: 'Founders’ day' });
  const unfit = addSeason(ctx, autumn(campus, { baseline: { firstWeek: week(2), lastWeek: week(3) } }));
  await expect(unfit).rejects.toMatchObject({ code: 'season-unfit' });
  await addSeason(ctx, autumn(campus, { baseline: { firstWeek: week(1), lastWeek: week(3) } }));
  // 200 and 300 remain: 150 of 250 saves 0.4.
  expect((await places(campus))[0]).toEqual(['a', 1, 0.4, null]);
});

test('a baseline that ends in the season, weeks turned round, an odd address or a name twice are refused', async () => {
  const campus = await campusOf({ A: [100], B: [100] });
  const code = (said: Partial<NewSeason>) => addSeason(ctx, autumn(campus, said)).then(String, (error) => error.code);
  expect(await code({ baseline: { firstWeek: week(2), lastWeek: week(4) } })).toBe('season-unfit');
  expect(await code({ lastWeek: week(3) })).toBe('season-unfit');
  expect(await code({ slug: 'Autumn 26' })).toBe('season-unfit');
  expect(await code({ leagues: ['kitchens'] })).toBe('season-unfit');
  expect((await addSeason(ctx, autumn(campus))).hasBegun).toBe(true);
  expect(await code({})).toBe('season-taken');
});

test('what was known at the start is kept when the first week closes: late readings from before change no standing', async () => {
  const campus = await campusOf({ A: [null, 200, 200, 200, 100, 100], B: [100, 100, 100, 100, 90, 90] });
  await addSeason(ctx, autumn(campus));
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  const before = await places(campus);
  expect(before[0]).toEqual(['a', 1, 0.5, null]);
  const late = Array.from({ length: 7 }, (_, day) => `A,${addDays(FIRST, day)},${addDays(FIRST, day + 1)},900`);
  await importText(ctx, campus, { text: ['meter,start,end,kWh', ...late].join('\n') });
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  expect(await places(campus)).toEqual(before);
  const { rows } = await database.pool.query(
    `SELECT s.state, s.rules_digest IS NOT NULL AS is_frozen, count(DISTINCT (e.dorm_id, p.week))::int AS frozen FROM seasons s
     JOIN publication_expectations e ON e.campus_id = s.campus_id AND e.season_id = s.id
     JOIN publications p ON p.campus_id = e.campus_id AND p.seq = e.publication_seq WHERE s.campus_id = $1 GROUP BY 1, 2`,
    [campus.id],
  );
  expect(rows).toEqual([{ state: 'running', is_frozen: true, frozen: 4 }]);
});

test('a dorm that missed a week stands behind one that missed none, whatever it did in the others', async () => {
  const campus = await campusOf({ A: [100, 100, 100, 100, 10, 90], B: [100, 100, 100, 100, null, 80] });
  await addSeason(ctx, autumn(campus));
  // A: 100 of 200. B: 80 of 100 in the week that it ranked.
  expect(await places(campus)).toEqual([
    ['a', 1, 0.5, null],
    ['b', 2, 0.2, null],
  ]);
});

const DORMS = { A: [100, 100, 100, 100, 10, 90], B: [100, 100, 100, 100, 90, 80], C: [100, 100, 100, 100, 50, 50] } as const;
const MIDWAY = new Date(`${addDays(week(4), 2)}T12:00:00Z`);

function change(campus: Campus, wishes: SeasonWishes, said: { reason?: string; now: Date }): Promise<number> {
  const { reason = null, now } = said;
  return changeSeason(ctx, { campus, slug: 'autumn', wishes, reason, personId: null, now });
}

test('a season that has begun changes only with a reason, which is kept; lens, first week and baseline never', async () => {
  const campus = await campusOf(DORMS);
  const before = new Date(`${week(3)}T12:00:00Z`);
  await addSeason(ctx, autumn(campus, { now: before, prizes: ['Pizza for the floor'] }));
  const baseline = { firstWeek: week(0), lastWeek: week(2) };
  expect(await change(campus, { lastWeek: week(6), lens: 'energy', baseline, leave: ['c'] }, { now: before })).toBe(0);
  expect(await change(campus, { lens: 'saving', join: ['c'] }, { now: before })).toBe(0);
  const unfit = { code: 'season-unfit' };
  await expect(change(campus, { lastWeek: week(5) }, { now: MIDWAY })).rejects.toMatchObject(unfit);
  await expect(change(campus, { lastWeek: week(3) }, { now: MIDWAY, reason: 'too long' })).rejects.toMatchObject(unfit);
  for (const frozen of [{ lens: 'effort' }, { firstWeek: week(5) }, { baseline: null }] as const)
    await expect(change(campus, frozen, { now: MIDWAY, reason: 'I want to' })).rejects.toMatchObject(unfit);
  expect(await change(campus, { lastWeek: week(5), prizes: ['Cake'] }, { now: MIDWAY, reason: 'a power cut' })).toBe(1);
  const { rows } = await database.pool.query(
    `SELECT change, reason, rules->'prizes' AS prizes, rules->'baselineWeeks' AS weeks, s.prizes AS now
     FROM season_events e JOIN seasons s ON s.campus_id = e.campus_id AND s.id = e.season_id WHERE s.campus_id = $1`,
    [campus.id],
  );
  const moved = { lastWeek: { from: week(6), to: week(5) }, prizes: { from: ['Pizza for the floor'], to: ['Cake'] } };
  expect(rows).toEqual([
    {
      ...{ change: moved, reason: 'a power cut' },
      ...{ prizes: ['Pizza for the floor'], weeks: [week(0), week(1), week(2)], now: ['Cake'] },
    },
  ]);
});

test('who knows how the weeks of a season went cannot choose anew which of them count', async () => {
  const campus = await campusOf(DORMS);
  await addSeason(ctx, autumn(campus, { lastWeek: week(6), now: new Date(`${week(3)}T12:00:00Z`) }));
  const inWeek = (index: number) => new Date(`${addDays(week(index), 2)}T12:00:00Z`);
  const said = { reason: 'we like these better' };
  const unfit = { code: 'season-unfit' };
  await expect(change(campus, { lastWeek: week(4) }, { ...said, now: inWeek(5) })).rejects.toMatchObject(unfit);
  expect(await change(campus, { lastWeek: week(5) }, { ...said, now: inWeek(5) })).toBe(1);
  await expect(change(campus, { lastWeek: week(7) }, { ...said, now: inWeek(6) })).rejects.toMatchObject(unfit);
  expect(await change(campus, { prizes: ['Cake'] }, { ...said, now: inWeek(6) })).toBe(2);
});

test('a dorm that comes late has missed the weeks before, and one taken out has no place', async () => {
  const campus = await campusOf(DORMS);
  const start = new Date(`${week(3)}T12:00:00Z`);
  await addSeason(ctx, autumn(campus, { now: start }));
  await change(campus, { leave: ['c'] }, { now: start });
  await closeDueWeeks(ctx, { now: MIDWAY, campusId: campus.id });
  expect(await change(campus, { join: ['c'] }, { now: MIDWAY, reason: 'its people asked' })).toBe(1);
  // C saves a half in the week that it shares, A and B 200 − 100 and 200 − 170 of 200.
  expect(await places(campus)).toEqual([
    ['a', 1, 0.5, null],
    ['b', 2, 0.15, null],
    ['c', 3, 0.5, null],
  ]);
  const inLast = new Date(`${addDays(week(5), 1)}T12:00:00Z`);
  await change(campus, { leave: ['a'] }, { now: inLast, reason: 'its meter was moved' });
  expect(await places(campus)).toEqual([
    ['b', 1, 0.15, null],
    ['c', 2, 0.5, null],
    ['a', null, null, 'left'],
  ]);
  await expect(change(campus, { join: ['a'] }, { now: NOW, reason: 'after all' })).rejects.toMatchObject({
    code: 'season-unfit',
  });
});
