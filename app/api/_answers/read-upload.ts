import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { MOST_FILE_BYTES, tooLarge } from '#services/read-body.ts';
import { ServiceError } from '#services/service-error.ts';

const LONGEST_NAME = 200;

/** A file's name and its bytes as they arrive. A length that is too large is refused before anything is read. */
export function readUpload(request: Request, mostBytes = MOST_FILE_BYTES): { fileName: string; body: AsyncIterable<Uint8Array> } {
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > mostBytes) throw tooLarge(mostBytes);
  if (request.body === null) throw new ServiceError('file-refused', 'The file is empty. Send it as the raw body of the request.');
  const body = Readable.fromWeb(asNodeStream(request.body), { signal: request.signal });
  return { fileName: readFileName(request.headers.get('x-file-name')), body };
}

/** X-File-Name is UTF-8, percent-encoded; it is shown to people and never used as a path. */
function readFileName(header: string | null): string {
  const name = decoded(header ?? '').replaceAll(/\p{Cc}|\p{Surrogate}/gu, '');
  const last = name.split(/[/\\]/).at(-1)?.trim() ?? '';
  return last === '' ? 'file' : [...last].slice(0, LONGEST_NAME).join('');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The same stream; Node and the DOM describe its type apart. */
function asNodeStream(stream: ReadableStream<Uint8Array>): NodeReadableStream<Uint8Array> {
  return stream as unknown as NodeReadableStream<Uint8Array>;
}
