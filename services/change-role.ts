import type { Campus } from '#db/queries/campuses.ts';
import { setMembership } from '#db/queries/people.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { keepAnAdmin } from '#services/keep-an-admin.ts';
import type { Role } from '#services/permissions.ts';
import { recordAudit } from '#services/record-audit.ts';
import { requireMember } from '#services/require-member.ts';
import { type Actor, actorName, requirePermission } from '#services/require-role.ts';

/** Gives a member of the campus another role, from their next request on. Errors: not-allowed, person-unknown. */
export async function changeRole(
  ctx: Context,
  request: { by: Actor | null; campus: Campus; personId: number; role: Role },
): Promise<void> {
  const { by, campus, personId, role } = request;
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'change-role' });
  await inTransaction(ctx.database, (transaction) =>
    keepAnAdmin(transaction, [campus.id], async () => {
      await requireMember(transaction.db, { campus, personId });
      await setMembership(transaction.db, { campusId: campus.id, personId, role });
      await recordAudit(transaction.db, {
        ...{ campusId: campus.id, by, action: 'change-role', subject: personId },
        detail: { role },
      });
    }),
  );
  ctx.log.info({ campus: campus.slug, person: personId, role, by: actorName(by) }, 'role changed');
}
