import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import { openDatabase } from '#db/client.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { addBlackout } from '#services/add-blackout.ts';
import { addSeason } from '#services/add-season.ts';
import { changeSeason } from '#services/change-season.ts';
import { closeWeek } from '#services/close-week.ts';
import { importTemperatures } from '#services/import-temperatures.ts';
import { putDormSize } from '#services/put-dorm-size.ts';
import { undoImport } from '#services/undo-import.ts';
import { type Verified, verifyCampus } from '#services/verify-campus.ts';
import { alterationsOf, unguard, whileAltered } from '#tests/support/altered-rows.ts';
import { importText, newCampus, testContext, textSource } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const owner = await openDatabase({ url: database.url, dataDir: '', role: 'owner' });
const client = await owner.pool.connect();
afterAll(async () => {
  client.release();
  await owner.close();
});

const FIRST = '2026-01-05';
const NOW = new Date('2026-11-30T12:00:00Z');
const WEEKS = 20;
const week = (index: number) => addDays(FIRST, 7 * index);
const weekIdOf = (index: number) => `2026-W${index + 2}`;
const FROZEN = [
  'publications',
  'publication_heads',
  'standings',
  'publication_days',
  'publication_expectations',
  'publication_temperatures',
];
const OF_SEASONS = ['seasons', 'season_dorms', 'season_events'];

function readingsOf(days: readonly number[]): string {
  const lines = days.flatMap((day) =>
    [0, 1, 2, 3, 4, 5].map((dorm) => {
      const kwh = 100 * (dorm + 1) * (1 + 0.03 * Math.sin(12.9898 * (7 * dorm + Math.floor(day / 7)) + dorm));
      return `M${dorm},${addDays(FIRST, day)},${addDays(FIRST, day + 1)},${kwh.toFixed(3)}`;
    }),
  );
  return ['meter,start,end,kWh', ...lines].join('\n');
}

/** Days from one to another; the middle one so much warmer than it was. */
async function bringTemperatures(campus: Campus, days: readonly number[], warmer = 0): Promise<number> {
  const middle = days[days.length >> 1];
  const celsius = (day: number) => 10 + (day === middle ? warmer : 0) + 8 * Math.sin(day / 9.7);
  const text = ['date,temp_c', ...days.map((day) => `${addDays(FIRST, day)},${celsius(day).toFixed(2)}`)].join('\n');
  const request = { campus, ...textSource(text), channel: 'command' as const, mode: 'commit' as const, now: NOW };
  const result = await importTemperatures(ctx, { ...request, options: { replace: true } });
  expect(result.state).toBe('committed');
  return result.import ?? 0;
}

const daysOf = (weeks: number) => Array.from({ length: 7 * weeks }, (_, day) => day);

/** Six dorms, twenty weeks by day, with temperatures; the last four are published, the second and third of these a season. */
async function publishedCampus(): Promise<Campus> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await bringTemperatures(campus, daysOf(WEEKS));
  await importText(ctx, campus, { text: readingsOf(daysOf(WEEKS)), options: { createMeters: true } });
  await addBlackout(ctx, { campus, firstDay: week(2), lastDay: addDays(week(2), 1), name: 'Break' });
  const season = { slug: 's', name: 'S', firstWeek: week(17), lastWeek: week(17), lens: 'effort' as const, prizes: ['A cake'] };
  const baseline = { firstWeek: week(12), lastWeek: week(15) };
  await addSeason(ctx, { campus, ...season, baseline, leagues: [], now: NOW });
  const during = new Date(`${addDays(week(17), 2)}T12:00:00Z`);
  for (const lastWeek of [week(19), week(18)])
    await changeSeason(ctx, { campus, slug: 's', wishes: { lastWeek }, reason: 'a power cut', personId: null, now: during });
  for (const index of [16, 17, 18, 19]) await closeWeek(ctx, { campus, monday: week(index), now: NOW });
  return campus;
}

const campus = await publishedCampus();
const look = () => verifyCampus(ctx, campus);
const namesOf = (found: Verified['altered']) => found.map((one) => one.week);

test('what was published and not touched agrees', async () => {
  const found = await look();
  expect(found).toMatchObject({ publications: 4, olderMethod: 0, altered: [], moved: [], seasons: [], isHeadRight: true });
  const { rows } = await client.query('SELECT digest FROM publications WHERE campus_id = $1 AND seq = 4', [campus.id]);
  expect(found.head).toEqual({ seq: 4, digest: rows[0].digest.toString('hex') });
});

