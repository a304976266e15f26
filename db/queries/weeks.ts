import { and, asc, eq, gt, max, min, sql } from 'drizzle-orm';
import { touchedWeeks } from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

/** One meter's totals of one local day; energies in whole µWh. */
export interface DailyRow {
  readonly meterId: number;
  readonly day: string;
  readonly energyMicroWh: bigint;
  readonly measuredSeconds: number;
  readonly estimatedMicroWh: bigint;
  readonly estimatedSeconds: number;
  readonly zeroSeconds: number;
  readonly zeroLeadSeconds: number;
  readonly zeroTailSeconds: number;
  /** When the day's last reading ends; null where it holds nothing but estimates by rule. */
  readonly endsAt: Date | null;
  readonly heldSeconds: number;
  /** What our rules filled gaps with; `estimated` is what the source itself called so. */
  readonly ruleEstimatedMicroWh: bigint;
  readonly ruleEstimatedSeconds: number;
}

/** Daily totals of all meters, or of those given, from one day to another (both included), by meter and day. */
export async function listDailyEnergy(
  db: Db,
  query: { campusId: number; meterIds?: readonly number[]; fromDay: string; toDay: string },
): Promise<DailyRow[]> {
  const ofMeters = query.meterIds === undefined ? sql`` : sql`AND meter_id = ANY(${`{${query.meterIds.join(',')}}`}::bigint[])`;
  const { rows } = await db.execute(sql`
    SELECT meter_id::float8 AS meter_id, day::text AS day, energy_micro_wh::text AS energy, measured_seconds, estimated_micro_wh::text AS estimated,
           estimated_seconds, zero_seconds, zero_lead_seconds, zero_tail_seconds, date_part('epoch', ends_at) * 1000 AS ends_at,
           held_seconds, rule_estimated_micro_wh::text AS rule_estimated, rule_estimated_seconds
    FROM daily_energy WHERE campus_id = ${query.campusId} AND day BETWEEN ${query.fromDay} AND ${query.toDay} ${ofMeters}
    ORDER BY meter_id, day`);
  return rows.map((row) => ({
    meterId: Number(row.meter_id),
    day: String(row.day),
    energyMicroWh: BigInt(String(row.energy)),
    measuredSeconds: Number(row.measured_seconds),
    estimatedMicroWh: BigInt(String(row.estimated)),
    estimatedSeconds: Number(row.estimated_seconds),
    zeroSeconds: Number(row.zero_seconds),
    zeroLeadSeconds: Number(row.zero_lead_seconds),
    zeroTailSeconds: Number(row.zero_tail_seconds),
    endsAt: row.ends_at === null ? null : new Date(Number(row.ends_at)),
    heldSeconds: Number(row.held_seconds),
    ruleEstimatedMicroWh: BigInt(String(row.rule_estimated)),
    ruleEstimatedSeconds: Number(row.rule_estimated_seconds),
  }));
}

/** The meters that have ever measured more than nothing: zeros of the others are no sign of death. */
export async function metersThatUseEnergy(db: Db, campusId: number): Promise<Set<number>> {
  const { rows } = await db.execute(sql`
    SELECT m.id::float8 AS id FROM meters m WHERE m.campus_id = ${campusId}
      AND EXISTS (SELECT 1 FROM daily_energy d WHERE d.campus_id = ${campusId} AND d.meter_id = m.id AND d.energy_micro_wh <> 0)`);
  return new Set(rows.map((row) => Number(row.id)));
}

/** Mean power by weekday (0 Monday) and wall-clock hour over the days given: energy and seconds per meter, to be divided. */
export async function listHourlyEnergy(
  db: Db,
  query: { campusId: number; meterIds: readonly number[]; fromDay: string; toDay: string },
): Promise<{ meterId: number; weekday: number; hour: number; kwh: number; seconds: number }[]> {
  if (query.meterIds.length === 0) return [];
  const { rows } = await db.execute(sql`
    SELECT h.meter_id::float8 AS meter_id, date_part('isodow', h.day)::int - 1 AS weekday, u.hour::int AS hour,
           sum(u.energy) / 1e9 AS kwh, sum(u.seconds)::float8 AS seconds
    FROM hourly_energy h, unnest(h.hours, h.energy_micro_wh, h.seconds) AS u(hour, energy, seconds)
    WHERE h.campus_id = ${query.campusId} AND h.meter_id IN (${sql.join(
      query.meterIds.map((id) => sql`${id}`),
      sql`, `,
    )})
      AND h.day BETWEEN ${query.fromDay} AND ${query.toDay}
    GROUP BY 1, 2, 3`);
  return rows.map((row) => ({
    meterId: Number(row.meter_id),
    weekday: Number(row.weekday),
    hour: Number(row.hour),
    kwh: Number(row.kwh),
    seconds: Number(row.seconds),
  }));
}

