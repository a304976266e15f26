import { lockPerson } from '#db/queries/people.ts';
import { deleteEndedSessions, insertSession } from '#db/queries/sessions.ts';
import type { Transaction } from '#db/transaction.ts';
import { hashSecretWord, newSecretWord } from '#services/secret-words.ts';

export const SESSION_HOURS = 12;

/** `token` goes into the cookie and nowhere else. */
export interface OpenedSession {
  readonly personId: number;
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Opens a session for a person who has just shown the password of `passwordHash`; null when in the meantime they were
 * disabled or the password changed.
 */
export async function openSession(
  transaction: Transaction,
  request: { personId: number; passwordHash: string; now: Date },
): Promise<OpenedSession | null> {
  const { personId, passwordHash, now } = request;
  const person = await lockPerson(transaction, personId);
  if (person === null || person.isDisabled || person.passwordHash !== passwordHash) return null;
  await deleteEndedSessions(transaction.db, now);
  const token = newSecretWord();
  const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
  await insertSession(transaction.db, { tokenHash: hashSecretWord(token), personId, createdAt: now, expiresAt });
  return { personId, token, expiresAt };
}
