import { expect, test } from 'vitest';
import { changeRole } from '#services/change-role.ts';
import { deletePerson } from '#services/delete-person.ts';
import { disablePerson } from '#services/disable-person.ts';
import { exportPerson } from '#services/export-person.ts';
import { invitePerson } from '#services/invite-person.ts';
import { listPeople } from '#services/list-people.ts';
import { readSession } from '#services/read-session.ts';
import { removeMember } from '#services/remove-member.ts';
import { requireRole } from '#services/require-role.ts';
import { signOut } from '#services/sign-out.ts';
import {
  contextOn,
  hours,
  later,
  makeCampus,
  makeStaff,
  NOW,
  outcomeOf,
  PASSWORD,
  trySignIn,
} from '#tests/services/people/staff.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = contextOn(database);

test('a signed-out session is dead at once, with its cookie', async () => {
  const { token } = await makeStaff(ctx, await makeCampus(ctx), 'admin');
  await signOut(ctx, token);
  expect(await readSession(ctx, { token, now: NOW })).toBeNull();
});

test('a disabled person is out at the next request and may come back when enabled, with a new session', async () => {
  const campus = await makeCampus(ctx);
  const by = await makeStaff(ctx, campus, 'admin');
  const person = await makeStaff(ctx, campus, 'facilities');
  await disablePerson(ctx, { by, campus, personId: person.personId, isDisabled: true });
  expect(await readSession(ctx, { token: person.token, now: NOW })).toBeNull();
  const gate = requireRole(ctx, { session: person, campusId: campus.id, anyOf: ['facilities'] });
  expect(await outcomeOf(gate)).toBe('not-allowed');
  await disablePerson(ctx, { by, campus, personId: person.personId, isDisabled: false });
  expect(await readSession(ctx, { token: person.token, now: NOW })).toBeNull();
  expect(await outcomeOf(trySignIn(ctx, { email: person.email }))).toBe('done');
});

test('a changed role counts at the next request, even with the session read before', async () => {
  const campus = await makeCampus(ctx);
  const by = await makeStaff(ctx, campus, 'admin');
  const person = await makeStaff(ctx, campus, 'facilities');
  await changeRole(ctx, { by, campus, personId: person.personId, role: 'organiser' });
  expect((await readSession(ctx, { token: person.token, now: NOW }))?.memberships).toMatchObject([{ role: 'organiser' }]);
  const asBefore = requireRole(ctx, { session: person, campusId: campus.id, anyOf: ['facilities'] });
  expect(await outcomeOf(asBefore)).toBe('not-allowed');
  expect(await requireRole(ctx, { session: person, campusId: campus.id, anyOf: ['organiser'] })).toBe('organiser');
});

test('one removed from a campus keeps what they have at others', async () => {
  const [here, there] = [await makeCampus(ctx), await makeCampus(ctx)];
  const by = await makeStaff(ctx, here, 'admin');
  const person = await makeStaff(ctx, here, 'facilities');
  await invitePerson(ctx, { by: 'operator', campus: there, email: person.email, role: 'organiser', now: NOW });
  await removeMember(ctx, { by, campus: here, personId: person.personId });
  const session = await readSession(ctx, { token: person.token, now: NOW });
  expect(session?.memberships).toMatchObject([{ campus: there.slug, role: 'organiser' }]);
});

test('an admin may not disable someone of another campus too', async () => {
  const [here, there] = [await makeCampus(ctx), await makeCampus(ctx)];
  const by = await makeStaff(ctx, here, 'admin');
  const person = await makeStaff(ctx, there, 'facilities');
  await invitePerson(ctx, { by: 'operator', campus: here, email: person.email, role: 'organiser', now: NOW });
  const disable = disablePerson(ctx, { by, campus: here, personId: person.personId, isDisabled: true });
  expect(await outcomeOf(disable)).toBe('not-allowed');
});

test('people of another campus are unknown here', async () => {
  const [here, there] = [await makeCampus(ctx), await makeCampus(ctx)];
  const by = await makeStaff(ctx, here, 'admin');
  const { personId } = await makeStaff(ctx, there, 'facilities');
  expect(await outcomeOf(changeRole(ctx, { by, campus: here, personId, role: 'admin' }))).toBe('person-unknown');
  expect(await outcomeOf(removeMember(ctx, { by, campus: here, personId }))).toBe('person-unknown');
  expect(await outcomeOf(disablePerson(ctx, { by, campus: here, personId, isDisabled: true }))).toBe('person-unknown');
});

