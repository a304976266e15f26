import type { Campus } from '#db/queries/campuses.ts';
import { deleteIgnoredMeter, type IgnoredMeter, listIgnoredMeters, putIgnoredMeter } from '#db/queries/inbox.ts';
import { listMeters } from '#db/queries/meters.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { releaseUselessFiles } from '#services/discard-stale-imports.ts';
import { reasonOrRefusal } from '#services/find-meter.ts';
import { recordAudit } from '#services/record-audit.ts';
import { ServiceError } from '#services/service-error.ts';

/**
 * Says that a label is not to be asked about again, and why. In later files its rows are told for information and do not
 * count as refused. Errors: meter-taken (the label is a meter), answer-unfit (no reason).
 */
export async function ignoreUnknownMeter(
  ctx: Context,
  request: { campus: Campus; label: string; reason: string; personId: number | null; now: Date },
): Promise<void> {
  const { campus, label, reason, personId, now } = request;
  const { db } = ctx.database;
  if ((await listMeters(db, campus.id)).some((meter) => meter.label === label))
    throw new ServiceError('meter-taken', `“${label}” is a meter with a dorm. To leave it out, say that it does not count.`);
  const ignored = { campusId: campus.id, label, reason: reasonOrRefusal(reason), personId, createdAt: now };
  await inTransaction(ctx.database, async (transaction) => {
    await putIgnoredMeter(transaction.db, ignored);
    await recordAudit(transaction.db, { campusId: campus.id, by: ctx.by, action: 'ignore-meter', subject: label, at: now });
  });
  await releaseUselessFiles(ctx, { campus, now });
  ctx.log.info({ campus: campus.slug }, 'unknown meter ignored');
}

/** Takes the label off the list again: the next file that names it asks. A label that is not on it is no error. */
export async function stopIgnoringMeter(ctx: Context, request: { campus: Campus; label: string }): Promise<void> {
  const key = { campusId: request.campus.id, label: request.label };
  await inTransaction(ctx.database, async ({ db }) => {
    if (await deleteIgnoredMeter(db, key))
      await recordAudit(db, { campusId: key.campusId, by: ctx.by, action: 'stop-ignoring-meter', subject: key.label });
  });
}

/** The labels that staff said to ignore, with their reasons. */
export async function listIgnored(ctx: Context, campus: Campus): Promise<IgnoredMeter[]> {
  return listIgnoredMeters(ctx.database.db, campus.id);
}
