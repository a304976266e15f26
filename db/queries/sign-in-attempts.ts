import { and, desc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import { signInAttempts } from '#db/schema/index.ts';
import type { Db, Transaction } from '#db/transaction.ts';

export interface AttemptKeys {
  readonly accountHash: Buffer;
  readonly addressHash: Buffer;
}

/** Until the transaction ends, no other counts or adds attempts for this account or this address. */
export async function lockAttempts({ db }: Transaction, keys: AttemptKeys): Promise<void> {
  // Always the account first: with two kinds of lock in one order, no two sign-ins wait for each other.
  await db.execute(sql`SELECT pg_advisory_xact_lock(hashtext('sign-in account'), ${keys.accountHash.readInt32BE(0)}::int)`);
  await db.execute(sql`SELECT pg_advisory_xact_lock(hashtext('sign-in address'), ${keys.addressHash.readInt32BE(0)}::int)`);
}

/** When the `nth` newest attempt after `since` was, by account or by address; null with fewer. */
export async function findNthAttempt(
  db: Db,
  query: { by: { accountHash: Buffer } | { addressHash: Buffer }; nth: number; since: Date },
): Promise<Date | null> {
  const { by, nth, since } = query;
  const isTheirs =
    'accountHash' in by ? eq(signInAttempts.accountHash, by.accountHash) : eq(signInAttempts.addressHash, by.addressHash);
  const [found] = await db
    .select({ attemptedAt: signInAttempts.attemptedAt })
    .from(signInAttempts)
    .where(and(isTheirs, gt(signInAttempts.attemptedAt, since)))
    .orderBy(desc(signInAttempts.attemptedAt))
    .offset(nth - 1)
    .limit(1);
  return found?.attemptedAt ?? null;
}

export async function insertAttempt(db: Db, values: AttemptKeys & { attemptedAt: Date }): Promise<void> {
  await db.insert(signInAttempts).values(values);
}

export async function deleteAttemptsOn(db: Db, accountHash: Buffer): Promise<void> {
  await db.delete(signInAttempts).where(eq(signInAttempts.accountHash, accountHash));
}

export async function deleteAttemptsBefore(db: Db, instant: Date): Promise<void> {
  const old = db
    .select({ id: signInAttempts.id })
    .from(signInAttempts)
    .where(lte(signInAttempts.attemptedAt, instant))
    .for('update', { skipLocked: true });
  await db.delete(signInAttempts).where(inArray(signInAttempts.id, old));
}
