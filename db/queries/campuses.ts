import { asc, eq, sql } from 'drizzle-orm';
import { campuses, dataRevisions, publicationHeads } from '#db/schema/index.ts';
import type { Db, Transaction } from '#db/transaction.ts';

export type Campus = typeof campuses.$inferSelect;

export async function findCampus(db: Db, slug: string): Promise<Campus | null> {
  const [campus] = await db.select().from(campuses).where(eq(campuses.slug, slug));
  return campus ?? null;
}

export async function listCampuses(db: Db): Promise<Campus[]> {
  return db.select().from(campuses).orderBy(asc(campuses.slug));
}

/** Null when the slug is taken. */
export async function insertCampus(db: Db, campus: typeof campuses.$inferInsert): Promise<Campus | null> {
  const [inserted] = await db.insert(campuses).values(campus).onConflictDoNothing().returning();
  if (inserted === undefined) return null;
  await db.insert(dataRevisions).values({ campusId: inserted.id, revision: 0 });
  await db.insert(publicationHeads).values({ campusId: inserted.id, seq: 0, digest: null });
  return inserted;
}

export async function setUnknownResidents(db: Db, change: { campusId: number; atLeast: number | null }): Promise<void> {
  await db.update(campuses).set({ unknownResidentsAtLeast: change.atLeast }).where(eq(campuses.id, change.campusId));
}

export async function setCampusPlace(db: Db, change: { campusId: number; latitude: number; longitude: number }): Promise<void> {
  const { campusId, ...place } = change;
  await db.update(campuses).set(place).where(eq(campuses.id, campusId));
}

/** Takes the campus's next data revision; until the transaction ends, no other change to its readings can. */
export async function takeRevision({ client, db }: Transaction, campusId: number): Promise<number> {
  // A large import before this one is waited for rather than given up on.
  await client.query("SET LOCAL lock_timeout = '280s'");
  const [row] = await db
    .update(dataRevisions)
    .set({ revision: sql`${dataRevisions.revision} + 1` })
    .where(eq(dataRevisions.campusId, campusId))
    .returning();
  if (row === undefined) throw new Error(`campus ${campusId} has no data revision`);
  return row.revision;
}

/** The campus's data revision; until the transaction ends its readings stay as they are. */
export async function holdRevision({ db }: Transaction, campusId: number): Promise<number> {
  const [row] = await db.select().from(dataRevisions).where(eq(dataRevisions.campusId, campusId)).for('share');
  return row?.revision ?? 0;
}

export async function currentRevision(db: Db, campusId: number): Promise<number> {
  const [row] = await db.select().from(dataRevisions).where(eq(dataRevisions.campusId, campusId));
  return row?.revision ?? 0;
}

/** Tells every process that what the campus shows has changed; delivered when the transaction commits. */
export async function notifyChanged(db: Db, slug: string): Promise<void> {
  await db.execute(sql`SELECT pg_notify('wattle_changed', ${slug})`);
}
