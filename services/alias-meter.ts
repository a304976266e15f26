import { type Campus, notifyChanged, takeRevision } from '#db/queries/campuses.ts';
import { deleteIgnoredMeter, deleteMeterAlias, insertMeterAlias, listMeterAliases, type MeterAlias } from '#db/queries/inbox.ts';
import { listMeters, updateMeter } from '#db/queries/meters.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';
import { type Reread, rereadKeptFiles } from '#services/reread-kept-files.ts';
import { ServiceError } from '#services/service-error.ts';

/**
 * Says that a label in files is a known meter under another name (utilities rename meters), and brings in its rows of every
 * file that is still here. Errors: meter-unknown, meter-taken (the label is a meter itself, or another one's name).
 */
export async function aliasMeter(
  ctx: Context,
  request: { campus: Campus; label: string; meterId: number; personId: number | null; now: Date },
): Promise<Reread> {
  const { campus, label, meterId, personId, now } = request;
  await inTransaction(ctx.database, async (transaction) => {
    const { db } = transaction;
    // One at a time: a label becomes a meter or another name, never both.
    await takeRevision(transaction, campus.id);
    const meters = await listMeters(db, campus.id);
    if (!meters.some(({ id }) => id === meterId))
      throw new ServiceError('meter-unknown', `There is no such meter at ${campus.name}.`);
    const isNew = await insertMeterAlias(db, { campusId: campus.id, label, meterId, personId, createdAt: now });
    const stands =
      isNew || (await listMeterAliases(db, campus.id)).some((alias) => alias.label === label && alias.meterId === meterId);
    if (!stands || meters.some((meter) => meter.label === label))
      throw new ServiceError('meter-taken', `“${label}” is a meter, or another name of one, already. Meters shows which.`);
    await updateMeter(db, { campusId: campus.id, id: meterId });
    await deleteIgnoredMeter(db, { campusId: campus.id, label });
    const meter = meters.find(({ id }) => id === meterId)?.label ?? '';
    if (isNew)
      await recordAudit(db, {
        ...{ campusId: campus.id, by: ctx.by, action: 'alias-meter', subject: label, at: now },
        detail: { meter },
      });
    await notifyChanged(db, campus.slug);
  });
  ctx.log.info({ campus: campus.slug, meter: meterId }, 'meter has another name');
  return rereadKeptFiles(ctx, { campus, label, personId, now });
}

/** From now on the label is unknown again; what came in under it stays until its imports are undone. */
export async function removeMeterAlias(ctx: Context, request: { campus: Campus; label: string }): Promise<void> {
  const key = { campusId: request.campus.id, label: request.label };
  await inTransaction(ctx.database, async ({ db }) => {
    if (await deleteMeterAlias(db, key))
      await recordAudit(db, { campusId: key.campusId, by: ctx.by, action: 'remove-alias', subject: key.label });
  });
}

/** The other names of a campus's meters. */
export async function listAliases(ctx: Context, campus: Campus): Promise<MeterAlias[]> {
  return listMeterAliases(ctx.database.db, campus.id);
}
