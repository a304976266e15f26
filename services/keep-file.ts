import { createHash } from 'node:crypto';
import type { FileSource } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { deleteChunks, insertChunk } from '#db/queries/import-chunks.ts';
import type { Transaction } from '#db/transaction.ts';
import { MOST_FILE_BYTES, readBody } from '#services/read-body.ts';

const DAY_MS = 86_400_000;
/** How long the bytes of a committed file are kept for rows that were refused. */
export const REFUSED_DAYS = 30;
/** How long they are kept for meters that nobody has placed. */
const UNKNOWN_DAYS = 180;

/** Until when the bytes of a committed file may still be of use; null when every row counted. */
export function keptUntil(problems: readonly Problem[], now: Date): Date | null {
  const isLeft = ({ severity }: Problem) => severity === 'refused' || severity === 'held';
  if (problems.some(({ kind }) => kind === 'unknown-meter')) return new Date(now.getTime() + UNKNOWN_DAYS * DAY_MS);
  return problems.some(isLeft) ? new Date(now.getTime() + REFUSED_DAYS * DAY_MS) : null;
}

/**
 * Writes a file's bytes beside its import, piece by piece, inside the caller's transaction. False, with nothing kept, where
 * the file is too large or its bytes are no longer those of the digest.
 */
export async function keepFile(
  transaction: Transaction,
  file: { campusId: number; importId: number; source: FileSource; sha256: Buffer },
): Promise<boolean> {
  const { campusId, importId, source, sha256 } = file;
  if (source.bytes > MOST_FILE_BYTES || source.bytes === 0) return false;
  const hash = createHash('sha256');
  const pieces = readBody(source.open());
  for (let seq = 0; ; seq += 1) {
    // A file that cannot be read a second time is not kept; what it brought stays.
    const step = await pieces.next().catch(() => null);
    if (step === null || step.done === true) break;
    hash.update(step.value);
    await insertChunk(transaction.db, { campusId, importId, seq, bytes: step.value });
  }
  if (hash.digest().equals(sha256)) return true;
  await deleteChunks(transaction, { campusId, importId });
  return false;
}
