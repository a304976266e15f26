import { ServiceError } from '#services/service-error.ts';

/** Why somebody may not do something; the same for every verb. */
export type NotAllowedReason =
  | 'signed-out'
  | 'no-role'
  | 'last-admin'
  | 'shared-person'
  | 'invited-elsewhere'
  | 'person-disabled'
  | 'not-oneself'
  | 'other-token'
  | 'other-site';

/** The refusal not-allowed, with its reason for those who word it in other languages. */
export class NotAllowed extends ServiceError {
  readonly reason: NotAllowedReason;

  constructor(reason: NotAllowedReason) {
    super('not-allowed', WORDS[reason]);
    this.name = 'NotAllowed';
    this.reason = reason;
  }
}

const WORDS: Record<NotAllowedReason, string> = {
  'signed-out': 'Nobody is signed in. Sign in and try again.',
  'no-role': 'Your role at this campus does not allow this. An admin of the campus can change your role under People.',
  'last-admin':
    'This would leave the campus without an admin who can sign in. Make another person admin first, and let them choose a password.',
  'shared-person':
    'This person belongs to another campus too, so only their role here is yours to change. Whoever runs the server can do more: wattle user add.',
  'invited-elsewhere':
    'This person was invited by another campus and has no password yet. Invite them here once they have accepted there.',
  'person-disabled': 'This person is disabled. Enable them first.',
  'not-oneself': 'People delete their own records, after signing in.',
  'other-token': 'This token is for another campus or another purpose. Make one for this campus under People, Tokens.',
  'other-site': 'This request did not come from a page of this site. Open the page here and try again.',
};
