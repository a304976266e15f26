import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectFolder } from '#db/embedded/project-folder.ts';
import { readEnv } from '#env';

export interface Served {
  readonly origin: string;
  /** Ends when a child ended by itself or a signal came, after all of them have stopped. The exit code for this process. */
  readonly ended: Promise<number>;
}

/** Throws when somebody has the port already: another server there would answer for ours and look like it. */
export async function refuseTakenPort(): Promise<void> {
  const { HOST, PORT } = readEnv(process.env);
  const probe = createServer().listen(PORT, HOST);
  try {
    await once(probe, 'listening');
  } catch (error) {
    throw new Error(`Port ${PORT} is taken. Set PORT to another one, or stop what listens there.`, { cause: error });
  }
  probe.close();
  await once(probe, 'close');
}

/** Runs the web server and the worker as children until told to stop; resolves when the web server answers. */
export async function serve(options: { isDevelopment: boolean }): Promise<Served> {
  const { HOST, PORT } = readEnv(process.env);
  const root = projectFolder();
  const next = join(root, 'node_modules/next/dist/bin/next');
  const origin = `http://${HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST}:${PORT}`;
  const children = [
    start([next, options.isDevelopment ? 'dev' : 'start', '-H', HOST, '-p', String(PORT)], root),
    start(['--import', 'tsx', join(root, 'jobs/worker.ts')], root),
  ];
  const ended = waitForEnd(children);
  const isReady = await Promise.race([untilHealthy(origin), ended.then(() => false)]);
  if (!isReady) throw new Error(`The server did not start on ${origin}. Is the port taken? Set PORT to another one.`);
  return { origin, ended };
}

function start(words: readonly string[], cwd: string): ChildProcess {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
  return spawn(process.execPath, words, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
}

async function waitForEnd(children: readonly ChildProcess[]): Promise<number> {
  const exits = children.map((child) => new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1))));
  const asked = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(0));
    onParentGone(() => resolve(0));
  });
  const code = await Promise.race([asked, ...exits.map((exit) => exit.then((ended) => ended || 1))]);
  for (const child of children) child.kill('SIGTERM');
  const patience = sleep(10_000, undefined, { ref: false }).then(() => {
    for (const child of children) child.kill('SIGKILL');
  });
  await Promise.race([Promise.all(exits), patience.then(() => Promise.all(exits))]);
  return code;
}

/** npm that is told to stop does not pass it on: a server started by it would be left behind without anybody to stop it. */
function onParentGone(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}

async function untilHealthy(origin: string): Promise<boolean> {
  for (;;) {
    const isHealthy = await fetch(`${origin}/api/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isHealthy) return true;
    await sleep(200);
  }
}
