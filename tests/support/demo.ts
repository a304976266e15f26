import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '#db/embedded/project-folder.ts';

export interface RunningDemo {
  readonly origin: string;
  /** The one-time link for the first administrator; null when there is one. */
  readonly welcomeLink: string | null;
  readonly heldBackFile: string;
  readonly dataDir: string;
  /** Stops the server, as Ctrl-C does, and waits until it has ended. The data stays. */
  stop(): Promise<void>;
  /** stop, and the data is gone too. */
  remove(): Promise<void>;
}

/** `npm run demo` as a child on a free port, in a data folder of its own, or where a stopped one was; ready when it says so. */
export async function startDemo(stopped?: RunningDemo): Promise<RunningDemo> {
  const dataDir = stopped?.dataDir ?? mkdtempSync(join(tmpdir(), 'wattle-journey-'));
  const port = stopped === undefined ? await freePort() : Number(new URL(stopped.origin).port);
  const env = {
    ...process.env,
    PORT: String(port),
    WATTLE_DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    NEXTAUTH_URL: `http://127.0.0.1:${port}`,
  };
  const child = spawn(process.execPath, ['--import', 'tsx', 'jobs/demo.ts'], {
    cwd: projectFolder(),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = await untilReady(child);
  const heldBack = join(dataDir, 'demo-files');
  const stop = async () => {
    if (child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return {
    origin: `http://127.0.0.1:${port}`,
    welcomeLink: /http:\S+\/welcome\?token=\S+/.exec(output)?.[0] ?? null,
    heldBackFile: join(heldBack, readdirSync(heldBack)[0] ?? ''),
    dataDir,
    stop,
    remove: async () => {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function untilReady(child: ChildProcess): Promise<string> {
  let output = '';
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Stop with Ctrl-C')) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the demo ended with ${code}:\n${output}`)));
  });
  await ready;
  return output;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port was given');
  return address.port;
}
