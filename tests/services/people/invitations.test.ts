import { expect, test } from 'vitest';
import { acceptInvitation, readInvitation } from '#services/accept-invitation.ts';
import { disablePerson } from '#services/disable-person.ts';
import { invitePerson } from '#services/invite-person.ts';
import { readSession } from '#services/read-session.ts';
import { renewInvitation } from '#services/renew-invitation.ts';
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

const ctx = contextOn(await testDatabase());
const accept = (token: string | undefined, now = NOW) =>
  acceptInvitation(ctx, { token: token ?? '', email: null, password: PASSWORD, now });

test('an admin invites, the link is used once, and the person is in with the role', async () => {
  const campus = await makeCampus(ctx);
  const by = await makeStaff(ctx, campus, 'admin');
  const { link } = await invitePerson(ctx, { by, campus, email: 'Kim@Campus.edu', role: 'facilities', now: NOW });
  const token = link?.token ?? '';
  expect(await readInvitation(ctx, { token, now: NOW })).toMatchObject({ email: 'kim@campus.edu' });
  const session = await accept(token);
  expect(await readSession(ctx, { token: session.token, now: NOW })).toMatchObject({
    email: 'kim@campus.edu',
    memberships: [{ campus: campus.slug, role: 'facilities' }],
  });
  expect(await outcomeOf(accept(token))).toBe('link-invalid');
  expect(await outcomeOf(readInvitation(ctx, { token, now: NOW }))).toBe('link-invalid');
});

test('a link ends after 72 hours', async () => {
  const campus = await makeCampus(ctx);
  const { link } = await invitePerson(ctx, { by: 'operator', campus, email: 'late@campus.edu', role: 'admin', now: NOW });
  expect(await outcomeOf(accept(link?.token, later(hours(72))))).toBe('link-invalid');
  expect(await outcomeOf(accept(link?.token, later(hours(72) - 1)))).toBe('done');
});

test('of two people at once on one link, one gets in', async () => {
  const campus = await makeCampus(ctx);
  const { link } = await invitePerson(ctx, { by: 'operator', campus, email: 'twins@campus.edu', role: 'admin', now: NOW });
  const outcomes = await Promise.all([outcomeOf(accept(link?.token)), outcomeOf(accept(link?.token))]);
  expect(outcomes.toSorted()).toEqual(['done', 'link-invalid']);
});

test('a weak password does not use the link up', async () => {
  const campus = await makeCampus(ctx);
  const { link } = await invitePerson(ctx, { by: 'operator', campus, email: 'weak@campus.edu', role: 'admin', now: NOW });
  const weak = acceptInvitation(ctx, { token: link?.token ?? '', email: null, password: 'password1234', now: NOW });
  expect(await outcomeOf(weak)).toBe('password-weak');
  expect(await outcomeOf(accept(link?.token))).toBe('done');
});

test('a newer link takes the older one back', async () => {
  const campus = await makeCampus(ctx);
  const by = await makeStaff(ctx, campus, 'admin');
  const { link, personId } = await invitePerson(ctx, { by, campus, email: 'twice@campus.edu', role: 'organiser', now: NOW });
  const newer = await renewInvitation(ctx, { by, campus, personId, now: NOW });
  expect(await outcomeOf(accept(link?.token))).toBe('link-invalid');
  expect(await outcomeOf(accept(newer.token))).toBe('done');
});

test('a new password by link ends the sessions opened with the old one', async () => {
  const campus = await makeCampus(ctx);
  const by = await makeStaff(ctx, campus, 'admin');
  const { personId, token } = await makeStaff(ctx, campus, 'organiser');
  const link = await renewInvitation(ctx, { by, campus, personId, now: NOW });
  await accept(link.token);
  expect(await readSession(ctx, { token, now: NOW })).toBeNull();
});

test('a disabled person’s link is dead', async () => {
  const campus = await makeCampus(ctx);
  const { link, personId } = await invitePerson(ctx, {
    by: 'operator',
    campus,
    email: 'out@campus.edu',
    role: 'admin',
    now: NOW,
  });
  await disablePerson(ctx, { by: 'operator', campus, personId, isDisabled: true });
  expect(await outcomeOf(accept(link?.token))).toBe('link-invalid');
});

test('an admin gets no link to an account that another campus shares', async () => {
  const [here, there] = [await makeCampus(ctx), await makeCampus(ctx)];
  const by = await makeStaff(ctx, here, 'admin');
  const person = await makeStaff(ctx, there, 'admin');
  const invited = await invitePerson(ctx, { by, campus: here, email: person.email, role: 'organiser', now: NOW });
  expect(invited.link).toBeNull();
  expect(await outcomeOf(renewInvitation(ctx, { by, campus: here, personId: person.personId, now: NOW }))).toBe('not-allowed');
  const session = await readSession(ctx, { token: person.token, now: NOW });
  expect(session?.memberships.map(({ campus, role }) => [campus, role])).toEqual([
    [here.slug, 'organiser'],
    [there.slug, 'admin'],
  ]);
});

test('an admin cannot take over whom another campus has just invited', async () => {
  const [here, there] = [await makeCampus(ctx), await makeCampus(ctx)];
  const by = await makeStaff(ctx, here, 'admin');
  const { email } = await invitePerson(ctx, {
    by: 'operator',
    campus: there,
    email: 'fresh@campus.edu',
    role: 'admin',
    now: NOW,
  });
  expect(await outcomeOf(invitePerson(ctx, { by, campus: here, email, role: 'organiser', now: NOW }))).toBe('not-allowed');
});

test('a link made while the person was at one campus dies when another gives them a role', async () => {
  const [here, there] = [await makeCampus(ctx), await makeCampus(ctx)];
  const by = await makeStaff(ctx, here, 'admin');
  const person = await makeStaff(ctx, here, 'organiser');
  const link = await renewInvitation(ctx, { by, campus: here, personId: person.personId, now: NOW });
  const other = await makeStaff(ctx, there, 'admin');
  await invitePerson(ctx, { by: other, campus: there, email: person.email, role: 'admin', now: NOW });
  expect(await outcomeOf(accept(link.token))).toBe('link-invalid');
  expect(await outcomeOf(trySignIn(ctx, { email: person.email }))).toBe('done');
});

test('what is no e-mail address is refused', async () => {
  const campus = await makeCampus(ctx);
  for (const email of ['', 'kim', 'kim@', '@campus.edu', 'kim campus@x.edu', `${'k'.repeat(250)}@campus.edu`])
    expect(await outcomeOf(invitePerson(ctx, { by: 'operator', campus, email, role: 'admin', now: NOW }))).toBe('email-bad');
});
