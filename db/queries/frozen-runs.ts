import { sql } from 'drizzle-orm';
import { LONGEST_RANKED_SECONDS } from '#core/energy/coarse.ts';
import { FROZEN_AFTER_SECONDS, LEAST_FROZEN_READINGS } from '#core/energy/frozen.ts';
import { decisionOf, isHeld } from '#db/queries/holds.ts';
import { EFFECTIVE_ORDER } from '#db/queries/readings.ts';
import type { DaySpan } from '#db/queries/totals.ts';
import type { Db, Transaction } from '#db/transaction.ts';

/** Readings of a meter one after the other with the same non-zero energy (µWh), for 24 hours or more. Epoch milliseconds. */
export interface Run {
  readonly meterId: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly energyMicroWh: bigint;
}

/** Days between two that are not steady: whatever run touches the span begins after the first and before the second. */
export interface SteadyStretch {
  readonly meterId: number;
  /** The last day before without a steady third; null: steady from the meter's first day on. */
  readonly dayBefore: string | null;
  readonly dayAfter: string | null;
}

/** The stretches around those spans on or beside which a third of a day is steady, or a run is stored. */
export async function steadyStretches(
  { client }: Transaction,
  query: { campusId: number; spans: readonly DaySpan[] },
): Promise<SteadyStretch[]> {
  const { rows } = await client.query(
    `SELECT DISTINCT s.meter_id::float8 AS meter_id,
            (SELECT max(d.day)::text FROM daily_energy d WHERE d.campus_id = $1 AND d.meter_id = s.meter_id AND d.day < s.first_day AND NOT d.is_steady) AS day_before,
            (SELECT min(d.day)::text FROM daily_energy d WHERE d.campus_id = $1 AND d.meter_id = s.meter_id AND d.day > s.last_day AND NOT d.is_steady) AS day_after
     FROM unnest($2::bigint[], $3::date[], $4::date[]) AS s(meter_id, first_day, last_day)
     WHERE EXISTS (SELECT 1 FROM daily_energy d WHERE d.campus_id = $1 AND d.meter_id = s.meter_id
                     AND d.day BETWEEN s.first_day - 1 AND s.last_day + 1 AND d.is_steady)
        OR EXISTS (SELECT 1 FROM frozen_runs f WHERE f.campus_id = $1 AND f.meter_id = s.meter_id
                     AND f.starts_at < s.last_day + interval '3 days' AND f.ends_at > s.first_day - interval '3 days')`,
    [
      query.campusId,
      query.spans.map((span) => span.meterId),
      query.spans.map((span) => span.firstDay),
      query.spans.map((span) => span.lastDay),
    ],
  );
  return rows.map((row) => ({ meterId: row.meter_id, dayBefore: row.day_before, dayAfter: row.day_after }));
}

