import { expect, test } from 'vitest';
import { changePassword } from '#services/change-password.ts';
import { disablePerson } from '#services/disable-person.ts';
import { invitePerson } from '#services/invite-person.ts';
import { readSession } from '#services/read-session.ts';
import { SIGN_IN_LIMITS, signIn, TooManyAttempts } from '#services/sign-in.ts';
import { signOut } from '#services/sign-out.ts';
import {
  contextOn,
  hours,
  later,
  makeCampus,
  makeStaff,
  minutes,
  NOW,
  outcomeOf,
  PASSWORD,
  refusalOf,
  SECRET,
  trySignIn,
} from '#tests/services/people/staff.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = contextOn(database);

test('the right password opens a session that tells who it is and what they may', async () => {
  const campus = await makeCampus(ctx);
  const { email } = await makeStaff(ctx, campus, 'facilities');
  const { token } = await trySignIn(ctx, { email: ` ${email.toUpperCase()} ` });
  expect(await readSession(ctx, { token, now: NOW })).toMatchObject({
    email,
    memberships: [{ campusId: campus.id, campus: campus.slug, role: 'facilities' }],
  });
});

test('a wrong password, an unknown person, a disabled one and one without a password get the same answer', async () => {
  const campus = await makeCampus(ctx);
  const person = await makeStaff(ctx, campus, 'organiser');
  const disabled = await makeStaff(ctx, campus, 'organiser');
  await disablePerson(ctx, { by: 'operator', campus, personId: disabled.personId, isDisabled: true });
  const invited = await invitePerson(ctx, { by: 'operator', campus, email: 'new@campus.edu', role: 'organiser', now: NOW });
  const refusals = [
    await refusalOf(trySignIn(ctx, { email: person.email, password: 'violet tram over eight hills' })),
    await refusalOf(trySignIn(ctx, { email: 'nobody@campus.edu' })),
    await refusalOf(trySignIn(ctx, { email: disabled.email })),
    await refusalOf(trySignIn(ctx, { email: invited.email })),
    await refusalOf(trySignIn(ctx, { email: 'no address at all' })),
  ];
  expect(new Set(refusals.map(({ code, message }) => `${code} ${message}`)).size).toBe(1);
  expect(refusals[0]?.code).toBe('credentials-wrong');
});

test('an unknown person takes about as long as a wrong password', async () => {
  const { email } = await makeStaff(ctx, await makeCampus(ctx), 'organiser');
  const timeOf = async (address: string, who: string) => {
    const from = performance.now();
    await outcomeOf(trySignIn(ctx, { email: who, password: 'wrong wrong wrong', address }));
    return performance.now() - from;
  };
  const known: number[] = [];
  const unknown: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    known.push(await timeOf('203.0.113.1', email));
    unknown.push(await timeOf('203.0.113.2', 'stranger@campus.edu'));
  }
  expect(Math.min(...unknown) / Math.min(...known)).toBeGreaterThan(0.5);
  expect(Math.min(...unknown) / Math.min(...known)).toBeLessThan(2);
});

test('after five wrong passwords even the right one waits until 15 minutes after the first', async () => {
  const { email } = await makeStaff(ctx, await makeCampus(ctx), 'admin');
  for (let turn = 0; turn < 5; turn += 1) {
    const wrong = trySignIn(ctx, { email, password: 'wrong wrong wrong', now: later(minutes(turn)) });
    expect(await outcomeOf(wrong)).toBe('credentials-wrong');
  }
  const refusal = await refusalOf(trySignIn(ctx, { email, now: later(minutes(5)) }));
  expect(refusal).toBeInstanceOf(TooManyAttempts);
  expect(refusal).toMatchObject({ code: 'too-many-attempts', waitMinutes: 10 });
  expect(await outcomeOf(trySignIn(ctx, { email, now: later(minutes(15) - 1) }))).toBe('too-many-attempts');
  expect(await outcomeOf(trySignIn(ctx, { email, now: later(minutes(15)) }))).toBe('done');
});

test('an account that does not exist is limited just the same', async () => {
  const email = 'ghost@campus.edu';
  for (let turn = 0; turn < 5; turn += 1) await outcomeOf(trySignIn(ctx, { email }));
  expect(await refusalOf(trySignIn(ctx, { email }))).toMatchObject({ code: 'too-many-attempts', waitMinutes: 15 });
});

test('the right password forgets the wrong ones before it', async () => {
  const { email } = await makeStaff(ctx, await makeCampus(ctx), 'admin');
  for (let round = 0; round < 2; round += 1) {
    for (let turn = 0; turn < 4; turn += 1) await outcomeOf(trySignIn(ctx, { email, password: 'wrong wrong wrong' }));
    expect(await outcomeOf(trySignIn(ctx, { email }))).toBe('done');
  }
});

