import type { Campus } from '#db/queries/campuses.ts';
import { deleteOpenInvitations } from '#db/queries/invitations.ts';
import { listMemberships, updatePerson } from '#db/queries/people.ts';
import { deleteSessionsOf } from '#db/queries/sessions.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { isWithinReach } from '#services/is-within-reach.ts';
import { keepAnAdmin } from '#services/keep-an-admin.ts';
import { NotAllowed } from '#services/not-allowed.ts';
import { recordAudit } from '#services/record-audit.ts';
import { requireMember } from '#services/require-member.ts';
import { type Actor, actorName, requirePermission } from '#services/require-role.ts';

/**
 * Shuts a member of the campus out, or (isDisabled false) lets them in again. Shutting out ends their sessions and links at
 * once. Errors: person-unknown, not-allowed (also for a person of a campus the admin is not admin of: remove them instead).
 */
export async function disablePerson(
  ctx: Context,
  request: { by: Actor | null; campus: Campus; personId: number; isDisabled: boolean },
): Promise<void> {
  const { by, campus, personId, isDisabled } = request;
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'disable-person' });
  const campusIds = (await listMemberships(ctx.database.db, personId)).map(({ campusId }) => campusId);
  await inTransaction(ctx.database, (transaction) =>
    keepAnAdmin(transaction, campusIds, async () => {
      const { db } = transaction;
      await requireMember(db, { campus, personId });
      if (!(await isWithinReach(db, { by, personId }))) {
        throw new NotAllowed('shared-person');
      }
      await updatePerson(db, { id: personId, isDisabled });
      const action = isDisabled ? 'disable-person' : 'enable-person';
      await recordAudit(db, { campusId: campus.id, by, action, subject: personId });
      if (!isDisabled) return;
      await deleteSessionsOf(db, personId);
      await deleteOpenInvitations(db, personId);
    }),
  );
  ctx.log.info({ campus: campus.slug, person: personId, isDisabled, by: actorName(by) }, 'person disabled or enabled');
}
