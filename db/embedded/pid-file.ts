import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '#db/embedded/home.ts';

export type Postmaster = { pid: number; port: number; isReady: boolean; isStopping: boolean };

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
 * After a kill or a reboot the lock file may name a process that is now someone else's; PostgreSQL would refuse for as long
 * as that lives. Only the number is replaced: the file's note of shared memory still keeps a second server out.
 */
export function disownStrangersPid(home: Home): void {
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

/** Whether a process with this number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    return Number.isInteger(pid) && pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isPostmaster(pid: number, home: Home): boolean {
  if (!isAlive(pid)) return false;
  return commandLine(pid).includes(`-D ${home.data} `);
}

function commandLine(pid: number): string {
  if (!existsSync('/proc/self')) return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).stdout.toString();
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
