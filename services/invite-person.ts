import type { Campus } from '#db/queries/campuses.ts';
import { deleteOpenInvitations } from '#db/queries/invitations.ts';
import { setMembership, takePerson } from '#db/queries/people.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { readEmail } from '#services/email-address.ts';
import { isWithinReach } from '#services/is-within-reach.ts';
import { keepAnAdmin } from '#services/keep-an-admin.ts';
import { NotAllowed } from '#services/not-allowed.ts';
import { makeLink, type OneTimeLink } from '#services/one-time-links.ts';
import type { Role } from '#services/permissions.ts';
import { recordAudit } from '#services/record-audit.ts';
import { type Actor, actorName, requirePermission } from '#services/require-role.ts';

export interface Invited {
  readonly personId: number;
  readonly email: string;
  readonly role: Role;
  /** Null: the person signs in already, with an account of another campus whose password is not this admin's to change. */
  readonly link: OneTimeLink | null;
}

/**
 * Gives a person a role at a campus, adding the person if need be, and makes the link by which they choose a password.
 * For one who was here already this is another role, and a way back in after a lost password.
 * Errors: not-allowed, email-bad.
 */
export async function invitePerson(
  ctx: Context,
  request: { by: Actor | null; campus: Campus; email: string; role: Role; now: Date },
): Promise<Invited> {
  const { by, campus, role, now } = request;
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'invite-person' });
  const email = readEmail(request.email);
  const invited = await inTransaction(ctx.database, (transaction) =>
    keepAnAdmin(transaction, [campus.id], async (): Promise<Invited> => {
      const { db } = transaction;
      const person = await takePerson(transaction, { email, createdAt: now });
      if (person.isDisabled) throw new NotAllowed('person-disabled');
      const isReachable = await isWithinReach(db, { by, personId: person.id });
      if (!isReachable && person.passwordHash === null) throw new NotAllowed('invited-elsewhere');
      await setMembership(db, { campusId: campus.id, personId: person.id, role });
      // A link another admin made while the person was theirs alone must not open the door to this campus.
      if (!isReachable) await deleteOpenInvitations(db, person.id);
      const link = isReachable ? await makeLink(db, { personId: person.id, now }) : null;
      await recordAudit(db, {
        ...{ campusId: campus.id, by, action: 'invite-person', subject: person.id, at: now },
        detail: { role },
      });
      return { personId: person.id, email, role, link };
    }),
  );
  ctx.log.info({ campus: campus.slug, person: invited.personId, role, by: actorName(by) }, 'person invited');
  return invited;
}
