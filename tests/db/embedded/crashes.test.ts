import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { settleHome } from '#db/embedded/home.ts';
import { ask, eventually, hasEnded, serverPid, temporaryFolder, use, useElsewhere } from '#tests/db/embedded/processes.ts';

test('a server that is killed under its users is started again at the same address with all that was committed', async () => {
  const database = await openDatabase({ dataDir: temporaryFolder(), role: 'owner' });
  onTestFinished(() => database.close());
  await database.pool.query('CREATE TABLE kept AS SELECT 7 AS number');
  process.kill(await serverPid(database.url), 'SIGKILL');
  await eventually(async () => (await database.pool.query('SELECT number FROM kept')).rows[0].number === 7);
});

test('when the server and its only user are killed together, the next start recovers', async () => {
  const folder = temporaryFolder();
  const other = await useElsewhere(folder);
  await ask(other.url, 'CREATE TABLE kept AS SELECT 7 AS number');
  const pid = await serverPid(other.url);
  const killed = other.kill();
  process.kill(pid, 'SIGKILL');
  await killed;
  const next = await use(folder);
  expect(await ask(next.url, 'SELECT number FROM kept')).toEqual([7]);
  expect(await serverPid(next.url)).not.toBe(pid);
});

test('a lock file that names a process which is now a stranger does not keep the server from starting', async () => {
  const folder = temporaryFolder();
  const first = await use(folder);
  const pid = await serverPid(first.url);
  const [lockFile] = await ask(first.url, "SELECT pg_read_file('postmaster.pid')");
  await first.leave();
  await hasEnded(pid);
  const home = settleHome(folder);
  const stranger = spawn('sleep', ['60'], { ...home.account, cwd: '/', stdio: 'ignore' });
  onTestFinished(() => void stranger.kill());
  const place = join(home.data, 'postmaster.pid');
  writeFileSync(place, String(lockFile).replace(/^\d+/, String(stranger.pid)));
  const next = await use(folder);
  expect(await ask(next.url, 'SELECT 1')).toEqual([1]);
});

test('a first start that was killed half-way leaves nothing in the way of the next one', async () => {
  const folder = temporaryFolder();
  const home = settleHome(folder);
  mkdirSync(join(home.folder, 'data-unfinished'));
  writeFileSync(join(home.folder, 'data-unfinished', 'PG_VERSION'), '18');
  const server = await use(folder);
  expect(await ask(server.url, 'SELECT 1')).toEqual([1]);
});

test('a server that cannot start says why, with the end of its log', async () => {
  const folder = temporaryFolder();
  const first = await use(folder);
  await first.leave();
  rmSync(join(settleHome(folder).data, 'global', 'pg_control'));
  await expect(use(folder)).rejects.toThrow(/did not start[\s\S]*could not find the database system/);
});
