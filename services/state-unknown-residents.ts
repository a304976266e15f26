import { type Campus, notifyChanged, setUnknownResidents } from '#db/queries/campuses.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';

/** Staff state that every dorm of unknown size has at least so many residents; null takes the statement back. */
export async function stateUnknownResidents(ctx: Context, campus: Campus, atLeast: number | null): Promise<void> {
  await inTransaction(ctx.database, async ({ db }) => {
    await setUnknownResidents(db, { campusId: campus.id, atLeast });
    await recordAudit(db, {
      ...{ campusId: campus.id, by: ctx.by, action: 'state-unknown-residents', subject: null },
      detail: { atLeast },
    });
    await notifyChanged(db, campus.slug);
  });
}
