import { pino } from 'pino';
import { openDatabase } from '#db/client.ts';
import { migrate } from '#db/migrate.ts';
import { readEnv } from '#env';
import type { Context, Doer } from '#services/context.ts';

export interface OpenContext extends Context {
  readonly url: string;
  close(): Promise<void>;
}

/** A context for one process: the database of the environment (brought up to date first) and a logger on standard error. `by`: the operator unless said. */
export async function openContext(
  name: string,
  options: { quiet?: boolean; migrateFirst?: boolean; by?: Doer } = {},
): Promise<OpenContext> {
  const env = readEnv(process.env);
  const log = pino({ name, level: options.quiet === true ? 'warn' : env.LOG_LEVEL }, pino.destination({ dest: 2, sync: true }));
  const database = await openDatabase({ url: env.DATABASE_URL, dataDir: env.WATTLE_DATA_DIR, applicationName: name });
  try {
    if (options.migrateFirst !== false) await migrate(env.DATABASE_OWNER_URL ?? database.url, (line) => log.info({}, line));
  } catch (error) {
    await database.close();
    throw error;
  }
  return { by: options.by ?? 'operator', database, log, url: database.url, close: () => database.close() };
}
