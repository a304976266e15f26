import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm';
import { importMeters, imports, meterMultipliers, meters } from '#db/schema/index.ts';
import type { Db, Transaction } from '#db/transaction.ts';

export type Meter = typeof meters.$inferSelect;

export async function listMeters(db: Db, campusId: number): Promise<Meter[]> {
  return db.select().from(meters).where(eq(meters.campusId, campusId)).orderBy(asc(meters.label), asc(meters.id));
}

export async function findMeter(db: Db, key: { campusId: number; id: number }): Promise<Meter | null> {
  const [found] = await db
    .select()
    .from(meters)
    .where(and(eq(meters.campusId, key.campusId), eq(meters.id, key.id)));
  return found ?? null;
}

/** A meter by its label in the files or by its number. */
export async function findMeterNamed(db: Db, key: { campusId: number; meter: string | number }): Promise<Meter | null> {
  const { campusId, meter } = key;
  if (typeof meter === 'number') return findMeter(db, { campusId, id: meter });
  const [found] = await db
    .select()
    .from(meters)
    .where(and(eq(meters.campusId, campusId), eq(meters.label, meter)));
  return found ?? null;
}

/** Each meter's later multipliers in order of time (epoch milliseconds); meters without one are absent. */
export async function listMultipliers(db: Db, campusId: number): Promise<Map<number, { fromAt: number; multiplier: string }[]>> {
  const rows = await db
    .select({ meterId: meterMultipliers.meterId, fromAt: meterMultipliers.fromAt, multiplier: meterMultipliers.multiplier })
    .from(meterMultipliers)
    .where(eq(meterMultipliers.campusId, campusId))
    .orderBy(asc(meterMultipliers.meterId), asc(meterMultipliers.fromAt));
  const byMeter = new Map<number, { fromAt: number; multiplier: string }[]>();
  for (const { meterId, fromAt, multiplier } of rows)
    byMeter.set(meterId, [...(byMeter.get(meterId) ?? []), { fromAt: fromAt.getTime(), multiplier }]);
  return byMeter;
}

export type MeterMultiplier = typeof meterMultipliers.$inferSelect;

/** A meter's later multipliers with who set them and why, in order of time. */
export async function listMultipliersOf(db: Db, key: { campusId: number; meterId: number }): Promise<MeterMultiplier[]> {
  return db
    .select()
    .from(meterMultipliers)
    .where(and(eq(meterMultipliers.campusId, key.campusId), eq(meterMultipliers.meterId, key.meterId)))
    .orderBy(asc(meterMultipliers.fromAt));
}

/** Sets a meter's multiplier from an instant on; one that was set for the same instant is replaced. */
export async function putMultiplier(db: Db, values: typeof meterMultipliers.$inferInsert): Promise<void> {
  const { multiplier, reason, personId, createdAt } = values;
  await db
    .insert(meterMultipliers)
    .values(values)
    .onConflictDoUpdate({
      target: [meterMultipliers.campusId, meterMultipliers.meterId, meterMultipliers.fromAt],
      set: { multiplier, reason, personId: personId ?? null, createdAt },
    });
}

/** Takes a later multiplier away; false where none begins at that instant. */
export async function deleteMultiplier(db: Db, key: { campusId: number; meterId: number; fromAt: Date }): Promise<boolean> {
  const { rowCount } = await db
    .delete(meterMultipliers)
    .where(
      and(
        eq(meterMultipliers.campusId, key.campusId),
        eq(meterMultipliers.meterId, key.meterId),
        eq(meterMultipliers.fromAt, key.fromAt),
      ),
    );
  return rowCount === 1;
}

