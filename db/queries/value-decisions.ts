import { and, asc, eq, isNull } from 'drizzle-orm';
import { decisionOf, isHeld, POWER } from '#db/queries/holds.ts';
import { EFFECTIVE_ORDER, readingsWithin } from '#db/queries/readings.ts';
import { valueDecisions } from '#db/schema/index.ts';
import type { Db, Transaction } from '#db/transaction.ts';

export type ValueDecision = typeof valueDecisions.$inferSelect;

/** A stretch of a meter's time, with the power above which its values are held. Epoch milliseconds. */
export interface JudgedStretch {
  readonly meterId: number;
  readonly fromAt: number;
  readonly untilAt: number;
  /** Infinity: no limit. */
  readonly limitWatts: number;
}

const STRETCHES = 'unnest($2::bigint[], $3::float8[], $4::float8[], $5::float8[]) AS s(meter_id, from_ms, until_ms, watts)';

/** The values in effect that begin within the stretches and are held or refused, by meter and time. */
function heldWithin(campusId: number): string {
  return `SELECT DISTINCT ON (r.meter_id, r.starts_at) r.*, v.id AS decision_id, s.watts, ${POWER} AS power, ${isHeld('s.watts')} AS is_held
    FROM ${STRETCHES} ${readingsWithin({ campusId: '$1', meterId: 's.meter_id', from: 'to_timestamp(s.from_ms / 1000)', until: 'to_timestamp(s.until_ms / 1000)' })}
    ${decisionOf(campusId)} ORDER BY ${EFFECTIVE_ORDER}`;
}

function valuesOf(campusId: number, stretches: readonly JudgedStretch[]): unknown[] {
  return [
    campusId,
    stretches.map((stretch) => stretch.meterId),
    stretches.map((stretch) => stretch.fromAt),
    stretches.map((stretch) => stretch.untilAt),
    stretches.map((stretch) => stretch.limitWatts),
  ];
}

/**
 * Stores one decision on every value in effect of the stretch, in place of what was decided of them before: `accept` on
 * those that are held, `refuse` on all. Answers the time they take; null when there is none.
 */
export async function insertDecisions(
  { client }: Transaction,
  query: {
    campusId: number;
    stretch: JudgedStretch;
    decision: 'accept' | 'refuse';
    reason: string;
    personId: number | null;
    now: Date;
  },
): Promise<{ firstAt: number; lastAt: number; count: number } | null> {
  const { campusId, decision } = query;
  const values = valuesOf(campusId, [query.stretch]);
  const { rows } = await client.query(
    `WITH chosen AS MATERIALIZED (
       SELECT h.meter_id, h.starts_at, h.seconds, h.energy_micro_wh FROM (${heldWithin(campusId)}) h ${decision === 'accept' ? 'WHERE h.is_held' : ''}
     ), revoked AS (
       UPDATE value_decisions v SET revoked_at = $9 FROM chosen c WHERE v.campus_id = $1 AND v.meter_id = c.meter_id AND v.starts_at = c.starts_at
         AND v.seconds = c.seconds AND v.energy_micro_wh = c.energy_micro_wh AND v.revoked_at IS NULL
     ), made AS (
       INSERT INTO value_decisions (campus_id, meter_id, starts_at, seconds, energy_micro_wh, decision, reason, person_id, decided_at)
       SELECT $1, meter_id, starts_at, seconds, energy_micro_wh, $6, $7, $8, $9 FROM chosen RETURNING starts_at, seconds
     )
     SELECT count(*)::int AS count, date_part('epoch', min(starts_at)) * 1000 AS first_at,
            date_part('epoch', max(starts_at + seconds * interval '1 second')) * 1000 AS last_at FROM made`,
    [...values, decision, query.reason, query.personId, query.now],
  );
  const [row] = rows;
  return row === undefined || row.count === 0 ? null : { firstAt: row.first_at, lastAt: row.last_at, count: row.count };
}

/** Takes a decision back; null when it is unknown or was taken back before. */
export async function revokeDecisionRow(
  db: Db,
  change: { campusId: number; id: number; now: Date },
): Promise<ValueDecision | null> {
  const [row] = await db
    .update(valueDecisions)
    .set({ revokedAt: change.now })
    .where(and(eq(valueDecisions.campusId, change.campusId), eq(valueDecisions.id, change.id), isNull(valueDecisions.revokedAt)))
    .returning();
  return row ?? null;
}

/** Decisions that hold, by meter and time. */
export async function listDecisions(db: Db, query: { campusId: number; meterId?: number | undefined }): Promise<ValueDecision[]> {
  return db
    .select()
    .from(valueDecisions)
    .where(
      and(
        eq(valueDecisions.campusId, query.campusId),
        isNull(valueDecisions.revokedAt),
        query.meterId === undefined ? undefined : eq(valueDecisions.meterId, query.meterId),
      ),
    )
    .orderBy(asc(valueDecisions.meterId), asc(valueDecisions.startsAt), asc(valueDecisions.id));
}

/** A value that does not count, and where it came from. */
export interface HeldReading {
  readonly meterId: number;
  readonly startsAt: Date;
  readonly seconds: number;
  readonly energyMicroWh: bigint;
  readonly watts: number;
  readonly limitWatts: number;
  readonly importId: number;
  readonly fileName: string;
  readonly rowNumber: number;
  /** The refusal that keeps it out; null where its power does. */
  readonly decisionId: number | null;
}

/** The values in effect that begin within the stretches and do not count, with their files, by meter and time. */
export async function listHeldReadings(
  { client }: Transaction,
  query: { campusId: number; stretches: readonly JudgedStretch[] },
): Promise<HeldReading[]> {
  const { rows } = await client.query(
    `SELECT h.meter_id::float8 AS meter_id, h.starts_at, h.seconds, h.energy_micro_wh::text AS energy, h.power, h.watts,
            h.row_number, h.decision_id::float8 AS decision_id, i.id::float8 AS import_id, i.file_name
     FROM (${heldWithin(query.campusId)}) h JOIN imports i ON i.campus_id = $1 AND i.revision = h.revision
     WHERE h.is_held ORDER BY h.meter_id, h.starts_at`,
    valuesOf(query.campusId, query.stretches),
  );
  return rows.map((row) => ({
    meterId: row.meter_id,
    startsAt: row.starts_at,
    seconds: row.seconds,
    energyMicroWh: BigInt(row.energy),
    watts: row.power,
    limitWatts: row.watts,
    importId: row.import_id,
    fileName: row.file_name,
    rowNumber: row.row_number,
    decisionId: row.decision_id,
  }));
}

/** The local days of each meter on which something is held, in order. */
export async function daysHeld(
  { client }: Transaction,
  query: { campusId: number; meterId?: number | undefined },
): Promise<{ meterId: number; day: string }[]> {
  const { rows } = await client.query(
    `SELECT meter_id::float8 AS meter_id, day::text AS day FROM daily_energy
     WHERE campus_id = $1 AND held_seconds > 0 AND ($2::bigint IS NULL OR meter_id = $2) ORDER BY meter_id, day`,
    [query.campusId, query.meterId ?? null],
  );
  return rows.map((row) => ({ meterId: row.meter_id, day: row.day }));
}
