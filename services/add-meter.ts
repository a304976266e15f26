import { type Campus, notifyChanged, takeRevision } from '#db/queries/campuses.ts';
import { listMeterAliases } from '#db/queries/inbox.ts';
import { insertMeter, listMeters } from '#db/queries/meters.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { dormOrRefusal } from '#services/edit-dorm.ts';
import { recordAudit } from '#services/record-audit.ts';
import { ServiceError } from '#services/service-error.ts';

/**
 * Says which dorm a meter that files name belongs to; how its rows are read is found out from the files.
 * Errors: dorm-unknown, meter-taken (the label is a meter, or another name of one).
 */
export async function addMeter(ctx: Context, request: { campus: Campus; label: string; dorm: string }): Promise<void> {
  const { campus, label } = request;
  await inTransaction(ctx.database, async (transaction) => {
    const { db } = transaction;
    await takeRevision(transaction, campus.id);
    const dorm = await dormOrRefusal(db, { campus, slug: request.dorm });
    const taken = [...(await listMeters(db, campus.id)), ...(await listMeterAliases(db, campus.id))];
    if (taken.some((one) => one.label === label))
      throw new ServiceError('meter-taken', `The meter “${label}” has its dorm already. Meters shows which.`);
    await insertMeter(db, { campusId: campus.id, dormId: dorm.id, label });
    await recordAudit(db, {
      ...{ campusId: campus.id, by: ctx.by, action: 'add-meter', subject: label },
      detail: { dorm: dorm.slug },
    });
    await notifyChanged(db, campus.slug);
  });
}