/** Mondays of weeks that changed since a closing last looked at them, oldest first, before `beforeDay`. */
export async function listUnclosedWeeks(
  db: Db,
  query: { campusId: number; beforeDay: string },
): Promise<{ week: string; revision: number }[]> {
  return db
    .select({ week: touchedWeeks.week, revision: touchedWeeks.revision })
    .from(touchedWeeks)
    .where(
      and(
        eq(touchedWeeks.campusId, query.campusId),
        gt(touchedWeeks.revision, touchedWeeks.closedRevision),
        sql`${touchedWeeks.week} < ${query.beforeDay}`,
      ),
    )
    .orderBy(asc(touchedWeeks.week));
}

/** Mondays of published weeks that a change after `revision` touched, oldest first. */
export async function listPublishedWeeksTouched(db: Db, query: { campusId: number; afterRevision: number }): Promise<string[]> {
  const { rows } = await db.execute(sql`
    SELECT t.week::text AS week FROM touched_weeks t WHERE t.campus_id = ${query.campusId} AND t.revision > ${query.afterRevision}
      AND EXISTS (SELECT 1 FROM publications p WHERE p.campus_id = ${query.campusId} AND p.week = t.week)
    ORDER BY t.week`);
  return rows.map((row) => String(row.week));
}

/** Mondays of the weeks after one, up to another, whose newest publication is provisional, oldest first. */
export async function listProvisionalWeeks(
  db: Db,
  query: { campusId: number; afterWeek: string; toWeek: string },
): Promise<string[]> {
  const { rows } = await db.execute(sql`
    SELECT week::text AS week FROM (
      SELECT DISTINCT ON (week) week, state FROM publications
      WHERE campus_id = ${query.campusId} AND week > ${query.afterWeek} AND week <= ${query.toWeek} ORDER BY week, edition DESC) p
    WHERE state = 'provisional' ORDER BY week`);
  return rows.map((row) => String(row.week));
}

/** Mondays of announced weeks whose totals, sizes or temperatures were touched after their newest edition; perhaps nothing differs. */
export async function listAnnouncedWeeksTouched(db: Db, campusId: number): Promise<string[]> {
  const { rows } = await db.execute(sql`
    SELECT p.week::text AS week FROM (
      SELECT DISTINCT ON (week) week, state, data_revision FROM publications
      WHERE campus_id = ${campusId} ORDER BY week, edition DESC) p
    JOIN touched_weeks t ON t.campus_id = ${campusId} AND t.week = p.week AND t.revision > p.data_revision
    WHERE p.state <> 'provisional' ORDER BY p.week DESC`);
  return rows.map((row) => String(row.week));
}

export async function markWeekClosed(db: Db, change: { campusId: number; week: string; revision: number }): Promise<void> {
  await db
    .update(touchedWeeks)
    .set({ closedRevision: change.revision })
    .where(and(eq(touchedWeeks.campusId, change.campusId), eq(touchedWeeks.week, change.week)));
}

/** The Monday of the newest week with readings; null before the first import. */
export async function newestWeek(db: Db, campusId: number): Promise<string | null> {
  const [row] = await db
    .select({ week: max(touchedWeeks.week) })
    .from(touchedWeeks)
    .where(eq(touchedWeeks.campusId, campusId));
  return row?.week ?? null;
}

/** The Monday of the oldest week with readings; null before the first import. */
export async function oldestWeek(db: Db, campusId: number): Promise<string | null> {
  const [row] = await db
    .select({ week: min(touchedWeeks.week) })
    .from(touchedWeeks)
    .where(eq(touchedWeeks.campusId, campusId));
  return row?.week ?? null;
}
