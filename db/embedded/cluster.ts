import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { giveToServer, type Home } from '#db/embedded/home.ts';

const owner = 'wattle';

/** Creates the files of an empty server at the first start. A start that was killed meanwhile leaves nothing that counts. */
export function ensureCluster(options: { home: Home; binaries: string; durable: boolean }): void {
  const { home, binaries, durable } = options;
  if (existsSync(home.data)) return;
  const passwordFile = join(home.folder, 'password');
  writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  giveToServer(home, passwordFile);
  const unfinished = join(home.folder, 'data-unfinished');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  giveToServer(home, unfinished);
  const made = spawnSync(
    join(binaries, 'initdb'),
    [
      ...['-D', unfinished, '-U', owner, '--pwfile', passwordFile, '-A', 'scram-sha-256'],
      ...['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...(durable ? [] : ['--no-sync']),
    ],
    {
      ...home.account,
      cwd: home.folder,
      env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      encoding: 'utf8',
    },
  );
  if (made.status !== 0)
    throw new Error(`The embedded PostgreSQL could not be set up in ${home.folder}:\n${made.stderr ?? made.error}`);
  renameSync(unfinished, home.data);
}

/** The owner's address of the database `wattle` on the running server, which is created if this is the first start. */
export async function ensureDatabase(home: Home, port: number): Promise<string> {
  const password = readFileSync(join(home.folder, 'password'), 'utf8').trim();
  const address = (database: string) => `postgresql://${owner}:${password}@127.0.0.1:${port}/${database}`;
  const client = new pg.Client({ connectionString: address('postgres'), connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [owner]);
    if (found.rows.length === 0) await client.query(`CREATE DATABASE ${owner}`);
  } finally {
    await client.end();
  }
  return address(owner);
}