test('a campus keeps an admin who can sign in', async () => {
  const campus = await makeCampus(ctx);
  const by = await makeStaff(ctx, campus, 'admin');
  const { email, personId } = by;
  await invitePerson(ctx, { by, campus, email: 'waiting@campus.edu', role: 'admin', now: NOW });
  expect(await outcomeOf(changeRole(ctx, { by, campus, personId, role: 'organiser' }))).toBe('not-allowed');
  expect(await outcomeOf(invitePerson(ctx, { by, campus, email, role: 'organiser', now: NOW }))).toBe('not-allowed');
  expect(await outcomeOf(removeMember(ctx, { by, campus, personId }))).toBe('not-allowed');
  expect(await outcomeOf(disablePerson(ctx, { by, campus, personId, isDisabled: true }))).toBe('not-allowed');
  expect(await outcomeOf(deletePerson(ctx, { by, personId }))).toBe('not-allowed');
});

test('of two admins who take each other’s role away at once, one stays', async () => {
  const campus = await makeCampus(ctx);
  const [one, two] = [await makeStaff(ctx, campus, 'admin'), await makeStaff(ctx, campus, 'admin')];
  await Promise.all([
    outcomeOf(changeRole(ctx, { by: one, campus, personId: two.personId, role: 'organiser' })),
    outcomeOf(disablePerson(ctx, { by: two, campus, personId: one.personId, isDisabled: true })),
  ]);
  const members = await listPeople(ctx, { by: 'operator', campus, now: NOW });
  expect(members.filter(({ role, isDisabled }) => role === 'admin' && !isDisabled)).toHaveLength(1);
});

test('the list of people tells who is invited, who is in and who is out', async () => {
  const campus = await makeCampus(ctx);
  const by = await makeStaff(ctx, campus, 'admin');
  await invitePerson(ctx, { by, campus, email: 'zoe@campus.edu', role: 'facilities', now: NOW });
  const listed = async (now: Date) => (await listPeople(ctx, { by, campus, now })).map(({ personId: _, ...member }) => member);
  expect(await listed(NOW)).toEqual([
    { email: by.email, role: 'admin', isDisabled: false, hasPassword: true, invitedUntil: null },
    { email: 'zoe@campus.edu', role: 'facilities', isDisabled: false, hasPassword: false, invitedUntil: later(hours(72)) },
  ]);
  expect((await listed(later(hours(72))))[1]?.invitedUntil).toBeNull();
});

test('one’s own record can be read as it is stored', async () => {
  const campus = await makeCampus(ctx);
  const session = await makeStaff(ctx, campus, 'organiser');
  const record = await exportPerson(ctx, session);
  expect(JSON.parse(JSON.stringify(record))).toEqual({
    person: session.personId,
    email: session.email,
    createdAt: '2026-11-18T09:00:00.000Z',
    hasPassword: true,
    roles: [{ campus: campus.slug, role: 'organiser' }],
    sessions: [{ createdAt: '2026-11-18T09:00:00.000Z', expiresAt: '2026-11-18T21:00:00.000Z' }],
    imports: [],
    meters: [],
    record: [{ campus: campus.slug, action: 'accept-invitation', subject: String(session.personId), at: NOW.toISOString() }],
  });
});

test('a deleted person leaves a number: no address, no password, no role, no session', async () => {
  const campus = await makeCampus(ctx);
  await makeStaff(ctx, campus, 'admin');
  const by = await makeStaff(ctx, campus, 'facilities');
  await deletePerson(ctx, { by, personId: by.personId });
  const { rows } = await database.pool.query('SELECT email, password_hash, is_disabled FROM people WHERE id = $1', [by.personId]);
  expect(rows).toEqual([{ email: `deleted-${by.personId}@invalid`, password_hash: null, is_disabled: true }]);
  expect(await readSession(ctx, { token: by.token, now: NOW })).toBeNull();
  expect(await listPeople(ctx, { by: 'operator', campus, now: NOW })).toHaveLength(1);
  expect(await outcomeOf(trySignIn(ctx, { email: by.email, password: PASSWORD }))).toBe('credentials-wrong');
});

test('nobody deletes another person, not even an admin', async () => {
  const campus = await makeCampus(ctx);
  const by = await makeStaff(ctx, campus, 'admin');
  const { personId } = await makeStaff(ctx, campus, 'facilities');
  expect(await outcomeOf(deletePerson(ctx, { by, personId }))).toBe('not-allowed');
});
