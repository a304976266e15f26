import { getTableColumns, is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import * as schema from '#db/schema/index.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase({ role: 'owner' });
const described = Object.values(schema).flatMap((value) => (is(value, PgTable) ? [value] : []));
const referenceTables = ['campuses', 'people', 'memberships'];
const localTables = ['sessions', 'invitations', 'sign_in_attempts', 'job_runs', 'wattle_migrations'];

test('db/schema describes every table that the migrations make, and no other', async () => {
  const names = described.map((table) => getTableConfig(table).name).sort();
  expect([...names, 'wattle_migrations'].sort()).toEqual(await tableNames());
});

test('db/schema has the columns of the migrations, with their types and whether they may be null', async () => {
  const { rows } = await database.pool.query<{ table: string; name: string; type: string; required: boolean }>(`
    SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> 'wattle_migrations'`);
  const stored = rows.map(({ table, name, type, required }) => `${table}.${name} ${type}${required ? ' not null' : ''}`);
  const written = described.flatMap((table) =>
    Object.values(getTableColumns(table)).map((column) => {
      const type = column.getSQLType().replace('timestamp with time zone', 'timestamptz');
      return `${getTableConfig(table).name}.${column.name} ${type}${column.notNull ? ' not null' : ''}`;
    }),
  );
  const short = (line: string) => line.replace('timestamp with time zone', 'timestamptz');
  expect(written.sort()).toEqual(stored.map(short).sort());
});

test('db/schema has the primary keys of the migrations', async () => {
  const { rows } = await database.pool.query<{ table: string; columns: string[] }>(`${keys} AND k.contype = 'p'`);
  const stored = rows.map(({ table, columns }) => `${table} (${columns.join(', ')})`);
  const written = described.map((table) => {
    const { name, primaryKeys, columns } = getTableConfig(table);
    const key = primaryKeys[0]?.columns ?? columns.filter((column) => column.primary);
    return `${name} (${key.map((column) => column.name).join(', ')})`;
  });
  expect(written.sort()).toEqual(stored.filter((line) => !line.startsWith('wattle_migrations')).sort());
});

test('every key of campus data begins with the campus, so that campuses can be spread over servers', async () => {
  const { rows } = await database.pool.query<{ table: string; columns: string[]; name: string; target: string | null }>(keys);
  const together = [...referenceTables, ...localTables];
  const ofCampuses = rows.filter(({ table, target }) => !together.includes(table) && !together.includes(target ?? ''));
  expect(ofCampuses.length).toBeGreaterThan(30);
  expect(ofCampuses.filter(({ columns }) => columns[0] !== 'campus_id').map(({ name }) => name)).toEqual([]);
});

test('the application may not change or remove what was published', async () => {
  const { rows } = await database.pool.query<{ table: string; right: string }>(`
    SELECT t.name AS table, r.name AS right FROM unnest(ARRAY['publications', 'standings', 'publication_days']) AS t(name),
      unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS r(name)
    WHERE has_table_privilege('wattle_app', t.name, r.name)`);
  expect(new Set(rows.map(({ right }) => right))).toEqual(new Set(['SELECT', 'INSERT']));
});

const keys = `
  SELECT c.relname AS table, k.conname AS name, f.relname AS target,
         (SELECT array_agg(a.attname ORDER BY u.place)::text[] FROM unnest(k.conkey) WITH ORDINALITY AS u(number, place)
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number) AS columns
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid LEFT JOIN pg_class f ON f.oid = k.confrelid
  WHERE c.relnamespace = 'public'::regnamespace AND NOT c.relispartition AND k.contype IN ('p', 'u', 'f')`;

async function tableNames(): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(`
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`);
  return rows.map(({ name }) => name).sort();
}
