import { cookies, headers } from 'next/headers';
import { isSecureRequest } from '#app/_auth/request-place.ts';
import type { OpenedSession } from '#services/open-session.ts';

/** next-auth's own name, so that its handler and our actions mean the same session. */
export function sessionCookieName(isSecure: boolean): string {
  return `${isSecure ? '__Secure-' : ''}next-auth.session-token`;
}

/** Scripts cannot read it, other sites' forms do not send it, and where there is https it travels only there. */
export function sessionCookieOptions(isSecure: boolean) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure } as const;
}

/** Signs this browser in. For actions and route handlers. */
export async function setSessionCookie({ token, expiresAt }: OpenedSession): Promise<void> {
  const isSecure = isSecureRequest(await headers());
  (await cookies()).set(sessionCookieName(isSecure), token, { ...sessionCookieOptions(isSecure), expires: expiresAt });
}

/** The token of this browser's session, whatever it is worth. */
export async function sessionToken(): Promise<string | null> {
  return (await cookies()).get(sessionCookieName(isSecureRequest(await headers())))?.value ?? null;
}

/** Takes the cookie back. For actions and route handlers. */
export async function clearSessionCookie(): Promise<void> {
  const isSecure = isSecureRequest(await headers());
  (await cookies()).set(sessionCookieName(isSecure), '', { ...sessionCookieOptions(isSecure), maxAge: 0 });
}
