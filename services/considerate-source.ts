import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FileSource } from '#core/meter-files/meter-file.ts';

/** About 350 rows, which take some milliseconds: as long as anyone else may have to wait for the process's one thread. */
const SLICE_BYTES = 16_384;

/** The file in small slices, between which everyone else who waits for this process has a turn. */
export function considerateSource(source: FileSource): FileSource {
  return {
    name: source.name,
    bytes: source.bytes,
    async *open(range) {
      for await (const piece of source.open(range)) {
        for (let at = 0; at < piece.length; at += SLICE_BYTES) {
          yield piece.subarray(at, at + SLICE_BYTES);
          await nextTurn();
        }
      }
    },
  };
}