test('after 30 wrong ones from one address no account is tried from there, but others go on elsewhere', async () => {
  const { email } = await makeStaff(ctx, await makeCampus(ctx), 'admin');
  const address = '203.0.113.9';
  const outcomes = await Promise.all(
    Array.from({ length: 31 }, (_, turn) => outcomeOf(trySignIn(ctx, { email: `someone-${turn}@campus.edu`, address }))),
  );
  expect(outcomes.filter((outcome) => outcome === 'credentials-wrong')).toHaveLength(30);
  expect(await outcomeOf(trySignIn(ctx, { email, address }))).toBe('too-many-attempts');
  expect(await outcomeOf(trySignIn(ctx, { email, address: '203.0.113.10' }))).toBe('done');
});

test('of 20 wrong passwords at once only five are looked at', async () => {
  const { email } = await makeStaff(ctx, await makeCampus(ctx), 'admin');
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () => outcomeOf(trySignIn(ctx, { email, password: 'wrong wrong wrong' }))),
  );
  expect(outcomes.filter((outcome) => outcome === 'credentials-wrong')).toHaveLength(5);
  expect(outcomes.filter((outcome) => outcome === 'too-many-attempts')).toHaveLength(15);
});

test('two sign-ins at once both succeed, each with a session of its own', async () => {
  const { email } = await makeStaff(ctx, await makeCampus(ctx), 'admin');
  const [first, second] = await Promise.all([trySignIn(ctx, { email }), trySignIn(ctx, { email })]);
  expect(first.token).not.toBe(second.token);
  await signOut(ctx, first.token);
  expect(await readSession(ctx, { token: first.token, now: NOW })).toBeNull();
  expect(await readSession(ctx, { token: second.token, now: NOW })).not.toBeNull();
});

test('attempts are kept as keyed hashes and for a day', async () => {
  const email = 'traced@campus.edu';
  await outcomeOf(trySignIn(ctx, { email, address: '198.51.100.7' }));
  const { rows } = await database.pool.query('SELECT to_jsonb(a)::text AS row FROM sign_in_attempts a');
  expect(rows.map(({ row }) => row).join()).not.toMatch(/traced|198\.51/);
  await outcomeOf(trySignIn(ctx, { email, now: later(hours(SIGN_IN_LIMITS.keptHours)) }));
  const { rows: left } = await database.pool.query('SELECT FROM sign_in_attempts WHERE attempted_at <= $1', [NOW]);
  expect(left).toHaveLength(0);
});

test('a session ends 12 hours after signing in, however much it was used', async () => {
  const { email } = await makeStaff(ctx, await makeCampus(ctx), 'admin');
  const { token } = await trySignIn(ctx, { email });
  expect(await readSession(ctx, { token, now: later(hours(12) - 1) })).not.toBeNull();
  expect(await readSession(ctx, { token, now: later(hours(12)) })).toBeNull();
});

test('the database holds neither the token of a session nor a password', async () => {
  const { email, token } = await makeStaff(ctx, await makeCampus(ctx), 'admin');
  const { rows } = await database.pool.query(
    'SELECT to_jsonb(s)::text AS row FROM sessions s UNION ALL SELECT to_jsonb(p)::text FROM people p WHERE email = $1',
    [email],
  );
  const stored = rows.map(({ row }) => row).join();
  expect(stored).not.toContain(token);
  expect(stored).not.toContain(Buffer.from(token).toString('hex'));
  expect(stored).not.toContain(PASSWORD);
  expect(stored).toContain('$argon2id$v=19$m=32768,t=3,p=1$');
});

test('a new password ends every other session and the old password', async () => {
  const session = await makeStaff(ctx, await makeCampus(ctx), 'admin');
  const other = await trySignIn(ctx, { email: session.email });
  const password = 'nine quiet otters knitting';
  await changePassword(ctx, { session, token: session.token, current: PASSWORD, password });
  expect(await readSession(ctx, { token: session.token, now: NOW })).not.toBeNull();
  expect(await readSession(ctx, { token: other.token, now: NOW })).toBeNull();
  expect(await outcomeOf(trySignIn(ctx, { email: session.email }))).toBe('credentials-wrong');
  expect(await outcomeOf(trySignIn(ctx, { email: session.email, password }))).toBe('done');
});

test('changing the password needs the current one', async () => {
  const session = await makeStaff(ctx, await makeCampus(ctx), 'admin');
  const change = changePassword(ctx, {
    session,
    token: session.token,
    current: 'wrong wrong wrong',
    password: 'nine quiet otters knitting',
  });
  expect(await outcomeOf(change)).toBe('credentials-wrong');
});

test('a password is the same whichever way its letters were typed', async () => {
  const campus = await makeCampus(ctx);
  const { email, token } = await makeStaff(ctx, campus, 'admin');
  const session = await readSession(ctx, { token, now: NOW });
  if (session === null) throw new Error('no session');
  await changePassword(ctx, { session, token, current: PASSWORD, password: 'smörgåsbord für zwölf'.normalize('NFD') });
  const typed = 'smörgåsbord für zwölf'.normalize('NFC');
  expect(await outcomeOf(signIn(ctx, { email, password: typed, address: 'a', secret: SECRET, now: NOW }))).toBe('done');
});

test('an address that no database can hold is nobody’s', async () => {
  expect(await refusalOf(trySignIn(ctx, { email: 'no\u0000body@campus.edu' }))).toMatchObject({ code: 'credentials-wrong' });
});
