import { createHash } from 'node:crypto';
import type { FileSource } from '#core/meter-files/meter-file.ts';

/** A small text as a file that can be imported, with its digest. */
export function textSource(text: string, name: string): { source: FileSource; sha256: Buffer } {
  const bytes = Buffer.from(text);
  const source: FileSource = {
    name,
    bytes: bytes.length,
    async *open(range) {
      yield bytes.subarray(range?.from ?? 0, range?.until ?? bytes.length);
    },
  };
  return { source, sha256: createHash('sha256').update(bytes).digest() };
}
