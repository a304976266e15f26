import type { Campus } from '#db/queries/campuses.ts';
import { deleteImport, findImport } from '#db/queries/imports.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';
import { ServiceError } from '#services/service-error.ts';

/**
 * Throws a received file away; nothing of it was stored among the readings. A file that is gone already is no error.
 * Errors: import-already-committed.
 */
export async function discardImport(ctx: Context, request: { campus: Campus; importId: number }): Promise<void> {
  const { campus, importId } = request;
  const key = { campusId: campus.id, id: importId };
  await inTransaction(ctx.database, async ({ db }) => {
    if (await deleteImport(db, key))
      await recordAudit(db, { campusId: campus.id, by: ctx.by, action: 'discard-import', subject: importId });
  });
  if ((await findImport(ctx.database.db, key)) !== null)
    throw new ServiceError('import-already-committed', 'This file has been committed meanwhile. To take it back, undo it.');
  ctx.log.info({ campus: campus.slug, import: importId }, 'received file discarded');
}
