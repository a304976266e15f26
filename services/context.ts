import type { Database } from '#db/transaction.ts';

/** On whose account a change goes on record: a person's, a program's that has a token, the command line's, or Wattle's own. */
export type Doer = { readonly personId: number } | { readonly tokenId: number } | 'operator' | 'system';

/** What every verb is given: where the data is, who is at work, and where to say what happened. */
export interface Context {
  readonly by: Doer;
  readonly database: Database;
  readonly log: Log;
}

/** The part of pino that verbs use. */
export interface Log {
  info(detail: object, message: string): void;
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}
