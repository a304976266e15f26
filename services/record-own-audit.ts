import { listMemberships } from '#db/queries/people.ts';
import type { Db } from '#db/transaction.ts';
import type { Doer } from '#services/context.ts';
import { type AuditAction, recordAudit } from '#services/record-audit.ts';

/**
 * Puts on record what a person does with their own account. Accounts are the site's and records the campuses': each campus where the
 * person has a role gets an entry. `by`: the person unless said.
 */
export async function recordOwnAudit(
  db: Db,
  entry: { personId: number; action: AuditAction; by?: Doer; at?: Date },
): Promise<void> {
  const { personId, action, by = { personId }, at } = entry;
  for (const { campusId } of await listMemberships(db, personId))
    await recordAudit(db, { campusId, by, action, subject: personId, ...(at === undefined ? {} : { at }) });
}
