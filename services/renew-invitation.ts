import type { Campus } from '#db/queries/campuses.ts';
import { lockPerson } from '#db/queries/people.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { isWithinReach } from '#services/is-within-reach.ts';
import { NotAllowed } from '#services/not-allowed.ts';
import { makeLink, type OneTimeLink } from '#services/one-time-links.ts';
import { recordAudit } from '#services/record-audit.ts';
import { requireMember } from '#services/require-member.ts';
import { type Actor, actorName, requirePermission } from '#services/require-role.ts';

/**
 * Makes a new link by which a member of the campus chooses a password, and takes back older ones.
 * Errors: not-allowed (also for a person of other campuses too, or a disabled one), person-unknown.
 */
export async function renewInvitation(
  ctx: Context,
  request: { by: Actor | null; campus: Campus; personId: number; now: Date },
): Promise<OneTimeLink> {
  const { by, campus, personId, now } = request;
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'invite-person' });
  const link = await inTransaction(ctx.database, async (transaction) => {
    const person = await lockPerson(transaction, personId);
    await requireMember(transaction.db, { campus, personId });
    if (person?.isDisabled === true) throw new NotAllowed('person-disabled');
    if (!(await isWithinReach(transaction.db, { by, personId }))) throw new NotAllowed('shared-person');
    await recordAudit(transaction.db, { campusId: campus.id, by, action: 'renew-invitation', subject: personId, at: now });
    return makeLink(transaction.db, { personId, now });
  });
  ctx.log.info({ campus: campus.slug, person: personId, by: actorName(by) }, 'invitation renewed');
  return link;
}
