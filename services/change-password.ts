import { deleteOpenInvitations } from '#db/queries/invitations.ts';
import { findPerson, lockPerson, updatePerson } from '#db/queries/people.ts';
import { deleteOtherSessions } from '#db/queries/sessions.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { hashPassword, isPasswordOf, requireStrongPassword } from '#services/passwords.ts';
import type { StaffSession } from '#services/read-session.ts';
import { recordOwnAudit } from '#services/record-own-audit.ts';
import { hashSecretWord } from '#services/secret-words.ts';
import { ServiceError } from '#services/service-error.ts';

/**
 * Sets the signed-in person's password and ends their sessions elsewhere; `token` is the session that stays.
 * Errors: credentials-wrong (the current password), password-weak (WeakPassword).
 */
export async function changePassword(
  ctx: Context,
  request: { session: StaffSession; token: string; current: string; password: string },
): Promise<void> {
  const { session, token, current, password } = request;
  const person = await findPerson(ctx.database.db, session.personId);
  if (person === null || !(await isPasswordOf(person.passwordHash, current)))
    throw new ServiceError('credentials-wrong', 'The current password is wrong. Type the one you signed in with.');
  requireStrongPassword(password, person.email);
  const passwordHash = await hashPassword(password);
  await inTransaction(ctx.database, async (transaction) => {
    const locked = await lockPerson(transaction, person.id);
    if (locked?.passwordHash !== person.passwordHash)
      throw new ServiceError('credentials-wrong', 'The password was changed elsewhere just now. Sign in with the new one.');
    await updatePerson(transaction.db, { id: person.id, passwordHash });
    await deleteOtherSessions(transaction.db, { personId: person.id, tokenHash: hashSecretWord(token) });
    await deleteOpenInvitations(transaction.db, person.id);
    await recordOwnAudit(transaction.db, { personId: person.id, action: 'change-password' });
  });
  ctx.log.info({ person: person.id }, 'password changed');
}
