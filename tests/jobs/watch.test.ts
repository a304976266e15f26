import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '#tests/db/embedded/processes.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { commandLine } from '#tests/support/command-line.ts';
import { testDatabase } from '#tests/support/database.ts';
import { startProgram, untilEnd, wattle } from '#tests/support/processes.ts';

const database = await testDatabase();
const ctx = testContext(database);
const run = commandLine(database);
const environment = { DATABASE_URL: database.url };

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wattle-watch-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A day of quarter hours of birch, 1 kWh each. */
function birch(day: string, hours = 24): string {
  const rows = Array.from({ length: hours * 4 }, (_, quarter) => {
    const time = `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
    return `birch,${day}T${time}Z,1`;
  });
  return `meter,start,kWh\n${rows.join('\n')}\n`;
}

async function campusWithBirch() {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, { text: birch('2019-01-01'), options: { createMeters: true } });
  return campus;
}

const count = async (campusId: number) =>
  (await database.pool.query('SELECT count(*)::int AS count FROM readings WHERE campus_id = $1', [campusId])).rows[0].count;

test('once: every whole file is taken, one line of JSON each, and exit 1 says that some need attention', async () => {
  const campus = await campusWithBirch();
  const folder = newFolder();
  writeFileSync(join(folder, 'good.csv'), birch('2019-01-02'));
  writeFileSync(join(folder, 'unknown.csv'), birch('2019-01-03').replaceAll('birch,', 'oak,'));
  const { code, stdout } = await wattle(['watch', campus.slug, folder, '--once', '--every', '1', '--json'], environment);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ file, state, movedTo }) => [file, state, movedTo])).toEqual([
    ['good.csv', 'committed', 'done/good.csv'],
    ['unknown.csv', 'refused', 'needs-attention/unknown.csv'],
  ]);
  expect(code).toBe(1);
  expect(await wattle(['watch', campus.slug, folder, '--once', '--every', '1'], environment)).toMatchObject({
    code: 0,
    stdout: '',
  });
}, 180_000);

test('no such folder or campus is refused, a bad flag is bad usage', async () => {
  const campus = await campusWithBirch();
  expect(await run('watch', campus.slug, '/nowhere', '--once')).toMatchObject({ code: 1 });
  expect(await run('watch', 'nowhere', newFolder(), '--once')).toMatchObject({ code: 1 });
  expect(await run('watch', campus.slug, newFolder(), '--every', 'often')).toMatchObject({ code: 2 });
  expect(await run('watch', campus.slug)).toMatchObject({ code: 2 });
});

test('it goes on until it is told to stop, and then ends cleanly', async () => {
  const campus = await campusWithBirch();
  const folder = newFolder();
  const child = startProgram('jobs/wattle.ts', ['watch', campus.slug, folder, '--every', '1'], environment);
  const ended = untilEnd(child);
  await eventually(async () => readdirSync(folder).includes('done'));
  writeFileSync(join(folder, 'a.csv'), birch('2019-01-02'));
  await eventually(async () => readdirSync(join(folder, 'done')).includes('a.csv'));
  child.kill('SIGTERM');
  const { code, stdout } = await ended;
  expect(code).toBe(0);
  expect(stdout).toContain('a.csv: committed');
}, 180_000);

test('killed at any time, two watchers at once and started again, every file is in once and moved', async () => {
  const campus = await campusWithBirch();
  const folder = newFolder();
  const days = Array.from({ length: 12 }, (_, index) => `2019-02-${String(index + 1).padStart(2, '0')}`);
  for (const day of days) writeFileSync(join(folder, `${day}.csv`), birch(day));
  const words = ['watch', campus.slug, folder, '--every', '1'];
  for (const wait of [2200, 2600, 3000]) {
    const children = [startProgram('jobs/wattle.ts', words, environment), startProgram('jobs/wattle.ts', words, environment)];
    await sleep(wait);
    for (const child of children) {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
  }
  const { code } = await wattle([...words.slice(0, 3), '--once', '--every', '1'], environment);
  expect(code).toBe(0);
  expect(readdirSync(join(folder, 'done')).sort()).toEqual(days.map((day) => `${day}.csv`));
  expect(readdirSync(folder).sort()).toEqual(['done', 'needs-attention']);
  expect(await count(campus.id)).toBe(13 * 96);
}, 240_000);
