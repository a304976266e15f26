import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { isAlive } from '#db/embedded/pid-file.ts';
import { type EmbeddedServer, startEmbedded } from '#db/embedded/start.ts';

export type OtherProcess = { url: string; process: ChildProcess; leave(): Promise<void>; kill(): Promise<void> };

/** A folder that any account may pass through, removed after the test with whatever the server kept elsewhere for it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(process.getuid?.() === 0 ? '/tmp' : tmpdir(), 'wattle-embedded-'));
  chmodSync(folder, 0o711);
  onTestFinished(() => {
    const note = join(folder, 'closed', 'data', 'postgres.location');
    if (existsSync(note)) rmSync(readFileSync(note, 'utf8').trim(), { recursive: true });
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Uses the server in this process, and leaves it at the end of the test at the latest. */
export async function use(dataDir: string): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir, durable: false });
  onTestFinished(() => server.leave());
  return server;
}

/** Uses the server in a process of its own: given an account, as that one, from a project folder it can read. */
export async function useElsewhere(dataDir: string, as?: { account: number; project: string }): Promise<OtherProcess> {
  const script = join(import.meta.dirname, 'use-server.ts');
  const words = as === undefined ? [dataDir] : [dataDir, String(as.account)];
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script, ...words], {
    cwd: as?.project ?? process.cwd(),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const url = await Promise.race([once(child.stdout, 'data').then(String), ended.then(() => '')]);
  if (url === '') throw new Error('The other process ended before it had a server.');
  const end = (how: () => unknown) => async () => {
    how();
    await ended;
  };
  const other = { url: url.trim(), process: child, leave: end(() => child.stdin.end()), kill: end(() => child.kill('SIGKILL')) };
  onTestFinished(other.kill);
  return other;
}

export async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

export async function serverPid(url: string): Promise<number> {
  const [file] = await ask(url, "SELECT pg_read_file('postmaster.pid')");
  return Number.parseInt(String(file), 10);
}

/** Waits for something that another process brings about. */
export async function eventually(what: () => boolean | Promise<boolean>): Promise<void> {
  for (const start = performance.now(); performance.now() - start < 15_000; await sleep(50)) {
    if (await Promise.resolve(what()).catch(() => false)) return;
  }
  throw new Error('It did not come about within 15 s.');
}

export async function hasEnded(pid: number): Promise<void> {
  await eventually(() => !isAlive(pid));
}
