import { Readable } from 'node:stream';

/** A CSV file to keep, sent as its lines come. The name is ours: plain letters, digits and hyphens. */
export function csvAnswer(name: string, lines: Iterable<string> | AsyncIterable<string>): Response {
  const body = Readable.toWeb(Readable.from(lines, { objectMode: true }).map((line: string) => Buffer.from(line)));
  return new Response(asWebStream(body), {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}

/** The same stream; Node and the DOM describe its type apart. */
function asWebStream(stream: ReturnType<typeof Readable.toWeb>): ReadableStream<Uint8Array> {
  return stream as unknown as ReadableStream<Uint8Array>;
}
