import { and, eq, gt, isNull } from 'drizzle-orm';
import { invitations } from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

export type Invitation = typeof invitations.$inferSelect;

export async function insertInvitation(db: Db, values: typeof invitations.$inferInsert): Promise<void> {
  await db.insert(invitations).values(values);
}

/** Null when it is unknown, used or over. */
export async function findInvitation(db: Db, query: { tokenHash: Buffer; now: Date }): Promise<Invitation | null> {
  const [found] = await db.select().from(invitations).where(isOpen(query));
  return found ?? null;
}

/** Marks it used; null when it is unknown, used or over. Of several at once only the first gets it. */
export async function useInvitation(db: Db, query: { tokenHash: Buffer; now: Date }): Promise<Invitation | null> {
  const [used] = await db.update(invitations).set({ usedAt: query.now }).where(isOpen(query)).returning();
  return used ?? null;
}

/** Takes back the unused links of a person, or, for null, those of the first admin. */
export async function deleteOpenInvitations(db: Db, personId: number | null): Promise<void> {
  const whose = personId === null ? isNull(invitations.personId) : eq(invitations.personId, personId);
  await db.delete(invitations).where(and(whose, isNull(invitations.usedAt)));
}

export async function deleteInvitationsOf(db: Db, personId: number): Promise<void> {
  await db.delete(invitations).where(eq(invitations.personId, personId));
}

const isOpen = ({ tokenHash, now }: { tokenHash: Buffer; now: Date }) =>
  and(eq(invitations.tokenHash, tokenHash), isNull(invitations.usedAt), gt(invitations.expiresAt, now));
