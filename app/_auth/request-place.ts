import { isIPv6 } from 'node:net';

/** What the auth rooms need of Headers. */
export interface HeaderReader {
  get(name: string): string | null;
}

/** The host of the address bar: what a proxy says it was asked for, else the Host header (Next copies it there). */
export function hostOf(headers: HeaderReader): string | null {
  return firstOf(headers.get('x-forwarded-host')) ?? headers.get('host');
}

/** Whether the reader's browser talks https, to us or to the proxy before us. NEXTAUTH_URL, where set, decides. */
export function isSecureRequest(headers: HeaderReader, variables: Record<string, string | undefined> = process.env): boolean {
  const { NEXTAUTH_URL } = variables;
  if (NEXTAUTH_URL !== undefined && NEXTAUTH_URL !== '') return NEXTAUTH_URL.startsWith('https:');
  return firstOf(headers.get('x-forwarded-proto')) === 'https';
}

/** Scheme and host as the reader typed them. */
export function originOf(headers: HeaderReader): string {
  return `${isSecureRequest(headers) ? 'https' : 'http'}://${hostOf(headers) ?? 'localhost'}`;
}

/**
 * Whom attempts are counted against: the last address of X-Forwarded-For, which the nearest proxy (or Next itself) wrote;
 * those before it are the client's own word. Of IPv6 the network counts, since one home or phone has all of it.
 */
export function clientAddress(headers: HeaderReader): string {
  const last = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(last)?.[1];
  if (mapped !== undefined) return mapped;
  return isIPv6(last) ? networkOf(last) : last || 'unknown';
}

function networkOf(address: string): string {
  const [head = '', tail] = address.split('%', 1)[0]?.split('::') ?? [];
  const before = head.split(':').filter((group) => group !== '');
  const after = tail?.split(':').filter((group) => group !== '') ?? [];
  const groups = [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

const firstOf = (list: string | null): string | null => list?.split(',')[0]?.trim() || null;
