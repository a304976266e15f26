import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FileSource } from '#core/meter-files/meter-file.ts';
import { readFileRange } from '#services/read-file-range.ts';
import { ServiceError } from '#services/service-error.ts';

/** A file on disk as a source, with the SHA-256 of its bytes. Errors: file-refused when it is absent or no file. */
export async function openFileSource(path: string): Promise<{ source: FileSource; sha256: Buffer }> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) throw new ServiceError('file-refused', `There is no file ${path}. Check the path.`);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return {
    source: { name: basename(path), bytes: found.size, open: (range) => readFileRange(path, range) },
    sha256: hash.digest(),
  };
}
