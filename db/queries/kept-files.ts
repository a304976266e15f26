import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Import } from '#db/queries/imports.ts';
import { imports } from '#db/schema/index.ts';
import type { Db, Transaction } from '#db/transaction.ts';

/** Whether an import names a meter whose rows have not been brought in since, and that is not ignored. */
const NAMES_UNKNOWN = sql`EXISTS (SELECT 1 FROM problems p WHERE p.campus_id = i.campus_id AND p.import_id = i.id
  AND p.kind = 'unknown-meter' AND p.params ->> 'placed' IS NULL
  AND NOT EXISTS (SELECT 1 FROM ignored_meters g WHERE g.campus_id = p.campus_id AND g.label = p.found))`;

const HAS_REFUSED = sql`EXISTS (SELECT 1 FROM problems p WHERE p.campus_id = i.campus_id AND p.import_id = i.id
  AND p.severity IN ('refused', 'held') AND p.kind <> 'unknown-meter')`;

/**
 * Lets go of the bytes of committed files: those past their time, and those of which every meter's rows are in and whose refused
 * rows are older than `refusedBefore`. Gives back how many.
 */
export async function releaseKeptFiles(
  transaction: Transaction,
  query: { campusId: number; now: Date; refusedBefore: Date },
): Promise<number> {
  const { campusId, now, refusedBefore } = query;
  const { rows } = await transaction.db.execute(sql`
    UPDATE imports i SET kept_until = NULL WHERE i.campus_id = ${campusId} AND i.kept_until IS NOT NULL AND (
      i.kept_until <= ${now.toISOString()}::timestamptz
      OR NOT (${NAMES_UNKNOWN} OR (i.committed_at > ${refusedBefore.toISOString()}::timestamptz AND ${HAS_REFUSED})))
    RETURNING i.id::float8 AS id`);
  await deleteChunksOf(transaction.db, { campusId, ids: rows.map((row) => Number(row.id)) });
  return rows.length;
}

/** Lets go of the oldest kept files beyond so many files or bytes. Gives back how many. */
export async function releaseKeptBeyond(
  transaction: Transaction,
  query: { campusId: number; mostFiles: number; mostBytes: number },
): Promise<number> {
  const { campusId, mostFiles, mostBytes } = query;
  const { rows } = await transaction.db.execute(sql`
    UPDATE imports i SET kept_until = NULL WHERE i.campus_id = ${campusId} AND i.id IN (
      SELECT id FROM (
        SELECT id, row_number() OVER newest AS files, sum(bytes) OVER newest AS total FROM imports
        WHERE campus_id = ${campusId} AND kept_until IS NOT NULL WINDOW newest AS (ORDER BY id DESC)
      ) kept WHERE files > ${mostFiles} OR total > ${mostBytes})
    RETURNING i.id::float8 AS id`);
  await deleteChunksOf(transaction.db, { campusId, ids: rows.map((row) => Number(row.id)) });
  return rows.length;
}

/** Removes the oldest files that wait for a human beyond so many files or bytes. Gives back how many. */
export async function deleteWaitingBeyond(
  db: Db,
  query: { campusId: number; mostFiles: number; mostBytes: number },
): Promise<number> {
  const { campusId, mostFiles, mostBytes } = query;
  const { rowCount } = await db.execute(sql`
    DELETE FROM imports i WHERE i.campus_id = ${campusId} AND i.state = 'received' AND i.id IN (
      SELECT id FROM (
        SELECT id, row_number() OVER newest AS files, sum(bytes) OVER newest AS total FROM imports
        WHERE campus_id = ${campusId} AND state = 'received' AND channel IN ('api', 'watch') WINDOW newest AS (ORDER BY id DESC)
      ) waiting WHERE files > ${mostFiles} OR total > ${mostBytes})`);
  return rowCount ?? 0;
}

/** The copy of these bytes that waits for a human; null when there is none. */
export async function findWaiting(db: Db, key: { campusId: number; sha256: Buffer }): Promise<Import | null> {
  const [found] = await db.select().from(imports).where(isWaiting(key));
  return found ?? null;
}

/** What went in needs no human any more. */
export async function deleteWaiting(db: Db, key: { campusId: number; sha256: Buffer }): Promise<void> {
  await db.delete(imports).where(isWaiting(key));
}

function isWaiting({ campusId, sha256 }: { campusId: number; sha256: Buffer }) {
  return and(
    eq(imports.campusId, campusId),
    eq(imports.sha256, sha256),
    eq(imports.state, 'received'),
    inArray(imports.channel, ['api', 'watch']),
  );
}

async function deleteChunksOf(db: Db, { campusId, ids }: { campusId: number; ids: readonly number[] }): Promise<void> {
  if (ids.length === 0) return;
  const list = sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  );
  await db.execute(sql`DELETE FROM import_chunks WHERE campus_id = ${campusId} AND import_id IN (${list})`);
}