/** Committed imports that hold values of a meter at or after an instant (and before `until`), newest first. */
export async function listImportsOfMeter(
  db: Db,
  query: { campusId: number; meterId: number; from: Date | null; until: Date | null },
): Promise<{ id: number; fileName: string; committedAt: Date | null; firstAt: Date; lastAt: Date }[]> {
  const { from, until } = query;
  return db
    .select({
      id: imports.id,
      fileName: imports.fileName,
      committedAt: imports.committedAt,
      firstAt: importMeters.firstAt,
      lastAt: importMeters.lastAt,
    })
    .from(importMeters)
    .innerJoin(imports, and(eq(imports.campusId, importMeters.campusId), eq(imports.id, importMeters.importId)))
    .where(
      and(
        eq(importMeters.campusId, query.campusId),
        eq(importMeters.meterId, query.meterId),
        from === null ? undefined : gt(importMeters.lastAt, from),
        until === null ? undefined : lt(importMeters.firstAt, until),
      ),
    )
    .orderBy(desc(imports.id));
}

/** Notes that the weeks in which a meter of these dorms has readings must be reckoned again. */
export async function touchWeeksOfDorms(
  { client }: Transaction,
  change: { campusId: number; revision: number; dormIds: readonly number[] },
): Promise<void> {
  await client.query(
    `UPDATE touched_weeks t SET revision = $2 WHERE t.campus_id = $1 AND EXISTS (
       SELECT 1 FROM daily_energy d JOIN meters m ON m.campus_id = d.campus_id AND m.id = d.meter_id
       WHERE d.campus_id = $1 AND m.dorm_id = ANY($3::bigint[]) AND d.day >= t.week AND d.day < t.week + 7)`,
    [change.campusId, change.revision, change.dormIds],
  );
}

/** The usual interval of each meter, in seconds, as its newest import found it; meters without one are absent. */
export async function usualSteps(db: Db, campusId: number): Promise<Map<number, number>> {
  const { rows } = await db.execute<{ meter_id: string; step_seconds: number }>(sql`
    SELECT DISTINCT ON (m.meter_id) m.meter_id, m.step_seconds
    FROM import_meters m WHERE m.campus_id = ${campusId} AND m.step_seconds IS NOT NULL
    ORDER BY m.meter_id, m.import_id DESC`);
  return new Map(rows.map((row) => [Number(row.meter_id), row.step_seconds]));
}

/** When each meter's newest stored reading ends; meters without one are absent. */
export async function lastReadings(db: Db, campusId: number): Promise<Map<number, Date>> {
  const { rows } = await db.execute(sql`
    SELECT m.id::float8 AS id, date_part('epoch', last.ends_at) * 1000 AS ends_at
    FROM meters m CROSS JOIN LATERAL (
      SELECT d.ends_at FROM daily_energy d WHERE d.campus_id = ${campusId} AND d.meter_id = m.id ORDER BY d.day DESC LIMIT 1
    ) last WHERE m.campus_id = ${campusId}`);
  return new Map(rows.map((row) => [Number(row.id), new Date(Number(row.ends_at))]));
}

export async function insertMeter(db: Db, meter: typeof meters.$inferInsert): Promise<Meter> {
  const [inserted] = await db.insert(meters).values(meter).returning();
  if (inserted === undefined) throw new Error(`meter ${meter.label} was not inserted`);
  return inserted;
}

/** Staff have spoken of the meter: from now on it is theirs, and no undo takes it away. */
export async function updateMeter(
  db: Db,
  change: Partial<typeof meters.$inferInsert> & { campusId: number; id: number },
): Promise<void> {
  const { campusId, id, ...values } = change;
  await db
    .update(meters)
    .set({ ...values, madeByImport: null })
    .where(and(eq(meters.campusId, campusId), eq(meters.id, id)));
}

/** Removes the meters made by an import, or by one undone before, that no import has readings for and no publication names. */
export async function deleteUnusedMetersOf(db: Db, key: { campusId: number; importId: number }): Promise<void> {
  await db.execute(sql`
    DELETE FROM meters m WHERE m.campus_id = ${key.campusId}
      AND m.made_by_import IN (SELECT i.id FROM imports i WHERE i.campus_id = ${key.campusId} AND (i.id = ${key.importId} OR i.state = 'undone'))
      AND NOT EXISTS (SELECT 1 FROM import_meters i WHERE i.campus_id = m.campus_id AND i.meter_id = m.id)
      AND NOT EXISTS (SELECT 1 FROM publication_days p WHERE p.campus_id = m.campus_id AND p.meter_id = m.id)`);
}
