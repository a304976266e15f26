import type { Database } from '#db/transaction.ts';

/** What every verb is given: where the data is and where to say what happened. */
export interface Context {
  readonly database: Database;
  readonly log: Log;
}

/** The part of pino that verbs use. */
export interface Log {
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}
