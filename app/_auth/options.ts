import type { AuthOptions, Session } from 'next-auth';
import credentials from 'next-auth/providers/credentials';
import { clientAddress, type HeaderReader, isSecureRequest } from '#app/_auth/request-place.ts';
import { safePath } from '#app/_auth/safe-path.ts';
import { sessionCookieName, sessionCookieOptions } from '#app/_auth/session-cookie.ts';
import type { Context } from '#services/context.ts';
import { SESSION_HOURS } from '#services/open-session.ts';
import { readSession, type StaffSession } from '#services/read-session.ts';
import { ServiceError } from '#services/service-error.ts';
import { signIn } from '#services/sign-in.ts';
import { signOut } from '#services/sign-out.ts';

declare module 'next-auth' {
  interface Session {
    staff: StaffSession;
  }
}

/** What one request brings, and where its failures go: next-auth swallows what is thrown inside it. */
export interface AuthRequest {
  readonly ctx: Context;
  readonly headers: HeaderReader;
  readonly secret: string;
  readonly now: Date;
  failed(error: unknown): void;
}

/** What next-auth believes to be the content of a token. Ours stand in the database: the cookie holds a random word. */
interface Claims extends Record<string, unknown> {
  sessionToken: string;
  session: StaffSession | null;
}

/**
 * next-auth with sessions that live in the database. It calls `decode` once a request, where the row is looked up, and
 * `encode` after it to renew the cookie, where it gets the same word back: no row is ever made by reading a session. Only
 * signing in makes one.
 */
export function authOptions(request: AuthRequest) {
  const { ctx, headers, secret, now } = request;
  trustHost();
  const isSecure = isSecureRequest(headers);
  return {
    secret,
    useSecureCookies: isSecure,
    cookies: { sessionToken: { name: sessionCookieName(isSecure), options: sessionCookieOptions(isSecure) } },
    session: { strategy: 'jwt', maxAge: SESSION_HOURS * 3600 },
    pages: { signIn: '/sign-in', signOut: '/people/me', error: '/sign-in', verifyRequest: '/sign-in' },
    providers: [passwordProvider(request)],
    jwt: {
      encode: async ({ token }) => claimsOf(token).sessionToken,
      decode: async ({ token }) => {
        if (token === undefined) return null;
        const session = await guarded(request, () => readSession(ctx, { token, now }));
        return session === null ? null : { sessionToken: token, session };
      },
    },
    callbacks: {
      jwt: ({ token, user }) => (user === undefined ? token : { sessionToken: claimsOf(user).sessionToken, session: null }),
      session: ({ token }) => shownSession(claimsOf(token).session),
      redirect: ({ url, baseUrl }) => `${baseUrl}${pathOf(url, baseUrl) ?? '/staff'}`,
    },
    events: {
      signOut: async ({ token }) => {
        await guarded(request, async () => (token === null ? null : signOut(ctx, claimsOf(token).sessionToken)));
      },
    },
    logger: {
      // A cookie of a session that is over is no news: next-auth reports each one as an error.
      error: (code, detail) => (code === 'JWT_SESSION_ERROR' ? undefined : ctx.log.error({ code, detail }, 'next-auth failed')),
      warn: (code) => ctx.log.warn({ code }, 'next-auth warns'),
      debug: () => undefined,
    },
  } satisfies AuthOptions;
}

/** What next-auth tells the browser it belongs to, and our own pages. */
function shownSession(staff: StaffSession | null): Session {
  if (staff === null) throw new Error('a session was shown before it was read');
  return { expires: staff.expiresAt.toISOString(), user: { email: staff.email }, staff };
}

function passwordProvider(request: AuthRequest) {
  const { ctx, headers, secret, now } = request;
  return credentials({
    name: 'E-mail and password',
    credentials: { email: { label: 'E-mail', type: 'email' }, password: { label: 'Password', type: 'password' } },
    authorize: (given) =>
      guarded(request, async () => {
        const { email, password } = { email: String(given?.email ?? ''), password: String(given?.password ?? '') };
        try {
          const { personId, token } = await signIn(ctx, { email, password, address: clientAddress(headers), secret, now });
          return { id: String(personId), sessionToken: token };
        } catch (error) {
          if (error instanceof ServiceError && error.code === 'credentials-wrong') return null;
          throw error;
        }
      }),
  });
}

/** Notes a failure that is not a refusal before next-auth turns it into “not signed in”. */
async function guarded<T>(request: AuthRequest, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ServiceError) throw new Error(error.code);
    request.failed(error);
    throw error;
  }
}

/** next-auth types tokens and users as open records; all of them come from this file. */
function claimsOf(record: object | undefined): Claims {
  return record as Claims;
}

function pathOf(url: string, baseUrl: string): string | null {
  return safePath(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url);
}

/** Without NEXTAUTH_URL the address is the one of the request, which next-auth takes only when told so. */
function trustHost(): void {
  process.env.AUTH_TRUST_HOST ??= 'true';
}
