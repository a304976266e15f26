import { createReadStream } from 'node:fs';
import type { ByteRange } from '#core/meter-files/meter-file.ts';

/** The bytes of a file on disk, all of them or those in [from, until). */
export async function* readFileRange(path: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
  if (range !== undefined && range.until <= range.from) return;
  const bounds = range === undefined ? {} : { start: range.from, end: range.until - 1 };
  yield* createReadStream(path, { highWaterMark: 1 << 17, ...bounds });
}
