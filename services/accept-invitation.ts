import { listCampuses } from '#db/queries/campuses.ts';
import { deleteOpenInvitations, findInvitation, type Invitation, useInvitation } from '#db/queries/invitations.ts';
import {
  findPerson,
  isAnyPasswordSet,
  lockPerson,
  type Person,
  setMembership,
  takePerson,
  updatePerson,
} from '#db/queries/people.ts';
import { deleteSessionsOf } from '#db/queries/sessions.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { readEmail } from '#services/email-address.ts';
import { type OpenedSession, openSession } from '#services/open-session.ts';
import { hashPassword, requireStrongPassword } from '#services/passwords.ts';
import { recordOwnAudit } from '#services/record-own-audit.ts';
import { hashSecretWord } from '#services/secret-words.ts';
import { ServiceError } from '#services/service-error.ts';

/** Whom a link is for. `email` is null for the first admin's, who still has to say it. */
export interface OpenInvitation {
  readonly email: string | null;
  readonly expiresAt: Date;
}

/** Looks at a link without using it. Errors: link-invalid. */
export async function readInvitation(ctx: Context, request: { token: string; now: Date }): Promise<OpenInvitation> {
  const { db } = ctx.database;
  const invitation = await findInvitation(db, { tokenHash: hashSecretWord(request.token), now: request.now });
  if (invitation === null) throw linkInvalid();
  if (invitation.personId === null) {
    if (await isAnyPasswordSet(db)) throw linkInvalid();
    return { email: null, expiresAt: invitation.expiresAt };
  }
  const person = await findPerson(db, invitation.personId);
  if (person === null || person.isDisabled) throw linkInvalid();
  return { email: person.email, expiresAt: invitation.expiresAt };
}

/**
 * Uses a link: sets the password, ends the person's other sessions and opens one. The first admin's link also needs an
 * e-mail address (ignored with others) and gives the role admin at every campus there is; with none yet, at the first one
 * that is added. Of several at once, one succeeds. Errors: link-invalid, email-bad, password-weak (WeakPassword).
 */
export async function acceptInvitation(
  ctx: Context,
  request: { token: string; email: string | null; password: string; now: Date },
): Promise<OpenedSession> {
  const { token, password, now } = request;
  const open = await readInvitation(ctx, { token, now });
  const email = open.email ?? readEmail(request.email ?? '');
  requireStrongPassword(password, email);
  const passwordHash = await hashPassword(password);
  const session = await inTransaction(ctx.database, async (transaction) => {
    const invitation = await useInvitation(transaction.db, { tokenHash: hashSecretWord(token), now });
    if (invitation === null) throw linkInvalid();
    const person = await personOf(transaction, { invitation, email, now });
    await updatePerson(transaction.db, { id: person.id, passwordHash });
    await deleteSessionsOf(transaction.db, person.id);
    await deleteOpenInvitations(transaction.db, person.id);
    await recordOwnAudit(transaction.db, { personId: person.id, action: 'accept-invitation', at: now });
    return openSession(transaction, { personId: person.id, passwordHash, now });
  });
  if (session === null) throw linkInvalid();
  ctx.log.info({ person: session.personId, isFirst: open.email === null }, 'invitation accepted');
  return session;
}

async function personOf(
  transaction: Transaction,
  request: { invitation: Invitation; email: string; now: Date },
): Promise<Person> {
  const { invitation, email, now } = request;
  const person =
    invitation.personId === null
      ? await firstAdmin(transaction, { email, now })
      : await lockPerson(transaction, invitation.personId);
  if (person === null || person.isDisabled) throw linkInvalid();
  return person;
}

async function firstAdmin(transaction: Transaction, request: { email: string; now: Date }): Promise<Person> {
  const { db } = transaction;
  if (await isAnyPasswordSet(db)) throw linkInvalid();
  const person = await takePerson(transaction, { email: request.email, createdAt: request.now });
  for (const campus of await listCampuses(db))
    await setMembership(db, { campusId: campus.id, personId: person.id, role: 'admin' });
  return person;
}

const linkInvalid = (): ServiceError =>
  new ServiceError(
    'link-invalid',
    'This link is unknown, used or over. Ask an admin of your campus for a new one; the first admin’s is printed anew when Wattle starts.',
  );
