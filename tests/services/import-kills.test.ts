import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { migrate } from '#db/migrate.ts';
import { findCampus } from '#db/queries/campuses.ts';
import type { Database } from '#db/transaction.ts';
import { undoImport } from '#services/undo-import.ts';
import { eventually, serverPid, temporaryFolder } from '#tests/db/embedded/processes.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';
import { fileOnDisk, startProgram, untilEnd, wattle } from '#tests/support/processes.ts';

const POINTS = 10;
const METERS = 10;
const START = Date.UTC(2026, 8, 1);

/** Quarter hours of ten meters. */
function quarters(days: number, kwh: number): string {
  const lines: string[] = [];
  for (let quarter = 0; quarter < days * 96; quarter += 1) {
    const stamp = new Date(START + quarter * 900_000).toISOString();
    for (let meter = 0; meter < METERS; meter += 1) lines.push(`${stamp},M${meter},${kwh}`);
  }
  return ['time,meter,kWh', ...lines].join('\n');
}

/** Everything an import changes, in one line a table. */
async function fingerprint({ pool }: Pick<Database, 'pool'>, campusId: number): Promise<unknown> {
  const { rows } = await pool.query(
    `SELECT
       (SELECT count(*)::text || ' ' || sum(hashtextextended(meter_id || ' ' || starts_at || ' ' || energy_micro_wh || ' ' || yields, 0)) FROM readings WHERE campus_id = $1) AS readings,
       (SELECT count(*)::text || ' ' || sum(hashtextextended(meter_id || ' ' || day || ' ' || energy_micro_wh || ' ' || measured_seconds, 0)) FROM daily_energy WHERE campus_id = $1) AS daily,
       (SELECT sum(hashtextextended(meter_id || ' ' || day || ' ' || energy_micro_wh::text, 0))::text FROM hourly_energy WHERE campus_id = $1) AS hourly,
       (SELECT string_agg(state, ' ' ORDER BY id) FROM imports WHERE campus_id = $1 AND state <> 'undone') AS imports,
       (SELECT count(*)::int FROM import_meters WHERE campus_id = $1) AS import_meters,
       (SELECT count(*)::int FROM meters WHERE campus_id = $1) AS meters`,
    [campusId],
  );
  return rows[0];
}

test('an import that is killed at any point leaves the state before it or the state after it, and goes in again', async () => {
  const database = await testDatabase();
  const ctx = testContext(database);
  const campus = await newCampus(ctx, 'America/New_York');
  await importText(ctx, campus, { text: quarters(10, 1), options: { createMeters: true } });
  const before = await fingerprint(database, campus.id);
  const path = fileOnDisk('readings.csv', quarters(30, 2));
  const words = ['readings', 'import', campus.slug, path, '--replace', '--json'];
  const environment = { DATABASE_URL: database.url };
  const undoNewest = async () => {
    const { rows } = await database.pool.query(
      "SELECT max(id)::int AS id FROM imports WHERE campus_id = $1 AND state = 'committed'",
      [campus.id],
    );
    await undoImport(ctx, { campus, importId: rows[0].id, now: new Date() });
  };

  const started = performance.now();
  expect(await wattle(words, environment)).toMatchObject({ code: 0 });
  const took = performance.now() - started;
  const after = await fingerprint(database, campus.id);
  expect(after).not.toEqual(before);
  await undoNewest();
  expect(await fingerprint(database, campus.id)).toEqual(before);

  const outcomes: string[] = [];
  for (let point = 1; point <= POINTS; point += 1) {
    const child = startProgram('jobs/wattle.ts', words, environment);
    const ended = once(child, 'exit');
    // The first third of a run is the program's own start.
    await sleep(took * (0.3 + (0.7 * point) / POINTS));
    child.kill('SIGKILL');
    await ended;
    await eventually(async () => (await backends(database)) === 0);
    const state = await fingerprint(database, campus.id);
    outcomes.push(same(state, before) ? 'before' : same(state, after) ? 'after' : 'between');
    if (outcomes.at(-1) === 'after') await undoNewest();
  }
  expect(outcomes).not.toContain('between');
  expect(outcomes).toContain('before');
  expect(await wattle(words, environment)).toMatchObject({ code: 0 });
  expect(await fingerprint(database, campus.id)).toEqual(after);
}, 180_000);

test('the embedded server killed during an import recovers to the state before or after it, and the import goes in again', async () => {
  const dataDir = temporaryFolder();
  const database = await openDatabase({ dataDir, role: 'app' });
  onTestFinished(() => database.close());
  await migrate(database.url);
  const environment = { WATTLE_DATA_DIR: dataDir };
  expect(await wattle(['campus', 'add', 'home', '--name', 'Home', '--time-zone', 'Etc/UTC'], environment)).toMatchObject({
    code: 0,
  });
  const small = fileOnDisk('small.csv', quarters(1, 1));
  const large = fileOnDisk('large.csv', quarters(30, 2));
  expect(await wattle(['readings', 'import', 'home', small, '--create-meters'], environment)).toMatchObject({ code: 0 });
  const campusId = (await findCampus(database.db, 'home'))?.id ?? 0;
  const before = await fingerprint(database, campusId);

  const words = ['readings', 'import', 'home', large, '--replace', '--json'];
  const child = startProgram('jobs/wattle.ts', words, environment);
  const ended = untilEnd(child);
  await eventually(async () => (await writing(database)) > 0);
  process.kill(await serverPid(database.url), 'SIGKILL');
  const { code, stderr } = await ended;
  await eventually(async () => (await fingerprint(database, campusId)) !== null);
  const state = await fingerprint(database, campusId);
  if (code === 0) expect(state).not.toEqual(before);
  else {
    expect(stderr).not.toBe('');
    expect(state).toEqual(before);
  }
  expect(await wattle(words, environment)).toMatchObject({ code: 0 });
  const after = await fingerprint(database, campusId);
  expect(after).not.toEqual(before);
}, 180_000);

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Connections of the command line that the server has not yet noticed to be gone. */
async function backends({ pool }: Pick<Database, 'pool'>): Promise<number> {
  const { rows } = await pool.query(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'wattle' AND pid <> pg_backend_pid()",
  );
  return rows[0].count;
}

/** Connections that have written in a transaction that is not over. */
async function writing({ pool }: Pick<Database, 'pool'>): Promise<number> {
  const { rows } = await pool.query(
    "SELECT count(*)::int AS count FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE c.relname LIKE 'readings_2%' AND l.mode = 'RowExclusiveLock'",
  );
  return rows[0].count;
}
