import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { openDatabase } from '#db/client.ts';
import { readEnv } from '#env';
import type { Context } from '#services/context.ts';

interface ProcessState {
  readonly changedSecret: string;
  context: Promise<Context> | null;
}

const KEY = Symbol.for('wattle.process-state');

/** What all bundles of one server process share: Next loads this module more than once. */
export function processState(): ProcessState {
  const holder = globalThis as { [KEY]?: ProcessState };
  holder[KEY] ??= { changedSecret: randomBytes(32).toString('hex'), context: null };
  return holder[KEY];
}

/** The database and logger of this server process; opened at the first use and again after a failure. Gates add who is at work. */
export function getContext(): Promise<Context> {
  const state = processState();
  state.context ??= openContext().catch((error: unknown) => {
    state.context = null;
    throw error;
  });
  return state.context;
}

async function openContext(): Promise<Context> {
  const env = readEnv(process.env);
  const database = await openDatabase({ url: env.DATABASE_URL, dataDir: env.WATTLE_DATA_DIR, applicationName: 'wattle-web' });
  return { by: 'system', database, log: pino({ name: 'web', level: env.LOG_LEVEL }) };
}
