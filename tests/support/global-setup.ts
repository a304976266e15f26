import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { isAlive } from '#db/embedded/pid-file.ts';
import { startEmbedded } from '#db/embedded/start.ts';
import { migrate } from '#db/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    serverUrl: string;
    templateDatabase: string;
  }
}

const folderPrefix = 'wattle-test-';

/** Gives the run one server (TEST_DATABASE_URL or a throw-away embedded one) with a migrated database to copy from. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const folder = given === undefined ? makeFolder() : null;
  const server = folder === null ? null : await startEmbedded({ dataDir: folder, durable: false });
  const serverUrl = given ?? server?.url ?? '';
  const templateDatabase = `wattle_template_${process.pid}_${project.name.replaceAll(/\W/g, '') || 'all'}`;
  await onServer(serverUrl, `DROP DATABASE IF EXISTS ${templateDatabase}`, `CREATE DATABASE ${templateDatabase}`);
  const template = new URL(serverUrl);
  template.pathname = templateDatabase;
  await migrate(template.href);
  project.provide('serverUrl', serverUrl);
  project.provide('templateDatabase', templateDatabase);
  return async () => {
    if (given !== undefined) await onServer(serverUrl, `DROP DATABASE ${templateDatabase} WITH (FORCE)`);
    await server?.leave();
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  };
}

async function onServer(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** A folder of this process alone; those of runs that were killed are cleared away. */
function makeFolder(): string {
  // Root's own temporary folder may be closed to the account that runs the server.
  const parent = process.getuid?.() === 0 ? '/tmp' : tmpdir();
  for (const name of readdirSync(parent)) {
    const pid = Number(new RegExp(`^${folderPrefix}(\\d+)-`).exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const folder = mkdtempSync(join(parent, `${folderPrefix}${process.pid}-`));
  chmodSync(folder, 0o711);
  return folder;
}
