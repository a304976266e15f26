import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const longestWaitMs = 180_000;

/**
 * Runs one piece of work at a time for a folder, over all processes of this machine. The lock is a listening socket:
 * the kernel frees it however its holder ends, so none can be left behind.
 */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = await acquire(folder);
  try {
    return await work();
  } finally {
    await new Promise((done) => lock.close(done));
  }
}

async function acquire(folder: string): Promise<Server> {
  const name = `wattle-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`;
  // Linux has socket names outside the file system; elsewhere a file can outlive its holder and is removed when nobody answers.
  const address = process.platform === 'linux' ? `\0${name}` : join(folder, 'start.lock');
  for (const start = performance.now(); performance.now() - start < longestWaitMs; await sleep(25)) {
    const lock = await listen(address);
    if (lock !== null) return lock;
    if (process.platform !== 'linux' && !(await answers(address))) rmSync(address, { force: true });
  }
  throw new Error(
    `Another process has been starting the database in ${folder} for ${longestWaitMs / 1000} s. End it and try again.`,
  );
}

function listen(address: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen(address, () => resolve(server));
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
