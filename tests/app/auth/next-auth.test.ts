import type { IncomingMessage, ServerResponse } from 'node:http';
import { getServerSession } from 'next-auth';
import pg from 'pg';
import { expect, test } from 'vitest';
import { authOptions } from '#app/_auth/options.ts';
import { sessionCookieName } from '#app/_auth/session-cookie.ts';
import type { Context } from '#services/context.ts';
import { disablePerson } from '#services/disable-person.ts';
import { signOut } from '#services/sign-out.ts';
import { contextOn, hours, later, makeCampus, makeStaff, NOW, SECRET } from '#tests/services/people/staff.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = contextOn(database);

/** One request through next-auth, with the cookies it answers. */
async function ask(
  token: string | null,
  { at = NOW, isSecure = false, on = ctx }: { at?: Date; isSecure?: boolean; on?: Context } = {},
) {
  const headers = { host: 'wattle.campus.edu', 'x-forwarded-proto': isSecure ? 'https' : 'http' };
  const cookies = token === null ? {} : { [sessionCookieName(isSecure)]: token };
  const set: string[] = [];
  const failures: unknown[] = [];
  const response = {
    getHeader: () => set,
    setHeader: (_name: string, all: string[]) => set.splice(0, set.length, ...new Set(all)),
  };
  const session = await getServerSession(
    { headers, cookies } as unknown as IncomingMessage & { cookies: Record<string, string> },
    response as unknown as ServerResponse,
    authOptions({ ctx: on, headers: new Headers(headers), secret: SECRET, now: at, failed: (error) => failures.push(error) }),
  );
  return { staff: session?.staff ?? null, failures, cookie: set.find((cookie) => cookie.includes('session-token')) ?? null };
}

const countSessions = async () => (await database.pool.query('SELECT FROM sessions')).rowCount;

test('next-auth reads the session of our cookie and renews it with the same word, without a new row', async () => {
  const { token, email } = await makeStaff(ctx, await makeCampus(ctx), 'facilities');
  const before = await countSessions();
  for (let turn = 0; turn < 3; turn += 1) {
    const { staff, cookie } = await ask(token);
    expect(staff?.email).toBe(email);
    expect(cookie).toContain(`next-auth.session-token=${token};`);
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax$/);
  }
  expect(await countSessions()).toBe(before);
});

test('renewing the cookie does not prolong the session past 12 hours', async () => {
  const { token } = await makeStaff(ctx, await makeCampus(ctx), 'facilities');
  expect((await ask(token, { at: later(hours(12) - 1) })).staff).not.toBeNull();
  expect((await ask(token, { at: later(hours(12)) })).staff).toBeNull();
});

test('a copied cookie is dead once its session is signed out or its person disabled, and is taken back', async () => {
  const campus = await makeCampus(ctx);
  const [one, two] = [await makeStaff(ctx, campus, 'facilities'), await makeStaff(ctx, campus, 'facilities')];
  await signOut(ctx, one.token);
  await disablePerson(ctx, { by: 'operator', campus, personId: two.personId, isDisabled: true });
  for (const { token } of [one, two]) {
    const { staff, cookie } = await ask(token);
    expect(staff).toBeNull();
    expect(cookie).toContain('next-auth.session-token=; Max-Age=0');
  }
});

test('no cookie, or one that was made up, is nobody', async () => {
  expect((await ask(null)).staff).toBeNull();
  expect((await ask('made-up')).staff).toBeNull();
});

test('behind https the cookie is bound to https', async () => {
  const { token } = await makeStaff(ctx, await makeCampus(ctx), 'facilities');
  const { staff, cookie } = await ask(token, { isSecure: true });
  expect(staff).not.toBeNull();
  expect(cookie).toMatch(/^__Secure-next-auth\.session-token=.*; Secure/);
});

test('a database that is gone is reported, not taken for nobody', async () => {
  const { token } = await makeStaff(ctx, await makeCampus(ctx), 'facilities');
  const pool = new pg.Pool({ connectionString: 'postgresql://127.0.0.1:1/gone', connectionTimeoutMillis: 500 });
  const { drizzle } = await import('drizzle-orm/node-postgres');
  const gone = contextOn({ ...database, pool, db: drizzle(pool) as unknown as typeof database.db });
  const { failures } = await ask(token, { on: gone });
  expect(failures).toHaveLength(1);
  await pool.end();
});