describe('one changed digit', () => {
  beforeAll(() => unguard(client, [...FROZEN, ...OF_SEASONS]));

  const ofThird = `campus_id = ${campus.id} AND publication_seq = 3`;
  test.each([
    ['standings', `${ofThird} AND lens = 'effort' AND rank = 2`, 16],
    ['publication_days', `${ofThird} AND day = '${week(18)}'`, 16],
    ['publication_expectations', `${ofThird} AND season_id = 0`, 36],
    ['publication_expectations', `${ofThird} AND season_id > 0`, 36],
    ['publication_temperatures', ofThird, 4],
  ])(
    'in any column of %s where %s is found, and its week alone named',
    async (table, where, least) => {
      const alterations = await alterationsOf(client, table, where);
      expect(alterations.length).toBeGreaterThanOrEqual(least);
      for (const { column, path, set } of alterations) {
        const found = await whileAltered(client, { table, column, set, where }, look);
        expect([column, path, namesOf(found.altered)]).toEqual([column, path, [weekIdOf(18)]]);
        expect(found.isHeadRight).toBe(true);
      }
      expect(await look()).toMatchObject({ altered: [], seasons: [], isHeadRight: true });
    },
    60_000,
  );

  test('in any column of a link is found; only where a link stands elsewhere in the chain is its neighbour named too', async () => {
    const where = `campus_id = ${campus.id} AND seq = 3`;
    const alterations = await alterationsOf(client, 'publications', where);
    expect(alterations.length).toBe(13);
    for (const { column, set } of alterations) {
      const { altered } = await whileAltered(client, { table: 'publications', column, set, where }, look);
      if (['campus_id', 'seq', 'week'].includes(column)) expect([column, altered.length]).not.toEqual([column, 0]);
      else expect([column, namesOf(altered)]).toEqual([column, [weekIdOf(18)]]);
    }
    for (const { column, set } of await alterationsOf(client, 'publication_heads', `campus_id = ${campus.id}`)) {
      if (column === 'campus_id') continue;
      const found = await whileAltered(
        client,
        { table: 'publication_heads', column, set, where: `campus_id = ${campus.id}` },
        look,
      );
      expect(found).toMatchObject({ altered: [], isHeadRight: false });
    }
  }, 60_000);

  test.each([
    [
      'seasons',
      `campus_id = ${campus.id}`,
      ['rules', 'rules_digest', 'lens', 'first_week', 'last_week', 'baseline_first_week', 'baseline_last_week', 'prizes', 'name'],
    ],
    ['season_dorms', `campus_id = ${campus.id}`, ['knowledge', 'dorm_id']],
    ['season_events', `campus_id = ${campus.id}`, ['change', 'reason', 'happened_at', 'digest']],
  ])(
    'in what a season froze is found: %s',
    async (table, where, columns) => {
      const alterations = (await alterationsOf(client, table, where)).filter(({ column }) => columns.includes(column));
      expect(new Set(alterations.map(({ column }) => column)).size).toBe(columns.length);
      for (const { column, path, set } of alterations) {
        const found = await whileAltered(client, { table, column, set, where }, look);
        expect([column, path, found.seasons.map(({ altered }) => altered.length > 0)]).toEqual([column, path, [true]]);
        expect(found.altered).toEqual([]);
      }
      expect((await look()).seasons).toEqual([]);
    },
    60_000,
  );
});

