import { and, desc, eq, isNull, lte, or } from 'drizzle-orm';
import { type TOKEN_PURPOSES, tokens } from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

export type Token = typeof tokens.$inferSelect;
export type TokenPurpose = (typeof TOKEN_PURPOSES)[number];

export async function insertToken(db: Db, values: typeof tokens.$inferInsert): Promise<Token> {
  const [inserted] = await db.insert(tokens).values(values).returning();
  if (inserted === undefined) throw new Error('the token was not inserted');
  return inserted;
}

export async function findToken(db: Db, key: { campusId: number; tokenHash: Buffer }): Promise<Token | null> {
  const [found] = await db
    .select()
    .from(tokens)
    .where(and(eq(tokens.campusId, key.campusId), eq(tokens.tokenHash, key.tokenHash)));
  return found ?? null;
}

/** Newest first. */
export async function listTokens(db: Db, campusId: number): Promise<Token[]> {
  return db.select().from(tokens).where(eq(tokens.campusId, campusId)).orderBy(desc(tokens.id));
}

/** False when there is no such token. One that was revoked before keeps its first time. */
export async function setTokenRevoked(db: Db, key: { campusId: number; id: number; now: Date }): Promise<boolean> {
  const isToken = and(eq(tokens.campusId, key.campusId), eq(tokens.id, key.id));
  await db
    .update(tokens)
    .set({ revokedAt: key.now })
    .where(and(isToken, isNull(tokens.revokedAt)));
  const found = await db.select({ id: tokens.id }).from(tokens).where(isToken);
  return found.length === 1;
}

/** Notes a use, unless one was noted after `notSince`. */
export async function noteTokenUse(db: Db, use: { campusId: number; id: number; now: Date; notSince: Date }): Promise<void> {
  await db
    .update(tokens)
    .set({ lastUsedAt: use.now })
    .where(
      and(
        eq(tokens.campusId, use.campusId),
        eq(tokens.id, use.id),
        or(isNull(tokens.lastUsedAt), lte(tokens.lastUsedAt, use.notSince)),
      ),
    );
}
