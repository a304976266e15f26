import { expect, onTestFinished, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import { openDatabase } from '#db/client.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { addSeason } from '#services/add-season.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { verifyCampus } from '#services/verify-campus.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const FIRST = '2026-01-05';
const NOW = new Date('2026-11-30T12:00:00Z');

/** Six dorms, eighteen weeks by day, with temperatures, published; the last two weeks are a season. */
async function publishedCampus(): Promise<Campus> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await database.pool.query(
    'INSERT INTO daily_temperatures SELECT $1, $2::date + n, 10 + 8 * sin(n / 9.7), 86400, 86400 FROM generate_series(0, 125) AS n',
    [campus.id, FIRST],
  );
  const lines = Array.from({ length: 7 * 18 }, (_, day) => day).flatMap((day) =>
    [0, 1, 2, 3, 4, 5].map((dorm) => {
      const kwh = 100 * (dorm + 1) * (1 + 0.03 * Math.sin(12.9898 * (7 * dorm + Math.floor(day / 7)) + dorm));
      return `M${dorm},${addDays(FIRST, day)},${addDays(FIRST, day + 1)},${kwh.toFixed(3)}`;
    }),
  );
  await importText(ctx, campus, { text: ['meter,start,end,kWh', ...lines].join('\n'), options: { createMeters: true } });
  const season = { slug: 's', name: 'S', firstWeek: addDays(FIRST, 112), lastWeek: addDays(FIRST, 119), lens: 'effort' as const };
  await addSeason(ctx, { campus, ...season, baseline: null, leagues: [], now: NOW });
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  return campus;
}

const campus = await publishedCampus();

test('what was published and not touched agrees', async () => {
  expect(await verifyCampus(ctx, campus)).toEqual({
    publications: 18,
    olderMethod: 0,
    altered: [],
    moved: [],
    isHeadRight: true,
  });
});

test.each([
  ['standings', "score = score + 0.000001 WHERE lens = 'effort' AND rank = 2"],
  ['standings', "rank = rank + 1 WHERE lens = 'saving' AND rank = 6"],
  ['standings', "residents = 17 WHERE lens = 'energy' AND rank = 1"],
  ['publication_days', "energy_micro_wh = energy_micro_wh + 1 WHERE day = '2026-05-04'"],
  ['publication_expectations', "calendar_model = jsonb_set(calendar_model, '{base}', '123.4') WHERE season_id = 0"],
  ['publication_expectations', "form = jsonb_set(form, '{level}', '0.0123') WHERE season_id > 0"],
  ['publication_expectations', 'residual = residual + 1e-9 WHERE season_id = 0'],
  ['publication_temperatures', "celsius = celsius + 0.1 WHERE day = '2026-05-05'"],
  ['publications', "content_digest = decode('00', 'hex') WHERE true"],
  ['publications', "reason = 'another' WHERE true"],
])('a changed digit is found: %s, %s', async (table, change) => {
  const owner = await openDatabase({ url: database.url, dataDir: '', role: 'owner' });
  onTestFinished(() => owner.close());
  const seqColumn = table === 'publications' ? 'seq' : 'publication_seq';
  const key = `campus_id = ${campus.id} AND ${seqColumn} = 18`;
  const client = await owner.pool.connect();
  try {
    await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await client.query(`CREATE TEMP TABLE kept AS SELECT * FROM ${table} WHERE ${key}`);
    expect((await client.query(`UPDATE ${table} SET ${change} AND ${key}`)).rowCount).toBeGreaterThan(0);
    expect((await verifyCampus(ctx, campus)).altered).toMatchObject([{ week: '2026-W19', edition: 1 }]);
    const { rows } = await client.query(
      'SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 AND table_schema = $2',
      [table, 'public'],
    );
    const columns = rows.map(({ name }) => name).join(', ');
    const own = (
      await client.query(
        `SELECT string_agg(format('t.%1$I = k.%1$I', a.attname), ' AND ') AS matches FROM pg_index i
         JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey) WHERE i.indrelid = $1::regclass AND i.indisprimary`,
        [table],
      )
    ).rows[0].matches;
    await client.query(`UPDATE ${table} t SET (${columns}) = (SELECT ${columns} FROM kept k WHERE ${own}) WHERE ${key}`);
    await client.query('DROP TABLE kept');
    await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  } finally {
    client.release();
  }
  expect((await verifyCampus(ctx, campus)).altered).toEqual([]);
});

test('data that came later are told from altered ones', async () => {
  const text = `meter,start,end,kWh\nM0,${FIRST},${addDays(FIRST, 1)},55`;
  await importText(ctx, campus, { text, options: { replace: true } });
  const { altered, moved } = await verifyCampus(ctx, campus);
  expect(altered).toEqual([]);
  expect(moved[0]).toEqual({ week: '2026-W02', edition: 1, parts: ['readings'] });
  expect(moved.find(({ week }) => week === '2026-W03')?.parts ?? ['expectations']).toContain('expectations');
});