describe('rows', () => {
  const undone = async (work: string, back: string) => {
    await client.query(work);
    const found = await look();
    await client.query(back);
    return found;
  };
  const third = (table: string) => `${table} WHERE campus_id = ${campus.id} AND publication_seq = 3`;

  test.each(FROZEN.slice(2))('taken out of, put into or copied within %s are found', async (table) => {
    const one = `(SELECT ctid FROM ${third(table)} LIMIT 1)`;
    await client.query(`CREATE TEMP TABLE row_kept AS SELECT * FROM ${table} WHERE ctid = ${one}`);
    const putBack = `INSERT INTO ${table} SELECT * FROM row_kept`;
    const taken = await undone(`DELETE FROM ${table} WHERE ctid = ${one}`, putBack);
    expect(namesOf(taken.altered)).toEqual([weekIdOf(18)]);
    const key =
      { standings: 'lens', publication_days: 'day', publication_expectations: 'season_id', publication_temperatures: 'day' }[
        table
      ] ?? '';
    const other = key === 'lens' ? "'other'" : key === 'day' ? `date '2025-01-01'` : '77';
    await client.query(`CREATE TEMP TABLE row_more AS SELECT * FROM row_kept; UPDATE row_more SET ${key} = ${other}`);
    const added = await undone(
      `INSERT INTO ${table} SELECT * FROM row_more`,
      `DELETE FROM ${third(table)} AND ${key} = ${other}`,
    );
    expect(namesOf(added.altered)).toEqual([weekIdOf(18)]);
    await client.query('DROP TABLE row_kept; DROP TABLE row_more');
  });

  test('exchanged between two dorms, or two publications, are found', async () => {
    const swapDorms = `UPDATE standings SET score = (SELECT sum(score) FROM ${third('standings')} AND lens = 'energy' AND rank < 3) - score
      WHERE campus_id = ${campus.id} AND publication_seq = 3 AND lens = 'energy' AND rank < 3`;
    await client.query(`CREATE TEMP TABLE all_kept AS SELECT * FROM ${third('standings')}`);
    const swapped = await undone(swapDorms, `DELETE FROM ${third('standings')}`);
    await client.query('INSERT INTO standings SELECT * FROM all_kept; DROP TABLE all_kept');
    expect(namesOf(swapped.altered)).toEqual([weekIdOf(18)]);
    const move = (seq: number, to: string) =>
      `UPDATE publications SET week = '${to}' WHERE campus_id = ${campus.id} AND seq = ${seq}`;
    const exchange = [move(2, week(30)), move(3, week(17)), move(2, week(18))].join('; ');
    const back = [move(2, week(30)), move(3, week(18)), move(2, week(17))].join('; ');
    expect(namesOf((await undone(exchange, back)).altered)).toEqual([weekIdOf(18), weekIdOf(17)]);
  });

  test('the last publication cut off is found by the head, and one in the middle by the chain', async () => {
    const cut = async (seq: number) => {
      await client.query(
        `CREATE TEMP TABLE link_kept AS SELECT * FROM publications WHERE campus_id = ${campus.id} AND seq = ${seq}`,
      );
      const found = await undone(
        `DELETE FROM publications WHERE campus_id = ${campus.id} AND seq = ${seq}`,
        'INSERT INTO publications SELECT * FROM link_kept',
      );
      await client.query('DROP TABLE link_kept');
      return found;
    };
    expect(await cut(4)).toMatchObject({ publications: 3, altered: [], isHeadRight: false });
    expect(await cut(2)).toMatchObject({ altered: [{ week: weekIdOf(18), parts: ['chain'] }], isHeadRight: true });
    expect(await look()).toMatchObject({ altered: [], moved: [], seasons: [], isHeadRight: true });
  });
});

describe('what came later is told from what was altered', () => {
  const moves = async () => {
    const { altered, moved, seasons } = await look();
    expect(altered).toEqual([]);
    expect(seasons.flatMap((season) => season.altered)).toEqual([]);
    return { moved: Object.fromEntries(moved.map((one) => [one.week, one.parts])), seasons: seasons.map((one) => one.moved) };
  };

  test('late readings of a published week, and again none once their import is undone', async () => {
    const text = `meter,start,end,kWh\nM0,${week(18)},${addDays(week(18), 1)},55`;
    const { import: importId } = await importText(ctx, campus, { text, options: { replace: true } });
    const late = await moves();
    expect(late.moved[weekIdOf(18)]).toEqual(['readings']);
    expect(late.moved[weekIdOf(19)]).toEqual(['expectations']);
    expect(late.moved[weekIdOf(17)]).toBeUndefined();
    await undoImport(ctx, { campus, importId: importId ?? 0, now: NOW });
    expect(await moves()).toEqual({ moved: {}, seasons: [] });
  });

  test('residents told otherwise', async () => {
    const size = (residents: number | null) =>
      putDormSize(ctx, { campus, slug: 'm1', fromDay: week(18), size: { residents, floorAreaM2: null } });
    await size(40);
    expect((await moves()).moved).toEqual({ [weekIdOf(18)]: ['dorms'], [weekIdOf(19)]: ['dorms'] });
    await size(null);
    expect((await moves()).moved).toEqual({});
  });

  test('temperatures of a published week, and of the past that taught the models', async () => {
    const importId = await bringTemperatures(campus, [134, 135, 136], 3);
    expect((await moves()).moved).toEqual({ [weekIdOf(19)]: ['temperatures'] });
    await undoImport(ctx, { campus, importId, now: NOW });
    const ofPast = await bringTemperatures(campus, [29, 30, 31], 5);
    const found = await moves();
    expect(found.moved[weekIdOf(16)]).toEqual(['expectations']);
    expect(found.seasons).toEqual([['knowledge']]);
    await undoImport(ctx, { campus, importId: ofPast, now: NOW });
    expect(await moves()).toEqual({ moved: {}, seasons: [] });
  });

  test('a break that was named afterwards', async () => {
    await addBlackout(ctx, { campus, firstDay: week(13), lastDay: week(13), name: 'Late' });
    const found = await moves();
    expect(found.moved[weekIdOf(16)]).toEqual(['expectations']);
    expect(found.seasons).toEqual([['knowledge', 'blackouts']]);
  });
});
