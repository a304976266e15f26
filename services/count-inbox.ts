import type { Campus } from '#db/queries/campuses.ts';
import { listWaitingImports } from '#db/queries/imports.ts';
import { listUnknownMeters } from '#db/queries/inbox.ts';
import { listOpenHolds } from '#db/queries/register-holds.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { listHeldValues } from '#services/list-held-values.ts';

/** From here on nobody counts exactly. */
const ENOUGH = 100;

interface InboxCounts {
  readonly unknownMeters: number;
  readonly files: number;
  /** Runs of a register's values that wait for one answer. */
  readonly registers: number;
  /** Meters with held values that nobody has decided on. */
  readonly meters: number;
}

/** How many things wait for staff, of the first three sorts at most 100 each. */
export async function countInbox(ctx: Context, { campus }: { campus: Campus }): Promise<InboxCounts> {
  const query = { campusId: campus.id, limit: ENOUGH };
  const held = (await listHeldValues(ctx, { campus })).filter(({ decisionId }) => decisionId === null);
  return inTransaction(ctx.database, async (transaction) => ({
    meters: new Set(held.map(({ meterId }) => meterId)).size,
    unknownMeters: (await listUnknownMeters(transaction.db, query)).length,
    files: (await listWaitingImports(transaction.db, query)).length,
    registers: (await listOpenHolds(transaction, { ...query, meterId: null })).length,
  }));
}
