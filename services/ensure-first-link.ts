import { isAnyPasswordSet } from '#db/queries/people.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { makeLink } from '#services/one-time-links.ts';

/**
 * The token of the one-time link (`/welcome?token=…`) by which the first admin chooses an address and a password; null
 * once anybody has a password. Each call makes a new one and takes back the unused ones before it, so the newest start's
 * link is the one that works.
 */
export async function ensureFirstLink(ctx: Context, request: { now: Date }): Promise<string | null> {
  return inTransaction(ctx.database, async ({ db }) =>
    (await isAnyPasswordSet(db)) ? null : (await makeLink(db, { personId: null, now: request.now })).token,
  );
}
