import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#db/client.ts';
import * as schema from '#db/schema/index.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();

const tables: PgTable[] = [];
for (const exported of Object.values(schema) as unknown[]) if (is(exported, PgTable)) tables.push(exported);

/** Tables that name no campus: reference tables of all campuses, and those that belong to one server (docs/decisions/0002). */
const WITHOUT_CAMPUS = new Set([
  'campuses',
  'people',
  'sessions',
  'invitations',
  'one_time_links',
  'sign_in_attempts',
  'job_runs',
  'wattle_migrations',
]);
const FROZEN = [
  'publications',
  'standings',
  'publication_days',
  'publication_expectations',
  'publication_temperatures',
  'audit_entries',
];

test('Drizzle and the migrated database have the same tables and columns, of the same types, null or not', async () => {
  const { rows } = await database.pool.query(
    `SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type, a.attnotnull AS is_not_null, a.attndims AS dimensions
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped`,
  );
  const found = rows
    .filter((row) => row.table !== 'wattle_migrations')
    .map((row) => `${row.table}.${row.column} ${row.type}${row.is_not_null ? ' not null' : ''}`);
  const said = tables.flatMap((table) => {
    const { name, columns } = getTableConfig(table);
    return columns.map(
      (column) => `${name}.${column.name} ${column.getSQLType()}${column.notNull || column.primary ? ' not null' : ''}`,
    );
  });
  expect(said.sort()).toEqual(found.sort());
});

test('Drizzle and the migrated database have the same primary keys', async () => {
  const { rows } = await database.pool.query(
    `SELECT c.relname AS table, (SELECT string_agg(a.attname, ', ' ORDER BY a.attname) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY(k.conkey)) AS columns
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
     WHERE k.contype = 'p' AND c.relnamespace = 'public'::regnamespace AND NOT c.relispartition AND c.relname <> 'wattle_migrations'`,
  );
  const found = rows.map((row) => `${row.table}: ${row.columns}`);
  const said = tables.map((table) => {
    const { name, columns, primaryKeys } = getTableConfig(table);
    const keyed = [...columns.filter((column) => column.primary), ...primaryKeys.flatMap((key) => key.columns)];
    return `${name}: ${keyed
      .map((column) => column.name)
      .sort()
      .join(', ')}`;
  });
  expect(said.sort()).toEqual(found.sort());
});

test('every table of campus data has the campus in its primary key, every unique key and every foreign key, and never without one', async () => {
  const { rows } = await database.pool.query(
    `SELECT c.relname AS table, k.conname AS name, k.contype AS kind, f.relname AS target,
            (SELECT bool_or(a.attname = 'campus_id') FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY(k.conkey)) AS has_campus
     FROM pg_class c LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype IN ('p', 'u', 'f') LEFT JOIN pg_class f ON f.oid = k.confrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition`,
  );
  const campusTables = new Set(rows.map((row) => row.table).filter((table) => !WITHOUT_CAMPUS.has(table)));
  expect(campusTables.size).toBeGreaterThan(15);
  for (const row of rows.filter(({ table }) => campusTables.has(table))) {
    // A key to a reference table of all campuses, such as a person, needs no campus.
    if (row.kind === 'f' && WITHOUT_CAMPUS.has(row.target) && row.target !== 'campuses') continue;
    expect(row.has_campus, `${row.table} ${row.name}`).toBe(true);
  }
  for (const table of campusTables)
    expect(
      rows.some((row) => row.table === table && row.kind === 'p'),
      table,
    ).toBe(true);
  const nullable = await database.pool.query(
    "SELECT attrelid::regclass::text AS table FROM pg_attribute WHERE attname = 'campus_id' AND NOT attnotnull AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p'))",
  );
  expect(nullable.rows).toEqual([]);
});

test('no unique index stands beside the unique keys without the campus', async () => {
  const { rows } = await database.pool.query(
    `SELECT c.relname AS table, i.indexrelid::regclass::text AS index FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
     WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace AND NOT EXISTS (
       SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY(i.indkey) AND a.attname = 'campus_id')`,
  );
  for (const row of rows) expect(WITHOUT_CAMPUS, `${row.index}`).toContain(row.table);
});

