import { type Campus, notifyChanged, takeRevision } from '#db/queries/campuses.ts';
import { deleteUnusedDormsOf } from '#db/queries/dorms.ts';
import { deleteChunks } from '#db/queries/import-chunks.ts';
import { deleteImportMeters, listImportMeters, lockImport, updateImport } from '#db/queries/imports.ts';
import { deleteUnusedMetersOf } from '#db/queries/meters.ts';
import { deleteReadings, type MeterSpan } from '#db/queries/readings.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { deriveRegisterReadings } from '#services/derive-register-readings.ts';
import { recordAudit } from '#services/record-audit.ts';
import { retotalDays } from '#services/retotal-days.ts';
import { ServiceError } from '#services/service-error.ts';
import { undoTemperatures } from '#services/undo-temperatures.ts';

/**
 * Takes back everything a committed import brought, whole or not at all: its values go, the values they stood before
 * take effect again, touched days are totalled anew, and meters and dorms that only it made and used go with it.
 * Errors: import-unknown, import-not-committed.
 */
export async function undoImport(ctx: Context, request: { campus: Campus; importId: number; now: Date }): Promise<void> {
  const { campus, importId, now } = request;
  const campusId = campus.id;
  await inTransaction(ctx.database, async (transaction) => {
    const revision = await takeRevision(transaction, campusId);
    const found = await lockImport(transaction.db, { campusId, id: importId });
    if (found === null)
      throw new ServiceError(
        'import-unknown',
        `There is no import ${importId} at ${campus.name}. wattle imports are numbered in the list of imports.`,
      );
    if (found.state !== 'committed' || found.revision === null) {
      throw new ServiceError(
        'import-not-committed',
        `Import ${importId} is not committed${found.state === 'undone' ? ' any more: it was undone before' : ''}.`,
      );
    }
    if (found.subject === 'temperatures') await undoTemperatures(transaction, { campus, undone: found.revision, revision });
    const touched = await listImportMeters(transaction.db, { campusId, importId });
    const spans = touched.map((meter) => ({
      meterId: meter.meterId,
      firstAt: meter.firstAt.getTime(),
      lastAt: meter.lastAt.getTime(),
    }));
    await deleteReadings(transaction, { campusId, revision: found.revision, spans });
    const registers = new Set(touched.filter((meter) => meter.isRegister).map((meter) => meter.meterId));
    const changed: MeterSpan[] = [];
    for (const span of spans) {
      changed.push(registers.has(span.meterId) ? await deriveRegisterReadings(transaction, { campusId, span }) : span);
    }
    await retotalDays(transaction, { campusId, timeZone: campus.timeZone, revision, spans: changed });
    await deleteImportMeters(transaction.db, { campusId, importId });
    await deleteUnusedMetersOf(transaction.db, { campusId, importId });
    await deleteUnusedDormsOf(transaction.db, { campusId, importId });
    await updateImport(transaction.db, {
      campusId,
      id: importId,
      state: 'undone',
      undoneAt: now,
      idempotencyKey: null,
      keptUntil: null,
    });
    await deleteChunks(transaction, { campusId, importId });
    await recordAudit(transaction.db, { campusId, by: ctx.by, action: 'undo-import', subject: importId, at: now });
    await notifyChanged(transaction.db, campus.slug);
  });
  ctx.log.info({ campus: campus.slug, import: importId }, 'import undone');
}
