import { beforeAll, expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { addToken } from '#services/add-token.ts';
import { changeRole } from '#services/change-role.ts';
import { disablePerson } from '#services/disable-person.ts';
import { invitePerson } from '#services/invite-person.ts';
import { listAuditChoices } from '#services/list-audit.ts';
import { listPeople } from '#services/list-people.ts';
import { listTokens } from '#services/list-tokens.ts';
import { PERMISSIONS, ROLES, type Role, type StaffVerb } from '#services/permissions.ts';
import type { StaffSession } from '#services/read-session.ts';
import { removeMember } from '#services/remove-member.ts';
import { renewInvitation } from '#services/renew-invitation.ts';
import { requirePermission } from '#services/require-role.ts';
import { revokeToken } from '#services/revoke-token.ts';
import { sendTestMail } from '#services/send-test-mail.ts';
import { contextOn, makeCampus, makeStaff, NOW, outcomeOf } from '#tests/services/people/staff.ts';
import { testDatabase } from '#tests/support/database.ts';

const ctx = contextOn(await testDatabase());
let here: Campus;
let there: Campus;
const sessions = new Map<Role, StaffSession>();

beforeAll(async () => {
  here = await makeCampus(ctx);
  there = await makeCampus(ctx);
  for (const role of ROLES) sessions.set(role, await makeStaff(ctx, here, role));
});

const sessionOf = (role: Role): StaffSession => {
  const session = sessions.get(role);
  if (session === undefined) throw new Error(`nobody is ${role}`);
  return session;
};

const VERBS = Object.keys(PERMISSIONS) as StaffVerb[];
const allowed: Record<Role, string> = {
  admin:
    'see-imports import-readings undo-import import-dorms import-meters see-meters edit-meter resolve-register decide-value see-dorms edit-dorm see-factors edit-factors see-seasons edit-season close-week announce-week correct-week see-questions answer-questions see-outgoing edit-webhooks send-test-mail state-unknown-residents see-audit list-people invite-person change-role remove-member disable-person list-tokens add-token revoke-token',
  facilities:
    'see-imports import-readings undo-import import-dorms import-meters see-meters edit-meter resolve-register decide-value see-dorms edit-dorm see-factors edit-factors see-seasons see-questions',
  organiser:
    'see-imports see-meters see-dorms see-factors see-seasons edit-season close-week announce-week correct-week see-questions answer-questions see-outgoing',
};

for (const role of ROLES) {
  for (const verb of VERBS) {
    const may = allowed[role].split(' ').includes(verb);
    test(`${role}: ${verb} is ${may ? 'allowed' : 'refused'} at their campus and refused at another`, async () => {
      const by = sessionOf(role);
      expect(await outcomeOf(requirePermission(ctx, { by, campusId: here.id, verb }))).toBe(may ? 'done' : 'not-allowed');
      expect(await outcomeOf(requirePermission(ctx, { by, campusId: there.id, verb }))).toBe('not-allowed');
    });
  }
}

test('without a session nothing is allowed', async () => {
  for (const verb of VERBS)
    expect(await outcomeOf(requirePermission(ctx, { by: null, campusId: here.id, verb }))).toBe('not-allowed');
});

/** Each call is harmless where it is allowed: what it names does not exist. */
const staffServices: Partial<Record<StaffVerb, (by: StaffSession | null, campus: Campus) => Promise<unknown>>> = {
  'see-audit': (by, campus) => listAuditChoices(ctx, { by, campus }),
  'send-test-mail': (by, campus) => sendTestMail(ctx, { by, campus, locale: 'en', settings: null }),
  'list-people': (by, campus) => listPeople(ctx, { by, campus, now: NOW }),
  'invite-person': (by, campus) => invitePerson(ctx, { by, campus, email: 'none', role: 'admin', now: NOW }),
  'change-role': (by, campus) => changeRole(ctx, { by, campus, personId: 0, role: 'admin' }),
  'remove-member': (by, campus) => removeMember(ctx, { by, campus, personId: 0 }),
  'disable-person': (by, campus) => disablePerson(ctx, { by, campus, personId: 0, isDisabled: true }),
  'list-tokens': (by, campus) => listTokens(ctx, { by, campus }),
  'add-token': (by, campus) => addToken(ctx, { by, campus, purpose: 'readings', label: '', now: NOW }),
  'revoke-token': (by, campus) => revokeToken(ctx, { by, campus, tokenId: 0, now: NOW }),
};

test('the services about people ask at the gate themselves', async () => {
  for (const [verb, call] of Object.entries(staffServices)) {
    for (const by of [null, sessionOf('facilities'), sessionOf('organiser')])
      expect(`${verb} ${await outcomeOf(call(by, here))}`).toBe(`${verb} not-allowed`);
    expect(`${verb} ${await outcomeOf(call(sessionOf('admin'), there))}`).toBe(`${verb} not-allowed`);
    expect(await outcomeOf(call(sessionOf('admin'), here))).not.toBe('not-allowed');
  }
  const renew = renewInvitation(ctx, { by: sessionOf('organiser'), campus: here, personId: 0, now: NOW });
  expect(await outcomeOf(renew)).toBe('not-allowed');
});
