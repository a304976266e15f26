import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { RegisterEvent } from '#core/energy/register-events.ts';
import { registerEvents } from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

/** An answer with who gave it, when and why. */
export type StoredRegisterEvent = typeof registerEvents.$inferSelect;

interface MeterKey {
  readonly campusId: number;
  readonly meterId: number;
}

/** All answers about a meter, those taken back among them, in order of time. */
export async function listRegisterEvents(db: Db, key: MeterKey): Promise<StoredRegisterEvent[]> {
  return db
    .select()
    .from(registerEvents)
    .where(and(eq(registerEvents.campusId, key.campusId), eq(registerEvents.meterId, key.meterId)))
    .orderBy(asc(registerEvents.at), asc(registerEvents.id));
}

/** The answers that hold, in order of time. */
export async function listEventsInForce(db: Db, key: MeterKey): Promise<RegisterEvent[]> {
  const rows = (await listRegisterEvents(db, key)).filter(({ revokedAt }) => revokedAt === null);
  return rows.map(({ at, kind, digits, oldEndMicroWh, newStartMicroWh }) => ({
    at: at.getTime(),
    kind,
    digits,
    oldEndMicroWh,
    newStartMicroWh,
  }));
}

export async function insertRegisterEvent(db: Db, values: typeof registerEvents.$inferInsert): Promise<StoredRegisterEvent> {
  const [inserted] = await db.insert(registerEvents).values(values).returning();
  if (inserted === undefined) throw new Error('the answer was not inserted');
  return inserted;
}

/** Takes an answer back; null where none of that number holds. */
export async function revokeRegisterEvent(
  db: Db,
  change: MeterKey & { id: number; revokedAt: Date; revokedBy: number | null },
): Promise<StoredRegisterEvent | null> {
  const [revoked] = await db
    .update(registerEvents)
    .set({ revokedAt: change.revokedAt, revokedBy: change.revokedBy })
    .where(
      and(
        eq(registerEvents.campusId, change.campusId),
        eq(registerEvents.meterId, change.meterId),
        eq(registerEvents.id, change.id),
        isNull(registerEvents.revokedAt),
      ),
    )
    .returning();
  return revoked ?? null;
}

/** What a person said about meters, at every campus: answers about registers, multipliers, decisions about values. */
export async function listMeterWordsBy(
  db: Db,
  personId: number,
): Promise<{ campus: string; meter: string; said: string; reason: string; at: Date }[]> {
  const { rows } = await db.execute(sql`
    SELECT c.slug AS campus, m.label AS meter, w.said, w.reason, date_part('epoch', w.created_at) * 1000 AS at
    FROM (
      SELECT campus_id, meter_id, kind AS said, reason, created_at FROM register_events WHERE person_id = ${personId}
      UNION ALL
      SELECT campus_id, meter_id, 'multiplier ' || multiplier, reason, created_at FROM meter_multipliers WHERE person_id = ${personId}
      UNION ALL
      SELECT campus_id, meter_id, decision, reason, decided_at FROM value_decisions WHERE person_id = ${personId}
    ) w JOIN campuses c ON c.id = w.campus_id JOIN meters m ON m.campus_id = w.campus_id AND m.id = w.meter_id
    ORDER BY w.created_at, m.label`);
  return rows.map((row) => ({
    campus: String(row.campus),
    meter: String(row.meter),
    said: String(row.said),
    reason: String(row.reason),
    at: new Date(Number(row.at)),
  }));
}
