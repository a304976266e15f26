import type { Role } from '#db/schema/people.ts';

export { ROLES, type Role } from '#db/schema/people.ts';

/** What staff may do at a campus where they have the role. The command line belongs to the operator and may do all. */
export const PERMISSIONS = {
  'see-imports': ['admin', 'facilities', 'organiser'],
  'import-readings': ['admin', 'facilities'],
  'undo-import': ['admin', 'facilities'],
  'import-dorms': ['admin', 'facilities'],
  'import-meters': ['admin', 'facilities'],
  'see-meters': ['admin', 'facilities', 'organiser'],
  'edit-meter': ['admin', 'facilities'],
  'resolve-register': ['admin', 'facilities'],
  'decide-value': ['admin', 'facilities'],
  'see-dorms': ['admin', 'facilities', 'organiser'],
  'edit-dorm': ['admin', 'facilities'],
  'see-factors': ['admin', 'facilities', 'organiser'],
  'edit-factors': ['admin', 'facilities'],
  'see-seasons': ['admin', 'facilities', 'organiser'],
  'edit-season': ['admin', 'organiser'],
  'close-week': ['admin', 'organiser'],
  'announce-week': ['admin', 'organiser'],
  'correct-week': ['admin', 'organiser'],
  'see-questions': ['admin', 'facilities', 'organiser'],
  'answer-questions': ['admin', 'organiser'],
  'see-outgoing': ['admin', 'organiser'],
  'edit-webhooks': ['admin'],
  'send-test-mail': ['admin'],
  'state-unknown-residents': ['admin'],
  'see-audit': ['admin'],
  'list-people': ['admin'],
  'invite-person': ['admin'],
  'change-role': ['admin'],
  'remove-member': ['admin'],
  'disable-person': ['admin'],
  'list-tokens': ['admin'],
  'add-token': ['admin'],
  'revoke-token': ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type StaffVerb = keyof typeof PERMISSIONS;
