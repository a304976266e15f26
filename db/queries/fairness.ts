import { eq, sql } from 'drizzle-orm';
import { campusFairness } from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

/** The figures kept of each lens; none where they were not reckoned yet. */
export async function listFairness(db: Db, campusId: number): Promise<(typeof campusFairness.$inferSelect)[]> {
  return db.select().from(campusFairness).where(eq(campusFairness.campusId, campusId));
}

/** Keeps the figures of each lens in place of those before. */
export async function putFairness(
  db: Db,
  change: {
    campusId: number;
    basis: Buffer;
    reckonedAt: Date;
    lenses: readonly { readonly lens: string; readonly figures: unknown }[];
  },
): Promise<void> {
  const { campusId, basis, reckonedAt, lenses } = change;
  await db
    .insert(campusFairness)
    .values(lenses.map(({ lens, figures }) => ({ campusId, lens, basis, figures, reckonedAt })))
    .onConflictDoUpdate({
      target: [campusFairness.campusId, campusFairness.lens],
      set: { basis: sql`excluded.basis`, figures: sql`excluded.figures`, reckonedAt: sql`excluded.reckoned_at` },
    });
}
