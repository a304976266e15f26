import { insertProblems, insertWaitingImport } from '#db/queries/imports.ts';
import { findWaiting } from '#db/queries/kept-files.ts';
import { inTransaction, RollBack } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { boundWaiting } from '#services/discard-stale-imports.ts';
import { comparableOptions } from '#services/find-known-import.ts';
import type { ImportResult } from '#services/import-request.ts';
import type { UnattendedRequest } from '#services/import-unattended.ts';
import { keepFile } from '#services/keep-file.ts';

/**
 * Stores a file that was refused and what is wrong with it as a received import, whole or not at all. Gives back its number,
 * or that of the copy of the same bytes that waits already; null where the file is too large to be kept.
 */
export async function waitForHuman(ctx: Context, request: UnattendedRequest & { result: ImportResult }): Promise<number | null> {
  const { campus, source, sha256 } = request;
  const waiting = await findWaiting(ctx.database.db, { campusId: campus.id, sha256 });
  if (waiting !== null) return waiting.id;
  const id = await store(ctx, request);
  if (id === null) return (await findWaiting(ctx.database.db, { campusId: campus.id, sha256 }))?.id ?? null;
  ctx.log.info({ campus: campus.slug, file: source.name, import: id }, 'a file waits for a human');
  await boundWaiting(ctx, campus);
  return id;
}

/** Null when somebody else stored the same bytes at this moment, or they cannot be kept. */
async function store(ctx: Context, request: UnattendedRequest & { result: ImportResult }): Promise<number | null> {
  const { campus, source, sha256, channel, now, result } = request;
  const told = comparableOptions(request.options);
  return inTransaction(ctx.database, async (transaction) => {
    const id = await insertWaitingImport(transaction.db, {
      campusId: campus.id,
      state: 'received',
      channel,
      fileName: source.name,
      bytes: source.bytes,
      sha256,
      options: told,
      toldOptions: told,
      understanding: result.understanding,
      createdAt: now,
    });
    if (id === null) return null;
    const key = { campusId: campus.id, importId: id };
    if (!(await keepFile(transaction, { ...key, source, sha256 }))) throw new RollBack(null);
    await insertProblems(transaction.db, { ...key, problems: result.problems });
    return id;
  });
}
