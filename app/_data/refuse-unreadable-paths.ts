import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** An address that no page has. */
const NOWHERE = '/unreadable-address';

/** A path that is no UTF-8 ends as one that does not exist: Next would answer it with a fault of the server's own (500). */
export function refuseUnreadablePaths(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    if (!isReadable(request.url ?? '')) request.url = NOWHERE;
  });
}

function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}
