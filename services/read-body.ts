import { ServiceError } from '#services/service-error.ts';

/** The largest file that is taken in, by page or API. */
export const MOST_FILE_BYTES = 512 * 1024 * 1024;

/** All pieces of a received file but the last are of this size. */
export const PIECE_BYTES = 1024 * 1024;
const STALL_MILLISECONDS = 30_000;

/**
 * Cuts what someone sends into pieces of 1 MiB (the last may be shorter), whatever sizes it comes in.
 * Errors: file-too-large past `mostBytes`; file-refused when nothing came; file-stalled after `stallMilliseconds` without
 * a byte, so that a slow sender holds nothing.
 */
export async function* readBody(
  body: AsyncIterable<Uint8Array>,
  { mostBytes = MOST_FILE_BYTES, stallMilliseconds = STALL_MILLISECONDS } = {},
): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = [];
  let held = 0;
  let total = 0;
  for await (const chunk of withoutStall(body, stallMilliseconds)) {
    total += chunk.length;
    if (total > mostBytes) throw tooLarge(mostBytes);
    parts.push(chunk);
    held += chunk.length;
    while (held >= PIECE_BYTES) {
      const joined = Buffer.concat(parts);
      yield joined.subarray(0, PIECE_BYTES);
      parts = [joined.subarray(PIECE_BYTES)];
      held -= PIECE_BYTES;
    }
  }
  if (held > 0) yield Buffer.concat(parts);
  if (total === 0) throw new ServiceError('file-refused', 'The file is empty. Send a meter file with at least one reading.');
}

export function tooLarge(mostBytes = MOST_FILE_BYTES): ServiceError {
  return new ServiceError(
    'file-too-large',
    `The file is larger than ${Math.floor(mostBytes / 1024 / 1024)} MB. Split it, for example by month, and send the parts.`,
  );
}

async function* withoutStall(body: AsyncIterable<Uint8Array>, milliseconds: number): AsyncGenerator<Uint8Array> {
  const iterator = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const step = await beforeStall(iterator.next(), milliseconds);
      if (step.done === true) return;
      yield step.value;
    }
  } finally {
    // A sender that stalls never settles this: nobody waits for it.
    Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}

async function beforeStall<T>(step: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const stalled = new Promise<never>((_, reject) => {
    const error = new ServiceError('file-stalled', 'The file stopped arriving half-way. Check the connection and send it again.');
    timer = setTimeout(() => reject(error), milliseconds);
  });
  try {
    return await Promise.race([step, stalled]);
  } finally {
    clearTimeout(timer);
  }
}
