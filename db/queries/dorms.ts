import { and, asc, eq, sql } from 'drizzle-orm';
import { BEGINNING_OF_TIME, type DormKind, dormSizes, dorms } from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

export type Dorm = typeof dorms.$inferSelect;
export type DormSize = typeof dormSizes.$inferSelect;

export async function listDorms(db: Db, campusId: number): Promise<Dorm[]> {
  return db.select().from(dorms).where(eq(dorms.campusId, campusId)).orderBy(asc(dorms.name), asc(dorms.id));
}

export async function findDorm(db: Db, key: { campusId: number; slug: string }): Promise<Dorm | null> {
  const [dorm] = await db
    .select()
    .from(dorms)
    .where(and(eq(dorms.campusId, key.campusId), eq(dorms.slug, key.slug)));
  return dorm ?? null;
}

export async function listDormSizes(db: Db, campusId: number): Promise<DormSize[]> {
  return db
    .select()
    .from(dormSizes)
    .where(eq(dormSizes.campusId, campusId))
    .orderBy(asc(dormSizes.dormId), asc(dormSizes.fromDay));
}

export interface NewDorm {
  readonly campusId: number;
  readonly slug: string;
  readonly name: string;
  readonly kind?: DormKind;
  readonly league?: string | null;
  readonly madeByImport?: number | null;
}

export async function insertDorm(db: Db, dorm: NewDorm): Promise<Dorm> {
  const [inserted] = await db.insert(dorms).values(dorm).returning();
  if (inserted === undefined) throw new Error(`dorm ${dorm.slug} was not inserted`);
  return inserted;
}

/** Staff have spoken of the dorm: from now on it is theirs, and no undo takes it away. */
export async function updateDorm(
  db: Db,
  change: { campusId: number; id: number; name: string; kind: DormKind | null; league: string | null },
): Promise<void> {
  const kind = change.kind === null ? {} : { kind: change.kind };
  await db
    .update(dorms)
    .set({ name: change.name, league: change.league, madeByImport: null, ...kind })
    .where(and(eq(dorms.campusId, change.campusId), eq(dorms.id, change.id)));
}

/** `fromDay` null: from the beginning of time. */
export async function putDormSize(
  db: Db,
  size: { campusId: number; dormId: number; fromDay: string | null; residents: number | null; floorAreaM2: number | null },
): Promise<void> {
  const { residents, floorAreaM2 } = size;
  await db
    .insert(dormSizes)
    .values({ ...size, fromDay: size.fromDay ?? BEGINNING_OF_TIME })
    .onConflictDoUpdate({ target: [dormSizes.campusId, dormSizes.dormId, dormSizes.fromDay], set: { residents, floorAreaM2 } });
}

/** Removes the dorms made by an import, or by one undone before, that have no meter and stand in no publication. */
export async function deleteUnusedDormsOf(db: Db, key: { campusId: number; importId: number }): Promise<void> {
  await db.execute(sql`
    DELETE FROM dorms d WHERE d.campus_id = ${key.campusId}
      AND d.made_by_import IN (SELECT i.id FROM imports i WHERE i.campus_id = ${key.campusId} AND (i.id = ${key.importId} OR i.state = 'undone'))
      AND NOT EXISTS (SELECT 1 FROM meters m WHERE m.campus_id = d.campus_id AND m.dorm_id = d.id)
      AND NOT EXISTS (SELECT 1 FROM standings s WHERE s.campus_id = d.campus_id AND s.dorm_id = d.id)`);
}
