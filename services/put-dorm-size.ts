import { type Campus, notifyChanged, takeRevision } from '#db/queries/campuses.ts';
import { putDormSize as storeDormSize } from '#db/queries/dorms.ts';
import { touchWeeksWithin } from '#db/queries/touched-weeks.ts';
import { inTransaction } from '#db/transaction.ts';
import type { DormSizeValues } from '#services/add-dorm.ts';
import type { Context } from '#services/context.ts';
import { dormOrRefusal } from '#services/edit-dorm.ts';
import { recordAudit } from '#services/record-audit.ts';

/**
 * States a dorm's residents and floor area from a local day on; a value for the same day is replaced. `fromDay` null:
 * from the beginning of time. Provisional weeks from that day on are looked at again. Errors: dorm-unknown.
 */
export async function putDormSize(
  ctx: Context,
  request: { campus: Campus; slug: string; fromDay: string | null; size: DormSizeValues },
): Promise<void> {
  const { campus, slug, fromDay, size } = request;
  await inTransaction(ctx.database, async (transaction) => {
    const { db } = transaction;
    const dorm = await dormOrRefusal(db, { campus, slug });
    await storeDormSize(db, { campusId: campus.id, dormId: dorm.id, fromDay, ...size });
    const revision = await takeRevision(transaction, campus.id);
    await touchWeeksWithin(transaction, { campusId: campus.id, revision, fromDay, toDay: null });
    await recordAudit(db, {
      ...{ campusId: campus.id, by: ctx.by, action: 'size-dorm', subject: slug },
      detail: { fromDay, ...size },
    });
    await notifyChanged(db, campus.slug);
  });
}
