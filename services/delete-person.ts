import { deleteInvitationsOf } from '#db/queries/invitations.ts';
import { deleteMembershipsOf, findPerson, listMemberships, updatePerson } from '#db/queries/people.ts';
import { deleteSessionsOf } from '#db/queries/sessions.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { keepAnAdmin } from '#services/keep-an-admin.ts';
import { NotAllowed } from '#services/not-allowed.ts';
import { recordOwnAudit } from '#services/record-own-audit.ts';
import type { Actor } from '#services/require-role.ts';
import { ServiceError } from '#services/service-error.ts';

/**
 * Deletes a person's own record: address, password, roles, sessions and links go. What they imported stays and names only
 * a number. Everyone may delete themselves and nobody else; the operator anyone. Errors: not-allowed (also for a campus's
 * last admin), person-unknown.
 */
export async function deletePerson(ctx: Context, request: { by: Actor | null; personId: number }): Promise<void> {
  const { by, personId } = request;
  if (by === null || (by !== 'operator' && by.personId !== personId)) throw new NotAllowed('not-oneself');
  if ((await findPerson(ctx.database.db, personId)) === null)
    throw new ServiceError('person-unknown', 'There is no such person. It may have been deleted before.');
  const campusIds = (await listMemberships(ctx.database.db, personId)).map(({ campusId }) => campusId);
  await inTransaction(ctx.database, (transaction) =>
    keepAnAdmin(transaction, campusIds, async () => {
      const { db } = transaction;
      await updatePerson(db, { id: personId, email: `deleted-${personId}@invalid`, passwordHash: null, isDisabled: true });
      await recordOwnAudit(db, { personId, by, action: 'delete-person' });
      await deleteMembershipsOf(db, personId);
      await deleteSessionsOf(db, personId);
      await deleteInvitationsOf(db, personId);
    }),
  );
  ctx.log.info({ person: personId }, 'person deleted');
}
