import { and, asc, eq, sql } from 'drizzle-orm';
import { ignoredMeters, meterAliases } from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

export type IgnoredMeter = typeof ignoredMeters.$inferSelect;
export type MeterAlias = typeof meterAliases.$inferSelect;

export async function listIgnoredMeters(db: Db, campusId: number): Promise<IgnoredMeter[]> {
  return db.select().from(ignoredMeters).where(eq(ignoredMeters.campusId, campusId)).orderBy(asc(ignoredMeters.label));
}

/** A label that is ignored already gets the newer reason. */
export async function putIgnoredMeter(db: Db, values: typeof ignoredMeters.$inferInsert): Promise<void> {
  const { reason, personId, createdAt } = values;
  await db
    .insert(ignoredMeters)
    .values(values)
    .onConflictDoUpdate({
      target: [ignoredMeters.campusId, ignoredMeters.label],
      set: { reason, personId: personId ?? null, createdAt },
    });
}

/** False when the label was not on the list. */
export async function deleteIgnoredMeter(db: Db, key: { campusId: number; label: string }): Promise<boolean> {
  const { rowCount } = await db
    .delete(ignoredMeters)
    .where(and(eq(ignoredMeters.campusId, key.campusId), eq(ignoredMeters.label, key.label)));
  return rowCount === 1;
}

export async function listMeterAliases(db: Db, campusId: number): Promise<MeterAlias[]> {
  return db.select().from(meterAliases).where(eq(meterAliases.campusId, campusId)).orderBy(asc(meterAliases.label));
}

/** False when the label is another name of some meter already. */
export async function insertMeterAlias(db: Db, values: typeof meterAliases.$inferInsert): Promise<boolean> {
  const { rowCount } = await db.insert(meterAliases).values(values).onConflictDoNothing();
  return rowCount === 1;
}

/** False when there was no such name. */
export async function deleteMeterAlias(db: Db, key: { campusId: number; label: string }): Promise<boolean> {
  const { rowCount } = await db
    .delete(meterAliases)
    .where(and(eq(meterAliases.campusId, key.campusId), eq(meterAliases.label, key.label)));
  return rowCount === 1;
}

/** A label that files name and nobody has placed. `rows` is null where a file names it once for all its rows. */
export interface UnknownMeter {
  readonly label: string;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
  readonly rows: number | null;
  readonly files: number;
  /** The newest file that names it, and the line at which it does first. */
  readonly sample: { readonly importId: number; readonly fileName: string; readonly row: number | null };
}

/** Labels in committed files and files that wait, by last seen; not those that are a meter, its other name or ignored by now. */
export async function listUnknownMeters(db: Db, query: { campusId: number; limit: number }): Promise<UnknownMeter[]> {
  const { campusId, limit } = query;
  const { rows } = await db.execute(sql`
    WITH named AS (
      SELECT p.found AS label, i.id, i.sha256, i.file_name, coalesce(i.committed_at, i.created_at) AS seen_at, min(p.row_number) AS row,
        CASE WHEN count(*) > 1 AND NOT EXISTS (
          SELECT 1 FROM problems m WHERE m.campus_id = p.campus_id AND m.import_id = i.id AND m.kind = 'more-of-the-same' AND m.params ->> 'kind' = 'unknown-meter'
        ) THEN count(*) END AS rows
      FROM problems p JOIN imports i ON i.campus_id = p.campus_id AND i.id = p.import_id
      WHERE p.campus_id = ${campusId} AND p.kind = 'unknown-meter' AND p.found <> '' AND i.state IN ('committed', 'received')
        AND NOT EXISTS (SELECT 1 FROM meters m WHERE m.campus_id = ${campusId} AND m.label = p.found)
        AND NOT EXISTS (SELECT 1 FROM meter_aliases a WHERE a.campus_id = ${campusId} AND a.label = p.found)
        AND NOT EXISTS (SELECT 1 FROM ignored_meters g WHERE g.campus_id = ${campusId} AND g.label = p.found)
      GROUP BY p.campus_id, p.found, i.id, i.sha256, i.file_name, seen_at
    ), once AS (SELECT DISTINCT ON (label, sha256) * FROM named ORDER BY label, sha256, id DESC)
    SELECT label, date_part('epoch', min(seen_at)) * 1000 AS first_seen, date_part('epoch', max(seen_at)) * 1000 AS last_seen,
      CASE WHEN bool_and(rows IS NOT NULL) THEN sum(rows)::float8 END AS rows, count(*)::int AS files,
      (array_agg(id::float8 ORDER BY id DESC))[1] AS import_id, (array_agg(file_name ORDER BY id DESC))[1] AS file_name,
      (array_agg(row::float8 ORDER BY id DESC))[1] AS row
    FROM once GROUP BY label ORDER BY last_seen DESC, label LIMIT ${limit}`);
  return rows.map((row) => ({
    label: String(row.label),
    firstSeenAt: new Date(Number(row.first_seen)),
    lastSeenAt: new Date(Number(row.last_seen)),
    rows: row.rows === null ? null : Number(row.rows),
    files: Number(row.files),
    sample: { importId: Number(row.import_id), fileName: String(row.file_name), row: row.row === null ? null : Number(row.row) },
  }));
}

/** Imports whose bytes are here and that could not place this label, nor anyone since; oldest first. */
export async function listImportsNaming(
  db: Db,
  query: { campusId: number; label: string },
): Promise<{ id: number; state: 'committed' | 'received' }[]> {
  const { rows } = await db.execute(sql`
    SELECT DISTINCT i.id::float8 AS id, i.state FROM imports i JOIN problems p ON p.campus_id = i.campus_id AND p.import_id = i.id
    WHERE i.campus_id = ${query.campusId} AND p.kind = 'unknown-meter' AND p.found = ${query.label} AND p.params ->> 'placed' IS NULL
      AND ((i.state = 'committed' AND i.kept_until IS NOT NULL) OR i.state = 'received')
    ORDER BY id`);
  return rows.map((row) => ({ id: Number(row.id), state: row.state === 'committed' ? 'committed' : 'received' }));
}

/** Notes that the rows of a label, left out by an import, were read again when it was known. */
export async function markPlaced(db: Db, key: { campusId: number; importId: number; label: string }): Promise<void> {
  await db.execute(sql`
    UPDATE problems SET params = params || '{"placed": "yes"}'::jsonb
    WHERE campus_id = ${key.campusId} AND import_id = ${key.importId} AND kind = 'unknown-meter' AND found = ${key.label}`);
}

/** Labels that kept files could not place and that are a meter, or its other name, by now. */
export async function listLabelsPlacedSince(db: Db, campusId: number): Promise<string[]> {
  const { rows } = await db.execute(sql`
    SELECT DISTINCT p.found FROM imports i JOIN problems p ON p.campus_id = i.campus_id AND p.import_id = i.id
    WHERE i.campus_id = ${campusId} AND i.kept_until IS NOT NULL AND p.kind = 'unknown-meter' AND p.params ->> 'placed' IS NULL
      AND (EXISTS (SELECT 1 FROM meters m WHERE m.campus_id = ${campusId} AND m.label = p.found)
        OR EXISTS (SELECT 1 FROM meter_aliases a WHERE a.campus_id = ${campusId} AND a.label = p.found))`);
  return rows.map((row) => String(row.found));
}
