import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from '#db/embedded/home.ts';
import { serverSettings } from '#db/embedded/settings.ts';

export type Postmaster = { pid: number; port: number; isReady: boolean; isStopping: boolean };

const longestRecoveryMs = 120_000;
const longestRetryMs = 15_000;
const largestLogBytes = 8_000_000;
const deadPid = 99_999_999;

/** The server alive on the data, as its `postmaster.pid` tells; null when there is none or the file is a dead one's. */
export function runningPostmaster(home: Home): Postmaster | null {
  const lines = pidFileLines(home);
  const pid = Number(lines[0]);
  if (!isPostmaster(pid, home)) return null;
  const status = lines[7]?.trim() ?? '';
  return { pid, port: Number(lines[3] ?? 0), isReady: status === 'ready', isStopping: status === 'stopping' };
}

/**
 * Makes sure a server runs on the data and answers its port. Just after a crash the last one's shared memory or lock
 * file may still stand in the way, so refusals of that kind are tried again for some seconds.
 */
export async function ensurePostmaster(options: { home: Home; binaries: () => string; durable: boolean }): Promise<number> {
  const { home, binaries, durable } = options;
  const start = performance.now();
  for (let wantsNewPort = false; ; await sleep(250)) {
    const running = runningPostmaster(home) ?? (await launch({ home, binaries: binaries(), durable, wantsNewPort }));
    if (typeof running !== 'string') {
      const port = await untilReady(home);
      if (port !== null) return port;
      continue;
    }
    wantsNewPort = /could not bind|Address already in use/i.test(running);
    const isPassing = wantsNewPort || /lock file|shared memory block|starting up|shutting down/i.test(running);
    if (!isPassing || performance.now() - start > longestRetryMs) {
      throw new Error(`The embedded PostgreSQL in ${home.folder} did not start. The end of its log:\n${running}`);
    }
  }
}

/** Resolves once no server runs on the data any more; false if one still does after the time given. */
export async function untilStopped(home: Home, withinMs: number): Promise<boolean> {
  for (const start = performance.now(); runningPostmaster(home) !== null; await sleep(20)) {
    if (performance.now() - start > withinMs) return false;
  }
  return true;
}

/** Starts the server and waits until it has its lock file; what it wrote to its log, should it end before that. */
async function launch(options: {
  home: Home;
  binaries: string;
  durable: boolean;
  wantsNewPort: boolean;
}): Promise<Postmaster | string> {
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
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  await once(server, 'spawn');
  server.unref();
  while (!hasEnded(server)) {
    const running = runningPostmaster(home);
    if (running !== null && running.pid === server.pid && running.isReady) return running;
    await sleep(20);
  }
  return runningPostmaster(home) ?? readFileSync(logFile).subarray(logStart).toString('utf8').slice(-2_000);
}

async function untilReady(home: Home): Promise<number | null> {
  for (const start = performance.now(); performance.now() - start < longestRecoveryMs; await sleep(20)) {
    const running = runningPostmaster(home);
    if (running === null) return null;
    if (running.isReady) return running.port;
  }
  throw new Error(
    `The embedded PostgreSQL in ${home.folder} is still recovering after ${longestRecoveryMs / 1000} s. See postgres.log there and start again.`,
  );
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null;
}

/**
 * After a kill or a reboot the lock file may name a process that is now someone else's; PostgreSQL would refuse for as long
 * as that lives. Only the number is replaced: the file's note of shared memory still keeps a second server out.
 */
function disownStrangersPid(home: Home): void {
  const [pid, ...rest] = pidFileLines(home);
  if (pid === undefined || !isAlive(Number(pid)) || isPostmaster(Number(pid), home)) return;
  const file = join(home.data, 'postmaster.pid');
  writeFileSync(file, [deadPid, ...rest].join('\n'));
}

function pidFileLines(home: Home): string[] {
  const file = join(home.data, 'postmaster.pid');
  if (!existsSync(file)) return [];
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    return Number.isInteger(pid) && pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isPostmaster(pid: number, home: Home): boolean {
  if (!isAlive(pid)) return false;
  return commandLine(pid).includes(`-D ${home.data}`);
}

function commandLine(pid: number): string {
  if (!existsSync('/proc/self')) return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).stdout.toString();
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** The port of the last time if it is free, so that those who use a server that crashed find the next one. */
async function choosePort(home: Home, wantsNew: boolean): Promise<number> {
  const file = join(home.folder, 'port');
  const last = existsSync(file) && !wantsNew ? Number(readFileSync(file, 'utf8')) : 0;
  const port = (await freePort(last)) ?? (await freePort(0));
  if (port === null) throw new Error('No free port on 127.0.0.1 for the embedded PostgreSQL.');
  writeFileSync(file, String(port));
  return port;
}

function freePort(wished: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(wished, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? null) : null));
    });
  });
}
