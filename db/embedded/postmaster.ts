import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from '#db/embedded/home.ts';
import { disownStrangersPid, type Postmaster, runningPostmaster } from '#db/embedded/pid-file.ts';
import { choosePort } from '#db/embedded/port.ts';
import { serverSettings } from '#db/embedded/settings.ts';

const longestRecoveryMs = 120_000;
const longestRetryMs = 15_000;
const longestStopMs = 30_000;
const longestSilenceMs = 2_000;
const largestLogBytes = 8_000_000;

/**
 * Makes sure a server runs on the data and answers its port. Just after a crash the last one's shared memory or lock
 * file may still stand in the way, so refusals of that kind are tried again for some seconds.
 */
export async function ensurePostmaster(options: { home: Home; binaries: () => string; durable: boolean }): Promise<number> {
  const { home, binaries, durable } = options;
  let refusal = '';
  for (const start = performance.now(); performance.now() - start < longestRetryMs; await sleep(250)) {
    if (runningPostmaster(home) !== null) {
      const port = await untilReady(home);
      if (port !== null) return port;
      continue;
    }
    const isPortTaken = /could not bind|Address already in use/i.test(refusal);
    const started = await launch({ home, binaries: binaries(), durable, wantsNewPort: isPortTaken });
    if (typeof started === 'number') return started;
    refusal = started;
    if (!/could not bind|Address already in use|lock file|shared memory block/i.test(refusal)) break;
  }
  throw new Error(`The embedded PostgreSQL in ${home.folder} did not start. The end of its log:\n${refusal}`);
}

/**
 * Waits until this very server runs no more, though perhaps another already does; half a minute at most. False when it was
 * not even told to stop.
 */
export async function untilStopped(home: Home, server: Postmaster): Promise<boolean> {
  let isStopping = false;
  for (const start = performance.now(); ; await sleep(20)) {
    const running = runningPostmaster(home);
    if (running?.pid !== server.pid) return true;
    isStopping ||= running.isStopping;
    if (performance.now() - start > (isStopping ? longestStopMs : longestSilenceMs)) return isStopping;
  }
}

/** Starts the server and waits until it is ready: its port, or what it wrote to its log should it end before that. */
async function launch(options: {
  home: Home;
  binaries: string;
  durable: boolean;
  wantsNewPort: boolean;
}): Promise<number | string> {
  const { home, binaries, durable, wantsNewPort } = options;
  disownStrangersPid(home);
  const port = await choosePort(home, wantsNewPort);
  const logFile = join(home.folder, 'postgres.log');
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > largestLogBytes) renameSync(logFile, `${logFile}.1`);
  const log = openSync(logFile, 'a', 0o600);
  const logStart = statSync(logFile).size;
  const settings = serverSettings({ port, durable }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(binaries, 'postgres'), ['-D', home.data, ...settings], {
    ...home.account,
    cwd: home.folder,
    detached: true,
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  await once(server, 'spawn');
  server.unref();
  if ((await untilReady(home, server)) !== null) return port;
  return readFileSync(logFile).subarray(logStart).toString('utf8').slice(-2_000);
}

/** The port of the server once it takes connections; null when it ended. Given the server, also before its lock file is there. */
async function untilReady(home: Home, server?: ChildProcess): Promise<number | null> {
  for (const start = performance.now(); performance.now() - start < longestRecoveryMs; await sleep(20)) {
    const running = runningPostmaster(home);
    if (server === undefined ? running === null : hasEnded(server)) return null;
    if (running?.isReady) return running.port;
  }
  throw new Error(
    `The embedded PostgreSQL in ${home.folder} is still recovering after ${longestRecoveryMs / 1000} s. See postgres.log there and start again.`,
  );
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null;
}
