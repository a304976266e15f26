import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, constants, existsSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { giveToServer, type Home } from '#db/embedded/home.ts';
import { runningPostmaster } from '#db/embedded/pid-file.ts';
import { untilStopped } from '#db/embedded/postmaster.ts';

/**
 * Who uses the server is counted by the kernel: every user holds the writing end of one named pipe, and a small shell
 * process, the keeper, reads it. However the last user ends, the keeper meets the end of the pipe and stops the server.
 *
 * A user writes a name and waits for the keeper's answer, a file; one who was answered can no longer be overlooked. The
 * server's number is read before the pipe is let go, so that a late keeper never stops a newer server.
 */
const keeperScript = `
while read -r name; do true > "$name"; done
for attempt in 1 2 3 4 5 6 7 8 9 10; do
  pid=$(head -n 1 "$1/postmaster.pid" 2>/dev/null)
  [ -n "$pid" ] && break
  sleep 0.2
done
exec <&-
[ -n "$pid" ] || exit 0
[ ! -d /proc/self ] || grep -qsF -- "$1" "/proc/$pid/cmdline" || exit 0
kill -INT "$pid"
`;

const answerMs = 5_000;
const orphanMs = 3_000;

/** Registers this process as a user of the server and returns the open pipe that stands for it. Call under the lock. */
export async function joinUsers(home: Home): Promise<number> {
  ensurePipe(home);
  for (const start = performance.now(); ; await sleep(30)) {
    const pipe = await knock(home);
    if (pipe !== null) return pipe;
    const server = runningPostmaster(home);
    // A server without a keeper is either stopping, since its last user has just left, or its keeper was killed.
    const isOrphan = server !== null && !server.isStopping && performance.now() - start > orphanMs;
    if (server === null || isOrphan) return startKeeper(home);
  }
}

/**
 * Gives the pipe back. When nobody else uses the server, resolves only after it has stopped; false when no keeper was left
 * to stop it.
 */
export async function leaveUsers(home: Home, pipe: number): Promise<boolean> {
  const server = runningPostmaster(home);
  closeSync(pipe);
  for (let looks = 0; looks < 4; looks += 1) {
    await sleep(25);
    if (!hasKeeper(home)) return server === null || untilStopped(home, server);
  }
  return true;
}

/** Gives the server another keeper if its own was killed. Call under the lock. */
export async function ensureKeeper(home: Home): Promise<void> {
  if (!hasKeeper(home)) closeSync(await startKeeper(home));
}

/** Whether somebody reads the pipe. */
export function hasKeeper(home: Home): boolean {
  const pipe = openForWriting(home);
  if (pipe !== null) closeSync(pipe);
  return pipe !== null;
}

function ensurePipe(home: Home): void {
  for (const name of readdirSync(home.answers)) rmSync(join(home.answers, name), { force: true });
  const pipe = pipePath(home);
  if (existsSync(pipe)) return;
  execFileSync('mkfifo', ['-m', '600', pipe]);
  giveToServer(home, pipe);
}

async function knock(home: Home): Promise<number | null> {
  const pipe = openForWriting(home);
  if (pipe === null) return null;
  const name = randomUUID();
  const answer = join(home.answers, name);
  try {
    writeSync(pipe, `${name}\n`);
    for (const start = performance.now(); performance.now() - start < answerMs; await sleep(10)) {
      if (existsSync(answer)) {
        rmSync(answer, { force: true });
        return pipe;
      }
      if (!hasKeeper(home)) break;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
  closeSync(pipe);
  return null;
}

/** Null when nobody reads the pipe: then there is no keeper. */
function openForWriting(home: Home): number | null {
  try {
    return openSync(pipePath(home), constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENXIO') return null;
    throw error;
  }
}

/** The keeper is born holding the reading end and we the writing end: killed at any moment, we are missed at once. */
async function startKeeper(home: Home): Promise<number> {
  const both = openSync(pipePath(home), constants.O_RDWR);
  const reading = openSync(pipePath(home), constants.O_RDONLY);
  const writing = openSync(pipePath(home), constants.O_WRONLY);
  closeSync(both);
  const keeper = spawn('/bin/sh', ['-c', keeperScript, 'wattle-keeper', home.data], {
    ...home.account,
    cwd: home.answers,
    detached: true,
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH ?? '/usr/bin:/bin' },
    stdio: [reading, 'ignore', 'ignore'],
  });
  await once(keeper, 'spawn');
  closeSync(reading);
  keeper.unref();
  writeFileSync(join(home.folder, 'keeper.pid'), String(keeper.pid));
  return writing;
}

function pipePath(home: Home): string {
  return join(home.folder, 'users.pipe');
}
