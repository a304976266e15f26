import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';
import { startProgram } from '#tests/support/processes.ts';

const database = await testDatabase();
const ctx = testContext(database);
const WEEKS = 30;
const FIRST_MONDAY = '2026-01-05';
const ZONES = ['America/New_York', 'Asia/Tokyo', 'Etc/UTC'];
const KILLS = 12;

function file(weeks: number): string {
  const lines: string[] = [];
  for (let day = 0; day < weeks * 7; day += 1) {
    for (const meter of ['A', 'B', 'C', 'D'])
      lines.push(`${meter},${addDays(FIRST_MONDAY, day)},${addDays(FIRST_MONDAY, day + 1)},${day % 50}`);
  }
  return ['meter,start,end,kWh', ...lines].join('\n');
}

async function dueWeeks(): Promise<number> {
  const { rows } = await database.pool.query('SELECT count(*)::int AS due FROM touched_weeks WHERE revision > closed_revision');
  return rows[0].due;
}

test('three workers, killed again and again, publish every due week once in an unbroken chain', async () => {
  for (const zone of ZONES)
    await importText(ctx, await newCampus(ctx, zone), { text: file(WEEKS), options: { createMeters: true } });
  const delays = fc.sample(fc.integer({ min: 500, max: 2500 }), KILLS);
  const begin = () => startProgram('jobs/worker.ts', [], { DATABASE_URL: database.url, LOG_LEVEL: 'error' });
  const workers = [begin(), begin(), begin()];
  for (const [index, delay] of delays.entries()) {
    await sleep(delay);
    const victim = workers[index % workers.length];
    if (victim === undefined) continue;
    const ended = once(victim, 'exit');
    victim.kill('SIGKILL');
    await ended;
    workers[index % workers.length] = begin();
  }
  for (const start = performance.now(); performance.now() - start < 60_000 && (await dueWeeks()) > 0; ) await sleep(200);
  expect(await dueWeeks()).toBe(0);

  const { rows } = await database.pool.query(
    'SELECT campus_id::int AS campus, seq::int, week::text, edition, prev_digest, digest FROM publications ORDER BY campus_id, seq',
  );
  expect(rows).toHaveLength(ZONES.length * WEEKS);
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    const isFirst = before?.campus !== row.campus;
    expect(row).toMatchObject({ seq: isFirst ? 1 : before.seq + 1, edition: 1, prev_digest: isFirst ? null : before.digest });
  }
  for (const campus of new Set(rows.map((row) => row.campus))) {
    const weeks = rows.filter((row) => row.campus === campus).map((row) => row.week);
    expect(weeks).toEqual(Array.from({ length: WEEKS }, (_, week) => addDays(FIRST_MONDAY, week * 7)));
  }
}, 150_000);
