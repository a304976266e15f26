import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { type FACTOR_KINDS, factors } from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

export type Factor = typeof factors.$inferSelect;
export type FactorKind = (typeof FACTOR_KINDS)[number];

/** Until the transaction ends nobody else states a factor of this campus. */
export async function lockFactors(db: Db, campusId: number): Promise<void> {
  await db.execute(sql`SELECT pg_advisory_xact_lock(3313, ${campusId}::int)`);
}

/** Every statement, by kind and day, of one day the newest first. */
export async function listFactorStatements(db: Db, campusId: number): Promise<Factor[]> {
  return db
    .select()
    .from(factors)
    .where(eq(factors.campusId, campusId))
    .orderBy(asc(factors.kind), asc(factors.fromDay), desc(factors.id));
}

export async function insertFactor(db: Db, factor: typeof factors.$inferInsert): Promise<Factor> {
  const [inserted] = await db.insert(factors).values(factor).returning();
  if (inserted === undefined) throw new Error('the factor was not stored');
  return inserted;
}

/** Takes a statement back; false where there is none, or it was taken back before. */
export async function withdrawFactorRow(
  db: Db,
  change: { campusId: number; id: number; personId: number | null; now: Date },
): Promise<boolean> {
  const { campusId, id, personId, now } = change;
  const { rowCount } = await db
    .update(factors)
    .set({ withdrawnAt: now, withdrawnBy: personId })
    .where(and(eq(factors.campusId, campusId), eq(factors.id, id), isNull(factors.withdrawnAt)));
  return rowCount === 1;
}

/** Times are epoch milliseconds. */
export interface HourlyFactorRow {
  readonly startsAt: number;
  readonly seconds: number;
  readonly amount: number;
}

export async function insertHourlyFactors(
  db: Db,
  request: { campusId: number; factorId: number; rows: readonly HourlyFactorRow[] },
): Promise<void> {
  const { campusId, factorId, rows } = request;
  const columns = JSON.stringify(rows.map(({ startsAt, seconds, amount }) => [startsAt, seconds, amount]));
  await db.execute(sql`
    INSERT INTO hourly_factors (campus_id, factor_id, starts_at, seconds, amount)
    SELECT ${campusId}, ${factorId}, to_timestamp((r->>0)::float8 / 1000), (r->>1)::int, (r->>2)::float8 FROM jsonb_array_elements(${columns}::jsonb) AS r`);
}

/** Hourly factors not withdrawn that share time with [from, until), those stated last first, then by time. */
export async function listHourlyFactors(
  db: Db,
  query: { campusId: number; from: Date; until: Date },
): Promise<(HourlyFactorRow & { kind: FactorKind })[]> {
  const { rows } = await db.execute(sql`
    SELECT f.kind, date_part('epoch', h.starts_at) * 1000 AS starts_at, h.seconds, h.amount
    FROM hourly_factors h JOIN factors f ON f.campus_id = h.campus_id AND f.id = h.factor_id
    WHERE h.campus_id = ${query.campusId} AND f.withdrawn_at IS NULL
      AND h.starts_at > ${query.from}::timestamptz - interval '1 hour' AND h.starts_at < ${query.until}
    ORDER BY h.factor_id DESC, h.starts_at`);
  return rows.map((row) => ({
    kind: row.kind === 'price' ? 'price' : 'carbon',
    startsAt: Number(row.starts_at),
    seconds: Number(row.seconds),
    amount: Number(row.amount),
  }));
}

/** What meters measured by wall-clock hour of each local day; days without hours are absent. Energy in whole µWh. */
export async function listHoursOfDays(
  db: Db,
  query: { campusId: number; meterIds: readonly number[]; fromDay: string; toDay: string },
): Promise<{ meterId: number; day: string; hours: readonly { hour: number; energyMicroWh: bigint }[] }[]> {
  if (query.meterIds.length === 0) return [];
  const { rows } = await db.execute(sql`
    SELECT meter_id::float8 AS meter_id, day::text AS day, hours, energy_micro_wh::text[] AS energy FROM hourly_energy
    WHERE campus_id = ${query.campusId} AND day BETWEEN ${query.fromDay} AND ${query.toDay} AND meter_id IN (${sql.join(
      query.meterIds.map((id) => sql`${id}`),
      sql`, `,
    )})`);
  return rows.map((row) => {
    const energy = row.energy as string[];
    const hours = (row.hours as number[]).map((hour, index) => ({ hour, energyMicroWh: BigInt(energy[index] ?? '0') }));
    return { meterId: Number(row.meter_id), day: String(row.day), hours };
  });
}
