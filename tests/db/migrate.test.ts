import { randomUUID } from 'node:crypto';
import { expect, inject, onTestFinished, test } from 'vitest';
import { type Database, openDatabase } from '#db/client.ts';
import { migrate, pendingMigrations, statementsOf } from '#db/migrate.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();

test('a migrated database lacks nothing and migrating it again changes nothing', async () => {
  expect(await pendingMigrations(database.url)).toEqual([]);
  expect(await migrate(database.url)).toEqual([]);
});

test('several processes that migrate an empty database at once apply each file once', async () => {
  const { url } = await emptyDatabase();
  const files = await pendingMigrations(url);
  expect(files[0]).toMatch(/^0001_/);
  const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
  expect(applied.flat()).toEqual(files);
  expect(await pendingMigrations(url)).toEqual([]);
});

test('a file that was altered after it was applied is refused by its name', async () => {
  const { pool, url } = await emptyDatabase();
  const [first] = await migrate(url);
  await pool.query("UPDATE wattle_migrations SET sha256 = 'another' WHERE name = $1", [first]);
  await expect(migrate(url)).rejects.toThrow(`db/migrations/${first} was altered`);
  await expect(pendingMigrations(url)).rejects.toThrow(`db/migrations/${first} was altered`);
});

test('a database that is newer than the code is refused', async () => {
  const { pool, url } = await emptyDatabase();
  await migrate(url);
  await pool.query("INSERT INTO wattle_migrations (name, sha256) VALUES ('9999_later.sql', 'x')");
  await expect(migrate(url)).rejects.toThrow('newer than this version of Wattle: it has 9999_later.sql');
});

test('an owner who is no superuser migrates, once a superuser has run the SQL that the refusal prints', async () => {
  const login = `plain_${randomUUID().slice(0, 8)}`;
  const { pool, url } = await emptyDatabase();
  await pool.query(`CREATE ROLE ${login} LOGIN PASSWORD 'plain'`);
  await pool.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} OWNER TO ${login}`);
  onTestFinished(async () => {
    await pool.query(`REASSIGN OWNED BY ${login} TO CURRENT_USER`);
    await pool.query(`DROP OWNED BY ${login}`);
    await pool.query(`DROP ROLE ${login}`);
  });
  const plain = new URL(url);
  plain.username = login;
  plain.password = 'plain';
  const refusal = await migrate(plain.href).catch((error: Error) => error.message);
  expect(refusal).toMatch(/Have a superuser of the server run: GRANT wattle_app TO plain_\w+;$/);
  await pool.query(String(refusal).split('run: ')[1] ?? '');
  expect(await migrate(plain.href)).not.toEqual([]);
});

test('a file outside a transaction runs statement by statement', () => {
  const sql = '-- no transaction\nCREATE INDEX a\n  ON t (x);\nCREATE INDEX b ON t (y);\n-- done\n';
  expect(statementsOf(sql).map((statement) => statement.trim())).toEqual([
    '-- no transaction\nCREATE INDEX a\n  ON t (x)',
    'CREATE INDEX b ON t (y)',
  ]);
});

async function emptyDatabase(): Promise<Database> {
  const name = `wattle_empty_${randomUUID().slice(0, 8)}`;
  const server = await openDatabase({ url: inject('serverUrl'), dataDir: '', role: 'owner' });
  await server.pool.query(`CREATE DATABASE ${name}`);
  const url = new URL(server.url);
  url.pathname = name;
  const empty = await openDatabase({ url: url.href, dataDir: '', role: 'owner' });
  onTestFinished(async () => {
    await empty.close();
    await server.pool.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await server.close();
  });
  return empty;
}
