import { expect, onTestFinished, test } from 'vitest';
import { adoptFirstCampus } from '#db/queries/people.ts';
import { acceptInvitation, readInvitation } from '#services/accept-invitation.ts';
import { addCampus } from '#services/add-campus.ts';
import { ensureFirstLink } from '#services/ensure-first-link.ts';
import { readSession } from '#services/read-session.ts';
import { contextOn, hours, later, NOW, outcomeOf, PASSWORD } from '#tests/services/people/staff.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = contextOn(database);

function startAfresh(): void {
  onTestFinished(async () => {
    await database.pool.query('DELETE FROM memberships');
    await database.pool.query('DELETE FROM sessions');
    await database.pool.query('DELETE FROM invitations');
    await database.pool.query('DELETE FROM people');
    await database.pool.query('DELETE FROM data_revisions');
  });
}

const accept = (token: string | null, email = 'first@campus.edu', now = NOW) =>
  acceptInvitation(ctx, { token: token ?? '', email, password: PASSWORD, now });

test('without a campus yet, the first admin is made and becomes admin of the first campus added', async () => {
  startAfresh();
  const link = await ensureFirstLink(ctx, { now: NOW });
  expect(await readInvitation(ctx, { token: link ?? '', now: NOW })).toMatchObject({ email: null });
  const { token } = await accept(link);
  expect(await readSession(ctx, { token, now: NOW })).toMatchObject({ email: 'first@campus.edu', memberships: [] });
  for (const slug of ['alder-bay', 'birch-hill']) {
    const campus = await addCampus(ctx, { slug, name: slug, timeZone: 'America/New_York', now: NOW });
    await adoptFirstCampus(database.db, campus.id);
  }
  const session = await readSession(ctx, { token, now: NOW });
  expect(session?.memberships).toMatchObject([{ campus: 'alder-bay', role: 'admin' }]);
});

test('the first admin is admin of every campus there is', async () => {
  startAfresh();
  const { token } = await accept(await ensureFirstLink(ctx, { now: NOW }));
  const session = await readSession(ctx, { token, now: NOW });
  expect(session?.memberships.map(({ campus, role }) => `${role} of ${campus}`)).toEqual([
    'admin of alder-bay',
    'admin of birch-hill',
  ]);
});

test('every start makes a new link, and only the newest works, for 24 hours', async () => {
  startAfresh();
  const older = await ensureFirstLink(ctx, { now: NOW });
  const newer = await ensureFirstLink(ctx, { now: NOW });
  expect(await outcomeOf(accept(older))).toBe('link-invalid');
  expect(await outcomeOf(accept(newer, 'first@campus.edu', later(hours(24))))).toBe('link-invalid');
  expect(await outcomeOf(accept(newer, 'first@campus.edu', later(hours(24) - 1)))).toBe('done');
});

test('of two who use the first link at once, one becomes admin', async () => {
  startAfresh();
  const link = await ensureFirstLink(ctx, { now: NOW });
  const outcomes = await Promise.all([outcomeOf(accept(link, 'one@campus.edu')), outcomeOf(accept(link, 'two@campus.edu'))]);
  expect(outcomes.toSorted()).toEqual(['done', 'link-invalid']);
  const { rows } = await database.pool.query('SELECT email FROM people');
  expect(rows).toHaveLength(1);
});

test('once somebody has a password there is no first link any more', async () => {
  startAfresh();
  await accept(await ensureFirstLink(ctx, { now: NOW }));
  expect(await ensureFirstLink(ctx, { now: NOW })).toBeNull();
});

test('the first link needs an e-mail address and a good password, and is not used up by bad ones', async () => {
  startAfresh();
  const link = (await ensureFirstLink(ctx, { now: NOW })) ?? '';
  expect(await outcomeOf(accept(link, 'nobody'))).toBe('email-bad');
  const weak = acceptInvitation(ctx, { token: link, email: 'a@b.edu', password: 'short', now: NOW });
  expect(await outcomeOf(weak)).toBe('password-weak');
  expect(await outcomeOf(accept(link))).toBe('done');
});
