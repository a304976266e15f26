import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { startEmbedded } from '#db/embedded/start.ts';
import * as schema from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

/** `app` may only do what the migrations grant; `owner` may alter tables and is for migrations and operators. */
export type DatabaseRole = 'app' | 'owner';

export type Database = {
  pool: pg.Pool;
  db: Db;
  /** The address without a role: who connects to it directly is the owner or the login of DATABASE_URL. */
  url: string;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  /** Left out, the embedded server on `dataDir` is used, and started if need be. */
  url?: string | undefined;
  dataDir: string;
  role?: DatabaseRole;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
  maxConnections?: number;
};

const appRole = 'wattle_app';
const int8TypeId = 20;

// Drizzle reads the process-wide parsers. Counts and watt-hours are exact as numbers; beyond 2^53 the digits are kept as text.
pg.types.setTypeParser(int8TypeId, (digits) => {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : digits;
});

/** Opens a pool of connections, by default as the application's role. No connection is made before the first query. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const server = options.url === undefined ? await startEmbedded({ dataDir: options.dataDir }) : null;
  const url = options.url ?? server?.url ?? '';
  const pool = new pg.Pool({
    connectionString: withSessionSettings(url, options.role ?? 'app'),
    application_name: options.applicationName ?? 'wattle',
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  });
  // An idle connection that is lost must not end the process: the next query makes another.
  pool.on('error', () => {});
  return {
    pool,
    db: drizzle(pool, { schema }),
    url,
    async close() {
      await pool.end();
      await server?.leave();
    },
  };
}

/** Settings travel in the address because one that has `options` of its own would override options given beside it. */
function withSessionSettings(url: string, role: DatabaseRole): string {
  const address = new URL(url);
  const settings = [
    'timezone=UTC',
    'statement_timeout=300000',
    'lock_timeout=30000',
    'idle_in_transaction_session_timeout=300000',
  ];
  if (role === 'app') settings.push(`role=${appRole}`);
  const given = address.searchParams.get('options') ?? '';
  address.searchParams.set('options', [given, ...settings.map((setting) => `-c ${setting}`)].join(' ').trim());
  return address.href;
}
