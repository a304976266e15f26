import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { type Database, type DatabaseRole, openDatabase } from '#db/client.ts';

/**
 * A migrated, empty database for one test file, dropped after it. Call it once at the top of the file; a second role on the
 * same database is `openDatabase({ url: database.url, dataDir: '', role: 'owner' })`.
 */
export async function testDatabase({ role = 'app' }: { role?: DatabaseRole } = {}): Promise<Database> {
  const name = `wattle_test_${randomUUID().slice(0, 8)}`;
  await createFromTemplate(name);
  const url = new URL(inject('serverUrl'));
  url.pathname = name;
  const database = await openDatabase({ url: url.href, dataDir: '', role, applicationName: 'wattle-test' });
  afterAll(async () => {
    await database.close();
    await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
  return database;
}

/** A template that someone is connected to cannot be copied; another file may be copying it just now. */
async function createFromTemplate(name: string): Promise<void> {
  const objectInUse = '55006';
  for (let attempts = 0; ; attempts += 1) {
    try {
      await onServer(`CREATE DATABASE ${name} TEMPLATE ${inject('templateDatabase')}`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== objectInUse || attempts >= 100) throw error;
      await sleep(100);
    }
  }
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client(inject('serverUrl'));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
