import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Home } from '#db/embedded/home.ts';

/** The port of the last time if it is free, so that those who use a server that crashed find the next one. */
export async function choosePort(home: Home, wantsNew: boolean): Promise<number> {
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
