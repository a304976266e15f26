import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import { announceWeek } from '#services/announce-week.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';
import { startProgram } from '#tests/support/processes.ts';

const database = await testDatabase();
const ctx = testContext(database);
const FIRST_MONDAY = '2026-01-05';
const WEEKS = 20;

const mondays = Array.from({ length: WEEKS }, (_, week) => addDays(FIRST_MONDAY, 7 * week));
const lines = mondays.flatMap((monday) =>
  Array.from({ length: 7 }, (_, day) => `A,${addDays(monday, day)},${addDays(monday, day + 1)},${10 + day}`),
);

async function finals(): Promise<string[]> {
  const { rows } = await database.pool.query("SELECT week::text FROM publications WHERE state = 'final' ORDER BY week");
  return rows.map(({ week }) => week);
}

test('weeks set for one time are each announced exactly once by three workers, of which one is killed meanwhile', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, { text: ['meter,start,end,kWh', ...lines].join('\n'), options: { createMeters: true } });
  const asked = new Date(Date.now() - 3_600_000);
  await closeDueWeeks(ctx, { now: asked, campusId: campus.id });
  const at = new Date(asked.getTime() + 60_000);
  for (const monday of mondays)
    await announceWeek(ctx, { by: 'operator', campus, monday, at, message: null, prize: null, seen: null, now: asked });

  const begin = () => startProgram('jobs/worker.ts', [], { DATABASE_URL: database.url, LOG_LEVEL: 'error' });
  const [victim] = [begin(), begin(), begin()];
  const until = async (isEnough: (made: number) => boolean) => {
    for (const start = performance.now(); performance.now() - start < 60_000 && !isEnough((await finals()).length); )
      await sleep(10);
  };
  await until((made) => made > 0);
  const ended = once(victim, 'exit');
  victim.kill('SIGKILL');
  await ended;
  const madeWhenKilled = (await finals()).length;
  await until((made) => made === WEEKS);

  expect(madeWhenKilled).toBeLessThan(WEEKS);
  expect(await finals()).toEqual(mondays);
  const { rows } = await database.pool.query(
    `SELECT (SELECT count(*)::int FROM announcements) AS announcements, (SELECT count(*)::int FROM publications) AS publications,
       (SELECT count(*)::int FROM week_requests WHERE outcome = 'done') AS done, (SELECT count(*)::int FROM week_requests) AS requests`,
  );
  expect(rows).toEqual([{ announcements: WEEKS, publications: 2 * WEEKS, done: WEEKS, requests: WEEKS }]);
}, 150_000);
