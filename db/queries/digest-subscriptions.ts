import { and, count, eq, gt, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import { digestAttempts, digestSubscriptions } from '#db/schema/index.ts';
import type { Db, Transaction } from '#db/transaction.ts';

export type DigestSubscription = typeof digestSubscriptions.$inferSelect;

const subscriptions = digestSubscriptions;

/** Until the transaction ends nobody else asks for the mail of this campus. */
export async function lockDigestRequests({ db }: Transaction, campusId: number): Promise<void> {
  await db.execute(sql`SELECT pg_advisory_xact_lock(hashtext('digest'), ${campusId}::int)`);
}

export async function findSubscription(db: Db, key: { campusId: number; email: string }): Promise<DigestSubscription | null> {
  const [found] = await db
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.campusId, key.campusId), eq(subscriptions.email, key.email)));
  return found ?? null;
}

export async function insertSubscription(db: Db, values: typeof subscriptions.$inferInsert): Promise<void> {
  await db.insert(subscriptions).values(values);
}

export async function updateSubscription(
  db: Db,
  change: {
    campusId: number;
    id: number;
    set: Partial<Pick<DigestSubscription, 'locale' | 'confirmDueAt' | 'refusals'>>;
  },
): Promise<void> {
  await db
    .update(subscriptions)
    .set(change.set)
    .where(and(eq(subscriptions.campusId, change.campusId), eq(subscriptions.id, change.id)));
}

export async function deleteSubscription(db: Db, key: { campusId: number; id: number }): Promise<void> {
  await db.delete(subscriptions).where(and(eq(subscriptions.campusId, key.campusId), eq(subscriptions.id, key.id)));
}

/** Whether there was one with this key. */
export async function deleteSubscriptionByKey(db: Db, key: { campusId: number; leaveKey: string }): Promise<boolean> {
  const gone = await db
    .delete(subscriptions)
    .where(and(eq(subscriptions.campusId, key.campusId), eq(subscriptions.leaveKey, key.leaveKey)))
    .returning({ id: subscriptions.id });
  return gone.length > 0;
}

/** Of every campus: those asked for until an instant and never confirmed. */
export async function deleteUnconfirmedBefore(db: Db, instant: Date): Promise<void> {
  await db.delete(subscriptions).where(and(isNull(subscriptions.confirmedAt), lte(subscriptions.askedAt, instant)));
}

/** Takes one whose confirmation is to be mailed, of any campus (or one), and notes its new hash: of several senders one gets it. */
export async function claimConfirmation(
  db: Db,
  claim: { now: Date; confirmHash: Buffer; campusId?: number },
): Promise<DigestSubscription | null> {
  const { now, confirmHash, campusId } = claim;
  const due = db
    .select({ campusId: subscriptions.campusId, id: subscriptions.id })
    .from(subscriptions)
    .where(
      and(
        lte(subscriptions.confirmDueAt, now),
        isNull(subscriptions.confirmedAt),
        campusId === undefined ? undefined : eq(subscriptions.campusId, campusId),
      ),
    )
    .orderBy(subscriptions.confirmDueAt)
    .limit(1)
    .for('update', { skipLocked: true });
  const [taken] = await db
    .update(subscriptions)
    .set({ confirmHash, confirmDueAt: null, confirmMails: sql`${subscriptions.confirmMails} + 1` })
    .where(sql`(${subscriptions.campusId}, ${subscriptions.id}) = (${due})`)
    .returning();
  return taken ?? null;
}

/** Whether a subscription was waiting for this word; `askedSince` bounds how long it may have waited. */
export async function confirmSubscription(
  db: Db,
  word: { campusId: number; confirmHash: Buffer; askedSince: Date; now: Date },
): Promise<boolean> {
  const { campusId, confirmHash, askedSince, now } = word;
  const confirmed = await db
    .update(subscriptions)
    .set({ confirmedAt: sql`COALESCE(${subscriptions.confirmedAt}, ${now})`, confirmDueAt: null })
    .where(
      and(
        eq(subscriptions.campusId, campusId),
        eq(subscriptions.confirmHash, confirmHash),
        sql`(${subscriptions.confirmedAt} IS NOT NULL OR ${subscriptions.askedAt} > ${askedSince})`,
      ),
    )
    .returning({ id: subscriptions.id });
  return confirmed.length > 0;
}

export async function countConfirmed(db: Db, campusId: number): Promise<number> {
  const [found] = await db
    .select({ confirmed: count() })
    .from(subscriptions)
    .where(and(eq(subscriptions.campusId, campusId), isNotNull(subscriptions.confirmedAt)));
  return found?.confirmed ?? 0;
}

/** Attempts after an instant: by one address, or (null) by all. */
export async function countDigestAttempts(
  db: Db,
  query: { campusId: number; addressHash: Buffer | null; since: Date },
): Promise<number> {
  const { campusId, addressHash, since } = query;
  const attempts = digestAttempts;
  const [found] = await db
    .select({ tries: count() })
    .from(attempts)
    .where(
      and(
        eq(attempts.campusId, campusId),
        addressHash === null ? undefined : eq(attempts.addressHash, addressHash),
        gt(attempts.attemptedAt, since),
      ),
    );
  return found?.tries ?? 0;
}

export async function insertDigestAttempt(db: Db, values: typeof digestAttempts.$inferInsert): Promise<void> {
  await db.insert(digestAttempts).values(values);
}

/** Of every campus. */
export async function deleteDigestAttemptsBefore(db: Db, instant: Date): Promise<void> {
  await db.delete(digestAttempts).where(lte(digestAttempts.attemptedAt, instant));
}
