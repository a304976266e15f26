import { expect, test } from 'vitest';
import { migrate, pendingMigrations } from '#db/migrate.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();

test('a migrated database lacks nothing and migrating it again changes nothing', async () => {
  expect(await pendingMigrations(database.url)).toEqual([]);
  expect(await migrate(database.url)).toEqual([]);
});

test('the application connects as its own role, in UTC, and gets whole numbers for bigint', async () => {
  const { rows } = await database.pool.query(
    "SELECT current_user AS role, current_setting('timezone') AS zone, count(*) AS n FROM wattle_migrations WHERE false",
  );
  expect(rows).toEqual([{ role: 'wattle_app', zone: 'UTC', n: 0 }]);
});