test('the application may add to what is frozen, and neither change nor remove nor empty it', async () => {
  const { rows } = await database.pool.query(
    `SELECT t AS table, p AS privilege, has_table_privilege('wattle_app', t, p) AS has
     FROM unnest($1::text[]) AS t, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS p`,
    [FROZEN],
  );
  for (const row of rows)
    expect(row.has, `${row.privilege} ${row.table}`).toBe(row.privilege === 'SELECT' || row.privilege === 'INSERT');
  await expect(database.pool.query('ALTER TABLE publications DISABLE TRIGGER ALL')).rejects.toThrow(/must be owner/);
});

test('the owner is stopped by the triggers', async () => {
  const ctx = testContext(database);
  const campus = await newCampus(ctx, 'Etc/UTC');
  const text = 'meter,start,end,kWh\nA,2026-11-09T00:00:00Z,2026-11-16T00:00:00Z,7';
  await importText(ctx, campus, { text, options: { createMeters: true } });
  expect(await closeDueWeeks(ctx, { now: new Date('2026-11-30T00:00:00Z') })).toMatchObject({ published: 1 });
  const owner = await openDatabase({ url: database.url, dataDir: '', role: 'owner' });
  onTestFinished(() => owner.close());
  // A trigger of rows is silent where there are none.
  await owner.pool.query('INSERT INTO publication_temperatures SELECT campus_id, seq, week, 11.5 FROM publications LIMIT 1');
  await owner.pool.query(
    'INSERT INTO publication_expectations (campus_id, publication_seq, season_id, dorm_id) SELECT p.campus_id, seq, 99, d.id FROM publications p JOIN dorms d USING (campus_id) LIMIT 1',
  );
  for (const table of FROZEN) {
    await expect(owner.pool.query(`UPDATE ${table} SET campus_id = campus_id`)).rejects.toThrow(/append-only/);
    await expect(owner.pool.query(`DELETE FROM ${table}`)).rejects.toThrow(/append-only/);
    await expect(owner.pool.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/append-only/);
  }
});

test('a link that skips one, forks the chain or names another digest is refused', async () => {
  const campus = await newCampus(testContext(database), 'Etc/UTC');
  const link = (said: { seq: number; prevSeq: number; prevDigest: string | null; digest: string; week: string }) =>
    database.pool.query(
      `INSERT INTO publications (campus_id, seq, prev_seq, prev_digest, digest, week, edition, state, method_version, content_digest, data_revision, published_at)
       VALUES ($1, $2, $3, decode($4, 'hex'), decode($5, 'hex'), $6, 1, 'provisional', '1', '', 1, now())`,
      [campus.id, said.seq, said.prevSeq, said.prevDigest, said.digest, said.week],
    );
  await link({ seq: 1, prevSeq: 0, prevDigest: null, digest: 'aa', week: '2026-11-09' });
  await expect(link({ seq: 3, prevSeq: 1, prevDigest: 'aa', digest: 'bb', week: '2026-11-16' })).rejects.toThrow(
    /publications_chain/,
  );
  await expect(link({ seq: 2, prevSeq: 1, prevDigest: 'ab', digest: 'bb', week: '2026-11-16' })).rejects.toThrow(
    /publications_previous/,
  );
  await expect(link({ seq: 2, prevSeq: 1, prevDigest: null, digest: 'bb', week: '2026-11-16' })).rejects.toThrow(
    /publications_first/,
  );
  await expect(link({ seq: 1, prevSeq: 0, prevDigest: null, digest: 'cc', week: '2026-11-16' })).rejects.toThrow(
    /publications_pkey/,
  );
  await expect(link({ seq: 2, prevSeq: 1, prevDigest: 'aa', digest: 'bb', week: '2026-11-09' })).rejects.toThrow(
    /publications_edition_unique/,
  );
  await link({ seq: 2, prevSeq: 1, prevDigest: 'aa', digest: 'bb', week: '2026-11-16' });
});
