import { insertAuditEntry } from '#db/queries/audit.ts';
import type { AuditDetail } from '#db/schema/audit.ts';
import type { Db } from '#db/transaction.ts';
import type { Doer } from '#services/context.ts';

/** Everything that is put on record, a closed list; messages/<language>/audit.json has a sentence for each. */
export const AUDIT_ACTIONS = [
  'add-campus',
  'place-campus',
  'state-unknown-residents',
  'ask-second-person',
  'add-dorm',
  'edit-dorm',
  'size-dorm',
  'import-dorms',
  'add-meter',
  'edit-meter',
  'import-meters',
  'assign-meter',
  'alias-meter',
  'remove-alias',
  'ignore-meter',
  'stop-ignoring-meter',
  'set-multiplier',
  'swap-meter',
  'answer-register',
  'revoke-register-answer',
  'decide-values',
  'revoke-decision',
  'import-readings',
  'import-temperatures',
  'undo-import',
  'discard-import',
  'forget-options',
  'set-factor',
  'import-factors',
  'withdraw-factor',
  'add-season',
  'change-season',
  'withdraw-season',
  'add-blackout',
  'close-week',
  'announce-week',
  'correct-week',
  'approve-week',
  'withdraw-week',
  'answer-question',
  'decline-question',
  'merge-question',
  'invite-person',
  'renew-invitation',
  'accept-invitation',
  'change-role',
  'remove-member',
  'disable-person',
  'enable-person',
  'delete-person',
  'change-password',
  'sign-in',
  'add-token',
  'revoke-token',
  'add-webhook',
  'remove-webhook',
  'replace-webhook-secret',
  'switch-webhook',
  'test-webhook',
  'resend-webhook',
  'send-test-mail',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/**
 * Puts on record who did what at a campus. `db` is that of the transaction which makes the change: never one without the other.
 * `subject` is what it was done to (a dorm's address, a week such as 2026-W47, a number as text), null: the campus as a whole; longer
 * ones are cut at 200 characters. `detail` holds a few values, never an e-mail address, a secret, or words that staff wrote.
 * `at` is the verb's time; left out, the database's.
 */
export async function recordAudit(
  db: Db,
  entry: {
    campusId: number;
    by: Doer | null;
    action: AuditAction;
    subject: string | number | null;
    detail?: AuditDetail;
    at?: Date;
  },
): Promise<void> {
  const { campusId, by, action, subject, detail = {}, at } = entry;
  if (by === null) throw new Error(`${action} was done by nobody`);
  await insertAuditEntry(db, {
    ...{ campusId, action, detail, ...doerColumns(by) },
    subject: subject === null ? null : [...String(subject)].slice(0, 200).join(''),
    ...(at === undefined ? {} : { happenedAt: at }),
  });
}

function doerColumns(by: Doer) {
  if (typeof by === 'string') return { byKind: by };
  if ('tokenId' in by) return { byKind: 'token', tokenId: by.tokenId } as const;
  return { byKind: 'person', personId: by.personId } as const;
}
