import { type Campus, notifyChanged } from '#db/queries/campuses.ts';
import { withdrawFactorRow } from '#db/queries/factors.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';
import { type Actor, actorName, requirePermission } from '#services/require-role.ts';
import { ServiceError } from '#services/service-error.ts';

/**
 * Takes a statement about a factor back; it stays on record as withdrawn, and what it stood before counts again. Errors:
 * not-allowed, factor-unknown (also for one withdrawn before).
 */
export async function withdrawFactor(
  ctx: Context,
  request: { by: Actor | null; campus: Campus; id: number; now: Date },
): Promise<void> {
  const { by, campus, id, now } = request;
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'edit-factors' });
  const personId = by === null || by === 'operator' ? null : by.personId;
  await inTransaction(ctx.database, async ({ db }) => {
    if (!(await withdrawFactorRow(db, { campusId: campus.id, id, personId, now })))
      throw new ServiceError('factor-unknown', `${campus.name} has no factor ${id} in force. Look at the list of factors.`);
    await recordAudit(db, { campusId: campus.id, by, action: 'withdraw-factor', subject: id, at: now });
    await notifyChanged(db, campus.slug);
  });
  ctx.log.info({ campus: campus.slug, factor: id, by: actorName(by) }, 'factor withdrawn');
}
