import { and, desc, eq } from 'drizzle-orm';
import type { Import } from '#db/queries/imports.ts';
import { imports } from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

/** Committed imports of files of one look that still teach, newest first. */
export async function listImportsOfLook(db: Db, query: { campusId: number; look: string; limit: number }): Promise<Import[]> {
  return db
    .select()
    .from(imports)
    .where(
      and(
        eq(imports.campusId, query.campusId),
        eq(imports.look, query.look),
        eq(imports.state, 'committed'),
        eq(imports.isProfile, true),
      ),
    )
    .orderBy(desc(imports.id))
    .limit(query.limit);
}

/** From now on nothing is taken over from the imports of this look that are there; gives back how many taught. */
export async function forgetLook(db: Db, key: { campusId: number; look: string }): Promise<number> {
  const { rowCount } = await db
    .update(imports)
    .set({ isProfile: false })
    .where(and(eq(imports.campusId, key.campusId), eq(imports.look, key.look), eq(imports.isProfile, true)));
  return rowCount ?? 0;
}
