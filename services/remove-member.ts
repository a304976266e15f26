import type { Campus } from '#db/queries/campuses.ts';
import { deleteMembership } from '#db/queries/people.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { keepAnAdmin } from '#services/keep-an-admin.ts';
import { recordAudit } from '#services/record-audit.ts';
import { requireMember } from '#services/require-member.ts';
import { type Actor, actorName, requirePermission } from '#services/require-role.ts';

/** Takes a person's role at the campus away; what they have at other campuses stays. Errors: not-allowed, person-unknown. */
export async function removeMember(ctx: Context, request: { by: Actor | null; campus: Campus; personId: number }): Promise<void> {
  const { by, campus, personId } = request;
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'remove-member' });
  await inTransaction(ctx.database, (transaction) =>
    keepAnAdmin(transaction, [campus.id], async () => {
      await requireMember(transaction.db, { campus, personId });
      await deleteMembership(transaction.db, { campusId: campus.id, personId });
      await recordAudit(transaction.db, { campusId: campus.id, by, action: 'remove-member', subject: personId });
    }),
  );
  ctx.log.info({ campus: campus.slug, person: personId, by: actorName(by) }, 'member removed');
}
