import type { ByteRange } from '#core/meter-files/meter-file.ts';
import type { ImportRequest, ImportStage } from '#services/import-request.ts';

/** What the bytes alone tell is never all: the last rows come after the last byte. */
const MOST_SHARE = 0.99;

/**
 * The request with progress also while a file yields no rows, as one full of unknown meters does: until the first rows come,
 * the share is of the bytes that were read.
 */
export function watchReading(request: ImportRequest): ImportRequest {
  const { source, onProgress, onStage } = request;
  if (onProgress === undefined) return request;
  let stage: ImportStage | null = null;
  let hasRows = false;
  async function* open(range?: ByteRange) {
    let at = range?.from ?? 0;
    for await (const piece of source.open(range)) {
      at += piece.length;
      if (stage === 'reading' && !hasRows && source.bytes > 0) onProgress?.(Math.min(MOST_SHARE, at / source.bytes));
      yield piece;
    }
  }
  return {
    ...request,
    source: { name: source.name, bytes: source.bytes, open },
    onProgress(share) {
      hasRows = true;
      onProgress(share);
    },
    onStage(next) {
      stage = next;
      onStage?.(next);
    },
  };
}
