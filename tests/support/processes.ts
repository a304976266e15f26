import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { projectFolder } from '#db/embedded/project-folder.ts';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program of the project's in a process of its own, ended with the test at the latest. */
export function startProgram(path: string, words: readonly string[], environment: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...words], {
    cwd: projectFolder(),
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  });
  return child;
}

/** What the program said until it ended; `code` is null when it was killed. */
export async function untilEnd(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

/** The command line as a person runs it. */
export async function wattle(words: readonly string[], environment: Record<string, string>): Promise<Ended> {
  return untilEnd(startProgram('jobs/wattle.ts', words, environment));
}

/** A file on disk for the time of the test. */
export function fileOnDisk(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'wattle-file-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