/** Finds a meter's runs among the readings that count and puts those that begin within (fromAt, untilAt) in the place of what is stored there. */
export async function replaceRuns(
  { client }: Transaction,
  query: {
    campusId: number;
    meterId: number;
    fromAt: number | null;
    untilAt: number | null;
    /** Readings are looked at up to here: the end of the day in which `untilAt` lies. */
    lookUntil: number | null;
    longestSeconds: number;
    limitWatts: number;
  },
): Promise<Run[]> {
  const { campusId, meterId, fromAt, untilAt } = query;
  const instant = (parameter: number, none: string) => `coalesce(to_timestamp($${parameter}::float8 / 1000), '${none}')`;
  await client.query(
    `DELETE FROM frozen_runs WHERE campus_id = $1 AND meter_id = $2 AND starts_at > ${instant(3, '-infinity')} AND starts_at < ${instant(4, 'infinity')}`,
    [campusId, meterId, fromAt, untilAt],
  );
  const { rows } = await client.query(
    `INSERT INTO frozen_runs (campus_id, meter_id, starts_at, ends_at, energy_micro_wh)
     WITH effective AS (
       SELECT DISTINCT ON (r.meter_id, r.starts_at) r.starts_at, r.seconds, r.energy_micro_wh AS energy,
              r.starts_at + r.seconds * interval '1 second' AS ends_at, ${isHeld('$7::float8')} AS is_held
       FROM readings r ${decisionOf(campusId)}
       WHERE r.campus_id = $1 AND r.meter_id = $2 AND r.starts_at >= ${instant(3, '-infinity')} - $6 * interval '1 second' AND r.starts_at < ${instant(5, 'infinity')}
       ORDER BY ${EFFECTIVE_ORDER}
     ), stepped AS (
       SELECT e.*, (e.energy, e.seconds, e.starts_at) IS DISTINCT FROM (lag(e.energy) OVER w, lag(e.seconds) OVER w, lag(e.ends_at) OVER w) AS is_new
       FROM effective e WHERE NOT e.is_held AND e.seconds <= ${LONGEST_RANKED_SECONDS} WINDOW w AS (ORDER BY e.starts_at)
     ), numbered AS (
       SELECT s.*, count(*) FILTER (WHERE s.is_new) OVER (ORDER BY s.starts_at) AS island FROM stepped s
     ), runs AS (
       SELECT min(starts_at) AS starts_at, max(ends_at) AS ends_at, min(energy) AS energy FROM numbered
       GROUP BY island HAVING min(energy) <> 0 AND count(*) >= ${LEAST_FROZEN_READINGS} AND sum(seconds) >= ${FROZEN_AFTER_SECONDS}
     )
     SELECT $1, $2, starts_at, ends_at, energy FROM runs WHERE starts_at > ${instant(3, '-infinity')} AND starts_at < ${instant(4, 'infinity')}
     RETURNING date_part('epoch', starts_at) * 1000 AS starts_at, date_part('epoch', ends_at) * 1000 AS ends_at, energy_micro_wh::text AS energy`,
    [campusId, meterId, fromAt, untilAt, query.lookUntil, query.longestSeconds, query.limitWatts],
  );
  return rows.map((row) => ({ meterId, startsAt: row.starts_at, endsAt: row.ends_at, energyMicroWh: BigInt(row.energy) }));
}

/** The runs that share time with [fromAt, untilAt), of all meters or one, by meter and time. */
export async function listRuns(
  db: Db,
  query: { campusId: number; fromAt: number; untilAt: number; meterId?: number | undefined },
): Promise<Run[]> {
  const { rows } = await db.execute(sql`
    SELECT meter_id::float8 AS meter_id, date_part('epoch', starts_at) * 1000 AS starts_at, date_part('epoch', ends_at) * 1000 AS ends_at,
           energy_micro_wh::text AS energy
    FROM frozen_runs WHERE campus_id = ${query.campusId} AND starts_at < to_timestamp(${query.untilAt}::float8 / 1000)
      AND ends_at > to_timestamp(${query.fromAt}::float8 / 1000) ${query.meterId === undefined ? sql`` : sql`AND meter_id = ${query.meterId}`}
    ORDER BY meter_id, starts_at`);
  return rows.map((row) => ({
    meterId: Number(row.meter_id),
    startsAt: Number(row.starts_at),
    endsAt: Number(row.ends_at),
    energyMicroWh: BigInt(String(row.energy)),
  }));
}

/** The greatest common divisors (µWh) of the values of each day of these meters; days of zeros left out. */
export async function listResolutions(
  db: Db,
  query: { campusId: number; meterIds: readonly number[]; fromDay: string; toDay: string },
): Promise<{ meterId: number; day: string; resolutionMicroWh: bigint }[]> {
  if (query.meterIds.length === 0) return [];
  const ids = sql.join(
    query.meterIds.map((id) => sql`${id}`),
    sql`, `,
  );
  const { rows } = await db.execute(sql`
    SELECT meter_id::float8 AS meter_id, day::text AS day, resolution_micro_wh::text AS resolution FROM daily_energy
    WHERE campus_id = ${query.campusId} AND meter_id IN (${ids}) AND day BETWEEN ${query.fromDay} AND ${query.toDay} AND resolution_micro_wh <> 0`);
  return rows.map((row) => ({
    meterId: Number(row.meter_id),
    day: String(row.day),
    resolutionMicroWh: BigInt(String(row.resolution)),
  }));
}
