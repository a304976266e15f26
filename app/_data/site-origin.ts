import { type HeaderReader, originOf } from '#app/_auth/request-place.ts';
import { siteAddress } from '#services/site-address.ts';

/** Where this site is, as NEXTAUTH_URL says, else as the request was addressed: for files that must name whole addresses. */
export function siteOrigin(request: { headers: HeaderReader }): string {
  const asked = originOf(request.headers);
  return siteAddress() ?? (URL.canParse(asked) ? new URL(asked).origin : 'http://localhost');
}
