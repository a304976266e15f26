import { type HeaderReader, originOf } from '#app/_auth/request-place.ts';

/** Where this site is, as NEXTAUTH_URL says; null where nothing is said. */
export function statedOrigin(variables: Record<string, string | undefined> = process.env): string | null {
  const { NEXTAUTH_URL } = variables;
  return NEXTAUTH_URL !== undefined && URL.canParse(NEXTAUTH_URL) ? new URL(NEXTAUTH_URL).origin : null;
}

/** The same, else as the request was addressed: for files that must name whole addresses. */
export function siteOrigin(request: { headers: HeaderReader }): string {
  const asked = originOf(request.headers);
  return statedOrigin() ?? (URL.canParse(asked) ? new URL(asked).origin : 'http://localhost');
}
