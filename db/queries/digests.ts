import { and, count, desc, eq, getTableColumns, gt, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { Publication } from '#db/queries/publications.ts';
import { digestSends, digestSubscriptions, digests, publications } from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

export type Digest = typeof digests.$inferSelect;

/** A copy that this sender alone may send. */
export interface ClaimedCopy {
  readonly campusId: number;
  readonly sendingWeek: string;
  readonly subscriptionId: number;
  /** Which try this is, from 1. */
  readonly tries: number;
  readonly email: string;
  readonly locale: (typeof digestSubscriptions.$inferSelect)['locale'];
  readonly leaveKey: string;
  readonly refusals: number;
}

type CopyKey = Pick<ClaimedCopy, 'campusId' | 'sendingWeek' | 'subscriptionId'>;

/** The digest made last, and the Monday of the week that it is about. */
export async function newestDigest(db: Db, campusId: number): Promise<(Digest & { readonly week: string }) | null> {
  const [found] = await db
    .select({ ...getTableColumns(digests), week: publications.week })
    .from(digests)
    .innerJoin(publications, and(eq(publications.campusId, digests.campusId), eq(publications.seq, digests.publicationSeq)))
    .where(eq(digests.campusId, campusId))
    .orderBy(desc(digests.sendingWeek))
    .limit(1);
  return found ?? null;
}

export async function findDigest(db: Db, key: { campusId: number; sendingWeek: string }): Promise<Digest | null> {
  const [found] = await db
    .select()
    .from(digests)
    .where(and(eq(digests.campusId, key.campusId), eq(digests.sendingWeek, key.sendingWeek)));
  return found ?? null;
}

/** False when the campus has one of that week already. */
export async function insertDigest(db: Db, values: typeof digests.$inferInsert): Promise<boolean> {
  const made = await db.insert(digests).values(values).onConflictDoNothing().returning({ week: digests.sendingWeek });
  return made.length > 0;
}

/** A copy for everyone who had confirmed by an instant; how many they are. */
export async function insertCopies(
  db: Db,
  request: { campusId: number; sendingWeek: string; confirmedBy: Date; dueAt: Date },
): Promise<number> {
  const { campusId, sendingWeek, confirmedBy, dueAt } = request;
  const { rowCount } = await db.execute(sql`
    INSERT INTO digest_sends (campus_id, sending_week, subscription_id, due_at)
    SELECT campus_id, ${sendingWeek}::date, id, ${dueAt} FROM digest_subscriptions
    WHERE campus_id = ${campusId} AND confirmed_at <= ${confirmedBy}`);
  return rowCount ?? 0;
}

/** The editions of one state published after a link of the chain and up to another (null: the newest), newest first. */
export async function listEditionsBetween(
  db: Db,
  query: { campusId: number; state: 'final' | 'corrected'; sinceSeq: number; uptoSeq: number | null; limit: number },
): Promise<Publication[]> {
  const { campusId, state, sinceSeq, uptoSeq, limit } = query;
  return db
    .select()
    .from(publications)
    .where(
      and(
        eq(publications.campusId, campusId),
        eq(publications.state, state),
        gt(publications.seq, sinceSeq),
        uptoSeq === null ? undefined : lte(publications.seq, uptoSeq),
      ),
    )
    .orderBy(desc(publications.seq))
    .limit(limit);
}

/** Takes one copy that is due, of any campus (or one): of several senders one gets it. */
export async function claimCopy(db: Db, claim: { now: Date; campusId?: number }): Promise<ClaimedCopy | null> {
  const { now, campusId } = claim;
  const sends = digestSends;
  const due = db
    .select({ campusId: sends.campusId, sendingWeek: sends.sendingWeek, subscriptionId: sends.subscriptionId })
    .from(sends)
    .where(and(isNull(sends.claimedAt), lte(sends.dueAt, now), campusId === undefined ? undefined : eq(sends.campusId, campusId)))
    .orderBy(sends.dueAt, sends.subscriptionId)
    .limit(1)
    .for('update', { skipLocked: true });
  const [taken] = await db
    .update(sends)
    .set({ claimedAt: now, tries: sql`${sends.tries} + 1` })
    .from(digestSubscriptions)
    .where(
      and(
        // Not IN: that may look for a row to take once for each row it compares.
        sql`(${sends.campusId}, ${sends.sendingWeek}, ${sends.subscriptionId}) = (${due})`,
        eq(digestSubscriptions.campusId, sends.campusId),
        eq(digestSubscriptions.id, sends.subscriptionId),
      ),
    )
    .returning({
      campusId: sends.campusId,
      sendingWeek: sends.sendingWeek,
      subscriptionId: sends.subscriptionId,
      tries: sends.tries,
      email: digestSubscriptions.email,
      locale: digestSubscriptions.locale,
      leaveKey: digestSubscriptions.leaveKey,
      refusals: digestSubscriptions.refusals,
    });
  return taken ?? null;
}

/** Puts a claimed copy back until an instant. */
export async function putCopyBack(db: Db, copy: CopyKey & { dueAt: Date }): Promise<void> {
  await db.update(digestSends).set({ claimedAt: null, dueAt: copy.dueAt }).where(isCopy(copy));
}

/** Takes a copy off the list and counts it. Its row may be gone with its subscription: it is counted all the same. */
export async function endCopy(db: Db, copy: CopyKey & { isSent: boolean }): Promise<void> {
  await db.delete(digestSends).where(isCopy(copy));
  await db
    .update(digests)
    .set(copy.isSent ? { sent: sql`${digests.sent} + 1` } : { failed: sql`${digests.failed} + 1` })
    .where(and(eq(digests.campusId, copy.campusId), eq(digests.sendingWeek, copy.sendingWeek)));
}

/** Of all campuses: copies whose sender died before it said what became of them, and those that were tried for too long. */
export async function listLostCopies(db: Db, before: { claimedBefore: Date; madeBefore: Date }): Promise<CopyKey[]> {
  const { campusId, sendingWeek, subscriptionId, claimedAt } = digestSends;
  return db
    .select({ campusId, sendingWeek, subscriptionId })
    .from(digestSends)
    .innerJoin(digests, and(eq(digests.campusId, campusId), eq(digests.sendingWeek, sendingWeek)))
    .where(
      sql`(${and(isNotNull(claimedAt), lte(claimedAt, before.claimedBefore))} OR ${and(isNull(claimedAt), lte(digests.madeAt, before.madeBefore))})`,
    )
    .for('update', { skipLocked: true, of: digestSends });
}

export async function countCopies(db: Db, key: { campusId: number; sendingWeek: string }): Promise<number> {
  const [found] = await db
    .select({ waiting: count() })
    .from(digestSends)
    .where(and(eq(digestSends.campusId, key.campusId), eq(digestSends.sendingWeek, key.sendingWeek)));
  return found?.waiting ?? 0;
}

function isCopy({ campusId, sendingWeek, subscriptionId }: CopyKey) {
  return and(
    eq(digestSends.campusId, campusId),
    eq(digestSends.sendingWeek, sendingWeek),
    eq(digestSends.subscriptionId, subscriptionId),
  );
}

/** Whether anything is to be sent now, at any campus. */
export async function isMailWaiting(db: Db, now: Date): Promise<boolean> {
  const { rows } = await db.execute<{ waits: boolean }>(sql`
    SELECT EXISTS (SELECT 1 FROM digest_sends WHERE claimed_at IS NULL AND due_at <= ${now})
      OR EXISTS (SELECT 1 FROM digest_subscriptions WHERE confirm_due_at <= ${now}) AS waits`);
  return rows[0]?.waits ?? false;
}
