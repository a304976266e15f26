import { type Campus, takeRevision } from '#db/queries/campuses.ts';
import { type Blackout, insertBlackout } from '#db/queries/expectations.ts';
import { touchWeeksWithin } from '#db/queries/touched-weeks.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';
import { ServiceError } from '#services/service-error.ts';

/**
 * Says that the days from one to another, both included, are no ordinary ones: a break, finals. No model, baseline or form learns
 * from them; provisional weeks from the first of them on are looked at again. Errors: blackout-unfit.
 */
export async function addBlackout(
  ctx: Context,
  request: { campus: Campus; firstDay: string; lastDay: string; name: string },
): Promise<Blackout> {
  const { campus, firstDay, lastDay, name } = request;
  if (lastDay < firstDay) throw new ServiceError('blackout-unfit', 'The last day comes before the first. Turn them round.');
  const added = await inTransaction(ctx.database, async (transaction) => {
    const revision = await takeRevision(transaction, campus.id);
    await touchWeeksWithin(transaction, { campusId: campus.id, revision, fromDay: firstDay, toDay: null });
    const blackout = await insertBlackout(transaction.db, { campusId: campus.id, firstDay, lastDay, name });
    if (blackout !== null)
      await recordAudit(transaction.db, {
        ...{ campusId: campus.id, by: ctx.by, action: 'add-blackout', subject: firstDay },
        detail: { lastDay },
      });
    return blackout;
  });
  if (added === null) throw new ServiceError('blackout-unfit', `${campus.name} has a break of these very days already.`);
  return added;
}
