import { and, asc, desc, eq, isNull, lte, sql } from 'drizzle-orm';
import { announcements, announcingRules, publications, weekRequests } from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

export type WeekRequest = typeof weekRequests.$inferSelect;
export type Announcement = typeof announcements.$inferSelect;

/** Whether announcing and correcting take two people at a campus. */
export async function needsSecondPerson(db: Db, campusId: number): Promise<boolean> {
  const [rules] = await db.select().from(announcingRules).where(eq(announcingRules.campusId, campusId));
  return rules?.secondPerson ?? false;
}

export async function putSecondPerson(db: Db, rules: { campusId: number; secondPerson: boolean }): Promise<void> {
  const { secondPerson } = rules;
  await db.insert(announcingRules).values(rules).onConflictDoUpdate({ target: announcingRules.campusId, set: { secondPerson } });
}

/** Null when another request about the week is open. */
export async function insertWeekRequest(db: Db, request: typeof weekRequests.$inferInsert): Promise<WeekRequest | null> {
  const [inserted] = await db.insert(weekRequests).values(request).onConflictDoNothing().returning();
  return inserted ?? null;
}

/** The request, which nobody else can change until the transaction ends. */
export async function lockWeekRequest(db: Db, key: { campusId: number; id: number }): Promise<WeekRequest | null> {
  const [found] = await db
    .select()
    .from(weekRequests)
    .where(and(eq(weekRequests.campusId, key.campusId), eq(weekRequests.id, key.id)))
    .for('update');
  return found ?? null;
}

/** What was asked about a week, newest first. */
export async function listWeekRequests(db: Db, key: { campusId: number; week: string }): Promise<WeekRequest[]> {
  return db
    .select()
    .from(weekRequests)
    .where(and(eq(weekRequests.campusId, key.campusId), eq(weekRequests.week, key.week)))
    .orderBy(desc(weekRequests.id));
}

/** What was asked last about each week of a campus. */
export async function listNewestWeekRequests(db: Db, campusId: number): Promise<WeekRequest[]> {
  return db
    .selectDistinctOn([weekRequests.week])
    .from(weekRequests)
    .where(eq(weekRequests.campusId, campusId))
    .orderBy(desc(weekRequests.week), desc(weekRequests.id));
}

/** Open requests of all campuses (or one) that were set for a time which has come and have the second person they need. */
export async function listDueWeekRequests(db: Db, query: { now: Date; campusId?: number }): Promise<WeekRequest[]> {
  const { now, campusId } = query;
  const needsNobody = sql`(${weekRequests.isApproved} OR NOT EXISTS (SELECT 1 FROM announcing_rules r
    WHERE r.campus_id = ${weekRequests.campusId} AND r.second_person))`;
  return db
    .select()
    .from(weekRequests)
    .where(
      and(
        isNull(weekRequests.outcome),
        lte(weekRequests.dueAt, now),
        needsNobody,
        campusId === undefined ? undefined : eq(weekRequests.campusId, campusId),
      ),
    )
    .orderBy(asc(weekRequests.campusId), asc(weekRequests.week));
}

export async function updateWeekRequest(
  db: Db,
  change: {
    campusId: number;
    id: number;
    set: Partial<Pick<WeekRequest, 'isApproved' | 'approvedBy' | 'approvedAt' | 'outcome' | 'endedBy' | 'endedAt'>>;
  },
): Promise<void> {
  await db
    .update(weekRequests)
    .set(change.set)
    .where(and(eq(weekRequests.campusId, change.campusId), eq(weekRequests.id, change.id)));
}

export async function insertAnnouncement(db: Db, announcement: Announcement): Promise<void> {
  await db.insert(announcements).values(announcement);
}

/** What was said with each final and corrected edition of a week, oldest first. */
export async function listAnnouncements(
  db: Db,
  key: { campusId: number; week: string },
): Promise<(Announcement & { edition: number; announcedAt: Date })[]> {
  const rows = await db
    .select({ announcement: announcements, edition: publications.edition, announcedAt: publications.publishedAt })
    .from(announcements)
    .innerJoin(
      publications,
      and(eq(publications.campusId, announcements.campusId), eq(publications.seq, announcements.publicationSeq)),
    )
    .where(and(eq(announcements.campusId, key.campusId), eq(publications.week, key.week)))
    .orderBy(asc(publications.seq));
  return rows.map(({ announcement, edition, announcedAt }) => ({ ...announcement, edition, announcedAt }));
}
