import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A program on this machine that takes messages: each is kept, and answered by `answer` (200 unless said). */
export async function webhookReceiver(answer: (received: Received, response: ServerResponse) => void = (_, r) => r.end()) {
  const received: Received[] = [];
  let respond = answer;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const one = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() };
      received.push(one);
      respond(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    received,
    port,
    url: (path = '/hook') => `http://127.0.0.1:${port}${path}`,
    answer(status: number, headers: Record<string, string> = {}) {
      respond = (_, response) => response.writeHead(status, headers).end();
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
