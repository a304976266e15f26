import { createHash } from 'node:crypto';
import type { Campus } from '#db/queries/campuses.ts';
import { insertChunk } from '#db/queries/import-chunks.ts';
import { deleteImport, type Import, insertImport, updateImport } from '#db/queries/imports.ts';
import type { Context } from '#services/context.ts';
import { readBody } from '#services/read-body.ts';

/** An import whose file has not arrived to its end has no digest yet. */
const NO_DIGEST = Buffer.alloc(0);

/**
 * Takes in a file as it arrives, in pieces, for staff to look at before anything of it is committed. Memory stays flat.
 * What arrives in part is thrown away. Errors: file-too-large, file-refused (empty), file-stalled.
 */
export async function receiveFile(
  ctx: Context,
  request: {
    campus: Campus;
    fileName: string;
    body: AsyncIterable<Uint8Array>;
    personId: number | null;
    now: Date;
    mostBytes?: number;
  },
): Promise<Import> {
  const { campus, fileName, personId, now, mostBytes } = request;
  const { db } = ctx.database;
  const blank = { state: 'received', channel: 'page', bytes: 0, sha256: NO_DIGEST, options: {} } as const;
  const row = await insertImport(db, { ...blank, campusId: campus.id, fileName, personId, createdAt: now });
  const key = { campusId: campus.id, id: row.id };
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    let seq = 0;
    for await (const piece of readBody(request.body, mostBytes === undefined ? {} : { mostBytes })) {
      hash.update(piece);
      await insertChunk(db, { campusId: campus.id, importId: row.id, seq, bytes: piece });
      bytes += piece.length;
      seq += 1;
    }
    const whole = { bytes, sha256: hash.digest() };
    await updateImport(db, { ...key, ...whole });
    ctx.log.info({ campus: campus.slug, import: row.id, bytes }, 'file received');
    return { ...row, ...whole };
  } catch (error) {
    await deleteImport(db, key).catch((cause: unknown) =>
      ctx.log.warn({ cause, import: row.id }, 'half a file is left until it is stale'),
    );
    throw error;
  }
}
