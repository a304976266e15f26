import { and, asc, eq, isNull } from 'drizzle-orm';
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
