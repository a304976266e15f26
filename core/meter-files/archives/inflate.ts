import { pipeline, Readable, type Transform } from 'node:stream';

/** Compressed bytes that are no good. Thrown inside the readers of archives, who answer it with a problem. */
export class DamagedBytes extends Error {}

const PIECE_BYTES = 65_536;

/** What every engine of node:zlib here is made with. */
export const INFLATE_OPTIONS = { chunkSize: PIECE_BYTES } as const;

/** The bytes that `engine` makes of `packed`; throws `DamagedBytes` where it cannot, and what the source throws as it is. */
export async function* inflated(packed: AsyncIterable<Uint8Array>, engine: Transform): AsyncGenerator<Uint8Array> {
  // Both ends are watched by the loop: the pipeline only has to carry the source's failure into the engine.
  pipeline(Readable.from(packed, { objectMode: true, highWaterMark: 1 }), engine, () => {});
  try {
    for await (const piece of engine) yield piece;
  } catch (error) {
    if (isZlibError(error)) throw new DamagedBytes('the compressed bytes break off or are wrong', { cause: error });
    throw error;
  } finally {
    engine.destroy();
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^Z_|^ERR_ZLIB/.test(error.code);
}
