import type { ByteRange, FileSource } from '#core/meter-files/meter-file.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { findChunk } from '#db/queries/import-chunks.ts';
import { findImport, type Import } from '#db/queries/imports.ts';
import type { Context } from '#services/context.ts';
import { PIECE_BYTES } from '#services/read-body.ts';
import { ServiceError } from '#services/service-error.ts';

/** A file that was received and is neither committed nor discarded. */
export interface ReceivedFile {
  readonly row: Import;
  readonly source: FileSource;
}

/**
 * A received file as a source that reads its pieces back one by one. `signal` ends the reading.
 * Errors: import-unknown (also once it is discarded), import-already-committed.
 */
export async function openReceivedFile(
  ctx: Context,
  request: { campus: Campus; importId: number; signal?: AbortSignal | undefined },
): Promise<ReceivedFile> {
  const { campus, importId, signal } = request;
  const row = await findImport(ctx.database.db, { campusId: campus.id, id: importId });
  if (row === null || (row.state === 'received' && row.sha256.length === 0)) throw gone();
  if (row.state !== 'received') throw committed();
  return { row, source: storedSource(ctx, row, signal) };
}

/** As openReceivedFile, of a committed import whose bytes are kept as well; null where they are not here. */
export async function openKeptFile(ctx: Context, request: { campus: Campus; importId: number }): Promise<ReceivedFile | null> {
  const row = await findImport(ctx.database.db, { campusId: request.campus.id, id: request.importId });
  if (row === null || row.state === 'undone' || row.sha256.length === 0) return null;
  return row.state === 'committed' && row.keptUntil === null ? null : { row, source: storedSource(ctx, row) };
}

function storedSource({ database: { db } }: Context, row: Import, signal?: AbortSignal): FileSource {
  const { campusId, id: importId, bytes } = row;
  async function* open({ from, until }: ByteRange = { from: 0, until: bytes }) {
    for (let seq = Math.floor(from / PIECE_BYTES); seq * PIECE_BYTES < until; seq += 1) {
      signal?.throwIfAborted();
      const piece = await findChunk(db, { campusId, importId, seq });
      if (piece === null) throw gone();
      const begins = seq * PIECE_BYTES;
      yield piece.subarray(Math.max(0, from - begins), until - begins);
    }
  }
  return { name: row.fileName, bytes, open };
}

function gone(): ServiceError {
  return new ServiceError(
    'import-unknown',
    'This file is not here any more: it was discarded or has just been committed. Look at the list of imports, or drop the file again.',
  );
}

function committed(): ServiceError {
  return new ServiceError('import-already-committed', 'This file has been committed already. Its page shows what came of it.');
}
