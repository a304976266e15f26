import { and, asc, eq, gt, inArray, lte, ne } from 'drizzle-orm';
import { people, sessions } from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

export async function insertSession(db: Db, values: typeof sessions.$inferInsert): Promise<void> {
  await db.insert(sessions).values(values);
}

/** Whose session it is and until when; null when there is none, it has ended, or its person is disabled. */
export async function findSession(
  db: Db,
  query: { tokenHash: Buffer; now: Date },
): Promise<{ personId: number; email: string; expiresAt: Date } | null> {
  const [found] = await db
    .select({ personId: people.id, email: people.email, expiresAt: sessions.expiresAt })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(and(eq(sessions.tokenHash, query.tokenHash), gt(sessions.expiresAt, query.now), eq(people.isDisabled, false)));
  return found ?? null;
}

export async function listSessions(db: Db, personId: number): Promise<{ createdAt: Date; expiresAt: Date }[]> {
  return db
    .select({ createdAt: sessions.createdAt, expiresAt: sessions.expiresAt })
    .from(sessions)
    .where(eq(sessions.personId, personId))
    .orderBy(asc(sessions.createdAt));
}

export async function deleteSession(db: Db, tokenHash: Buffer): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
}

export async function deleteSessionsOf(db: Db, personId: number): Promise<void> {
  await db.delete(sessions).where(eq(sessions.personId, personId));
}

export async function deleteOtherSessions(db: Db, kept: { personId: number; tokenHash: Buffer }): Promise<void> {
  await db.delete(sessions).where(and(eq(sessions.personId, kept.personId), ne(sessions.tokenHash, kept.tokenHash)));
}

export async function deleteEndedSessions(db: Db, now: Date): Promise<void> {
  const ended = db
    .select({ tokenHash: sessions.tokenHash })
    .from(sessions)
    .where(lte(sessions.expiresAt, now))
    .for('update', { skipLocked: true });
  await db.delete(sessions).where(inArray(sessions.tokenHash, ended));
}
