import { Readable } from 'node:stream';

type Lines = Iterable<string> | AsyncIterable<string>;

/** A CSV file to keep, sent as its lines come. The name is ours: plain letters, digits and hyphens. */
export function csvAnswer(name: string, lines: Lines): Response {
  return linesAnswer(lines, { name, type: 'text/csv; charset=utf-8; header=present' });
}

/** As csvAnswer, for a file of another type. */
export function linesAnswer(lines: Lines, { name, type }: { name: string; type: string }): Response {
  const body = Readable.toWeb(Readable.from(lines, { objectMode: true }).map((line: string) => Buffer.from(line)));
  return new Response(asWebStream(body), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}

/** The same stream; Node and the DOM describe its type apart. */
function asWebStream(stream: ReturnType<typeof Readable.toWeb>): ReadableStream<Uint8Array> {
  return stream as unknown as ReadableStream<Uint8Array>;
}
