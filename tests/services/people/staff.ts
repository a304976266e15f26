import type { Database } from '#db/client.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { acceptInvitation } from '#services/accept-invitation.ts';
import { addCampus } from '#services/add-campus.ts';
import type { Context } from '#services/context.ts';
import { invitePerson } from '#services/invite-person.ts';
import type { Role } from '#services/permissions.ts';
import { readSession, type StaffSession } from '#services/read-session.ts';
import { ServiceError } from '#services/service-error.ts';
import { signIn } from '#services/sign-in.ts';

export const NOW = new Date('2026-11-18T09:00:00Z');
export const PASSWORD = 'violet tram over seven hills';
export const SECRET = 'a secret of this test that is long enough';

export const later = (milliseconds: number): Date => new Date(NOW.getTime() + milliseconds);
export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => count * 3_600_000;

const quiet = () => undefined;

export function contextOn(database: Database): Context {
  return { by: 'operator', database, log: { info: quiet, warn: quiet, error: quiet } };
}

let count = 0;
const unique = (word: string): string => `${word}-${++count}`;

export async function makeCampus(ctx: Context): Promise<Campus> {
  const slug = unique('campus');
  return addCampus(ctx, { slug, name: slug, timeZone: 'America/New_York', now: NOW });
}

/** A person with a password and a session, in a role at a campus. */
export async function makeStaff(ctx: Context, campus: Campus, role: Role): Promise<StaffSession & { token: string }> {
  const { email, link } = await invitePerson(ctx, {
    by: 'operator',
    campus,
    email: `${unique(role)}@campus.edu`,
    role,
    now: NOW,
  });
  const { token } = await acceptInvitation(ctx, { token: link?.token ?? '', email: null, password: PASSWORD, now: NOW });
  const session = await readSession(ctx, { token, now: NOW });
  if (session === null) throw new Error(`${email} has no session`);
  return { ...session, token };
}

/** A try to sign in from an address of its own, unless one is given. */
export async function trySignIn(
  ctx: Context,
  request: { email: string; password?: string; address?: string; now?: Date },
): ReturnType<typeof signIn> {
  const { email, password = PASSWORD, address = unique('address'), now = NOW } = request;
  return signIn(ctx, { email, password, address, secret: SECRET, now });
}

/** The refusal that a promise ends with; fails when it does not. */
export async function refusalOf(promise: Promise<unknown>): Promise<ServiceError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

/** done, or the code of the refusal. */
export async function outcomeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'done';
  } catch (error) {
    if (error instanceof ServiceError) return error.code;
    throw error;
  }
}
