import { and, eq } from 'drizzle-orm';
import { importChunks } from '#db/schema/index.ts';
import type { Db, Transaction } from '#db/transaction.ts';

export async function insertChunk(db: Db, chunk: typeof importChunks.$inferInsert): Promise<void> {
  await db.insert(importChunks).values(chunk);
}

export async function findChunk(db: Db, key: { campusId: number; importId: number; seq: number }): Promise<Buffer | null> {
  const [chunk] = await db
    .select()
    .from(importChunks)
    .where(and(eq(importChunks.campusId, key.campusId), eq(importChunks.importId, key.importId), eq(importChunks.seq, key.seq)));
  return chunk?.bytes ?? null;
}

export async function deleteChunks({ db }: Transaction, key: { campusId: number; importId: number }): Promise<void> {
  await db.delete(importChunks).where(and(eq(importChunks.campusId, key.campusId), eq(importChunks.importId, key.importId)));
}
