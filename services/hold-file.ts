import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ByteRange, FileSource } from '#core/meter-files/meter-file.ts';
import { readBody } from '#services/read-body.ts';
import { readFileRange } from '#services/read-file-range.ts';

/** A file that another program sent, on disk for as long as it is read. */
export interface HeldFile {
  readonly source: FileSource;
  readonly sha256: Buffer;
  release(): Promise<void>;
}

/**
 * Writes what arrives to a temporary file that only this account can read; its name on disk has nothing of `fileName`.
 * Whoever holds it must release it. Errors: file-too-large, file-refused (empty), file-stalled.
 */
export async function holdFile(request: {
  fileName: string;
  body: AsyncIterable<Uint8Array>;
  mostBytes?: number;
}): Promise<HeldFile> {
  const folder = await mkdtemp(join(tmpdir(), 'wattle-'));
  const release = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, randomUUID());
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const piece of readBody(request.body, request.mostBytes === undefined ? {} : { mostBytes: request.mostBytes })) {
        hash.update(piece);
        await file.writeFile(piece);
        bytes += piece.length;
      }
    } finally {
      await file.close();
    }
    const source = { name: request.fileName, bytes, open: (range?: ByteRange) => readFileRange(path, range) };
    return { source, sha256: hash.digest(), release };
  } catch (error) {
    await release();
    throw error;
  }
}
