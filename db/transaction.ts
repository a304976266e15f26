import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Pool, PoolClient } from 'pg';
import * as schema from '#db/schema/index.ts';

/** Where queries are asked: the pool's Drizzle or a transaction's. */
export type Db = NodePgDatabase<typeof schema>;

/** What services are handed: they neither open nor close it. */
export interface Database {
  readonly pool: Pool;
  readonly db: Db;
  /** The owner's or login's address, without the app's role. */
  readonly url: string;
  /** Where a verb is called amid another's transaction, so that it sees what that one has changed: then it takes part in it. */
  readonly within?: Transaction;
}

/** One connection inside BEGIN … COMMIT, with Drizzle over it. */
export interface Transaction {
  readonly client: PoolClient;
  readonly db: Db;
}

/** Thrown by `work` to end a transaction without its changes and still return a value. */
export class RollBack<T> extends Error {
  readonly value: T;
  constructor(value: T) {
    super('rolled back on purpose');
    this.value = value;
  }
}

/**
 * Runs `work` in one transaction. Whatever it throws rolls everything back; a RollBack does so too and its value is
 * returned. A connection that broke is not given back to the pool.
 */
export async function inTransaction<T>(database: Database, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  if (database.within !== undefined) return work(database.within);
  const client = await database.pool.connect();
  let broken: Error | undefined;
  const noteBroken = (error: Error) => {
    broken = error;
  };
  client.on('error', noteBroken);
  try {
    await client.query('BEGIN');
    const value = await work({ client, db: drizzle(client, { schema }) });
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch(noteBroken);
    if (error instanceof RollBack) return error.value as T;
    throw error;
  } finally {
    client.off('error', noteBroken);
    client.release(broken);
  }
}
