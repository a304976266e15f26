import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ask, eventually, hasEnded, serverPid, temporaryFolder, use, useElsewhere } from '#tests/db/embedded/processes.ts';

test('a second start finds what the first one stored, at the same address', async () => {
  const folder = temporaryFolder();
  const first = await use(folder);
  await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS number');
  const pid = await serverPid(first.url);
  await first.leave();
  await hasEnded(pid);
  const second = await use(folder);
  expect(second.url).toBe(first.url);
  expect(await ask(second.url, 'SELECT number FROM kept')).toEqual([7]);
});

test('processes that start at once share one server, and it stops only when the last of them leaves', async () => {
  const folder = temporaryFolder();
  const [here, again, one, two] = await Promise.all([use(folder), use(folder), useElsewhere(folder), useElsewhere(folder)]);
  expect(new Set([here.url, again.url, one.url, two.url]).size).toBe(1);
  const pid = await serverPid(here.url);
  await Promise.all([here.leave(), one.leave(), again.leave()]);
  expect(await serverPid(two.url)).toBe(pid);
  await two.leave();
  await hasEnded(pid);
});

test('a user who is killed neither stops the server for the others nor keeps it running after them', async () => {
  const folder = temporaryFolder();
  const [killedFirst, killedLast] = await Promise.all([useElsewhere(folder), useElsewhere(folder)]);
  const pid = await serverPid(killedLast.url);
  await killedFirst.kill();
  expect(await serverPid(killedLast.url)).toBe(pid);
  await killedLast.kill();
  await hasEnded(pid);
  const next = await use(folder);
  expect(await ask(next.url, 'SELECT 1')).toEqual([1]);
});

test('a user who arrives while the server stops behind the last one gets a server that stays', async () => {
  const folder = temporaryFolder();
  let leaving = await use(folder);
  for (let round = 0; round < 5; round += 1) {
    const left = leaving.leave();
    leaving = await use(folder);
    await left;
    expect(await ask(leaving.url, 'SELECT 1')).toEqual([1]);
  }
});

test('a server whose keeper was killed still outlives each user but the last', async () => {
  const folder = temporaryFolder();
  const here = await use(folder);
  const pid = await serverPid(here.url);
  const killed = keeperPid(folder);
  process.kill(killed, 'SIGKILL');
  await eventually(() => keeperPid(folder) !== killed);
  const next = await use(folder);
  await here.leave();
  expect(await serverPid(next.url)).toBe(pid);
  process.kill(keeperPid(folder), 'SIGKILL');
  await next.leave();
  await hasEnded(pid);
});

function keeperPid(folder: string): number {
  return Number(readFileSync(`${folder}/postgres/keeper.pid`, 'utf8'));
}
