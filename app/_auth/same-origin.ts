import { type HeaderReader, hostOf } from '#app/_auth/request-place.ts';
import { NotAllowed } from '#services/not-allowed.ts';

/**
 * Lets a request that changes something go on only when a page of this site sent it. Browsers say so in Sec-Fetch-Site; on
 * plain http they leave it out, and then Origin has to name our host. With neither it is refused: programs use tokens.
 * Errors: not-allowed.
 */
export function assertSameOrigin(headers: HeaderReader): void {
  if (!isSameOrigin(headers)) throw new NotAllowed('other-site');
}

export function isSameOrigin(headers: HeaderReader): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = headers.get('origin');
  const host = hostOf(headers);
  return origin !== null && host !== null && URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}
