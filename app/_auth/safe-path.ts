/** A path on this site to go to after signing in; null for anything that could lead elsewhere. */
export function safePath(text: string | null | undefined): string | null {
  if (text === null || text === undefined || !/^\/[\w\-./~%?&=+:@,;]*$/.test(text)) return null;
  const base = 'http://wattle.invalid';
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  return url.origin === base && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : null;
}
