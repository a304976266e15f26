import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();

test('the application connects as its own role and in UTC', async () => {
  const { rows } = await database.pool.query("SELECT current_user AS role, current_setting('timezone') AS zone");
  expect(rows).toEqual([{ role: 'wattle_app', zone: 'UTC' }]);
});

test('the application may not alter tables', async () => {
  await expect(database.pool.query('CREATE TABLE public.mine ()')).rejects.toThrow('permission denied');
});

test('options of the address are kept beside those of the application', async () => {
  const url = `${database.url}?options=-c%20work_mem%3D5MB`;
  const other = await openDatabase({ url, dataDir: '' });
  onTestFinished(() => other.close());
  const { rows } = await other.pool.query("SELECT current_user AS role, current_setting('work_mem') AS memory");
  expect(rows).toEqual([{ role: 'wattle_app', memory: '5MB' }]);
});

test('a bigint comes as a number while it is exact, else as its digits', async () => {
  const { rows } = await database.db.execute(sql`SELECT 9007199254740991::bigint AS exact, 9007199254740993::bigint AS beyond`);
  expect(rows).toEqual([{ exact: 9007199254740991, beyond: '9007199254740993' }]);
});

test('connections that the server ends are replaced without an error', async () => {
  const owner = await openDatabase({ url: database.url, dataDir: '', role: 'owner' });
  onTestFinished(() => owner.close());
  await database.pool.query('SELECT 1');
  await owner.pool.query(
    'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await expect.poll(() => database.pool.totalCount).toBe(0);
  const { rows } = await database.pool.query('SELECT 1 AS one');
  expect(rows).toEqual([{ one: 1 }]);
});
