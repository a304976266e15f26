import { sql } from 'drizzle-orm';
import { LONGEST_RANKED_SECONDS } from '#core/energy/coarse.ts';
import { FROZEN_AFTER_SECONDS, LEAST_FROZEN_READINGS } from '#core/energy/frozen.ts';
import { decisionOf, isHeld } from '#db/queries/holds.ts';
import { EFFECTIVE_ORDER, readingsWithin } from '#db/queries/readings.ts';
import type { DaySpan } from '#db/queries/totals.ts';
import type { Db, Transaction } from '#db/transaction.ts';

/** Readings of a meter one after the other with the same non-zero energy (µWh), for 24 hours or more. Epoch milliseconds. */
export interface Run {
  readonly meterId: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly energyMicroWh: bigint;
}

/** Days between two that are not steady: a run that touches a steady one of them begins after the first and before the second. */
export interface SteadyStretch {
  readonly meterId: number;
  /** The last day before without a steady third; null: steady from the meter's first day on. */
  readonly dayBefore: string | null;
  readonly dayAfter: string | null;
}

/** The stretches around the days, on or beside the spans, of which a third is steady or on which a stored run begins. */
export async function steadyStretches(
  { client }: Transaction,
  query: { campusId: number; timeZone: string; spans: readonly DaySpan[] },
): Promise<SteadyStretch[]> {
  const { rows } = await client.query(
    `WITH spans AS (
       SELECT * FROM unnest($2::bigint[], $3::date[], $4::date[]) AS s(meter_id, first_day, last_day)
     ), days AS (
       SELECT d.meter_id, d.day FROM spans s JOIN daily_energy d ON d.campus_id = $1 AND d.meter_id = s.meter_id
         AND d.day BETWEEN s.first_day - 1 AND s.last_day + 1 WHERE d.is_steady
       UNION SELECT f.meter_id, (f.starts_at AT TIME ZONE $5)::date FROM spans s JOIN frozen_runs f ON f.campus_id = $1 AND f.meter_id = s.meter_id
         AND f.starts_at < s.last_day + interval '3 days' AND f.ends_at > s.first_day - interval '3 days'
     )
     SELECT DISTINCT c.meter_id::float8 AS meter_id,
            (SELECT d.day::text FROM daily_energy d WHERE d.campus_id = $1 AND d.meter_id = c.meter_id AND d.day < c.day AND NOT d.is_steady
             ORDER BY d.day DESC LIMIT 1) AS day_before,
            (SELECT d.day::text FROM daily_energy d WHERE d.campus_id = $1 AND d.meter_id = c.meter_id AND d.day > c.day AND NOT d.is_steady
             ORDER BY d.day LIMIT 1) AS day_after
     FROM days c`,
    [
      query.campusId,
      query.spans.map((span) => span.meterId),
      query.spans.map((span) => span.firstDay),
      query.spans.map((span) => span.lastDay),
      query.timeZone,
    ],
  );
  return rows.map((row) => ({ meterId: row.meter_id, dayBefore: row.day_before, dayAfter: row.day_after }));
}

/** Where runs are looked for: those that begin within (fromAt, untilAt), by the readings up to `lookUntil`. Infinity: no bound. */
export interface RunRegion {
  readonly meterId: number;
  readonly fromAt: number;
  readonly untilAt: number;
  readonly lookUntil: number;
  readonly longestSeconds: number;
  readonly limitWatts: number;
}

/** Finds the runs among the readings that count and puts them in the place of what is stored of the regions, which may overlap. */
export async function replaceRuns(
  { client }: Transaction,
  query: { campusId: number; regions: readonly RunRegion[] },
): Promise<Run[]> {
  const { campusId, regions } = query;
  const bounds = [
    regions.map((region) => region.meterId),
    regions.map((region) => region.fromAt),
    regions.map((region) => region.untilAt),
  ];
  await client.query(
    `DELETE FROM frozen_runs f USING unnest($2::bigint[], $3::float8[], $4::float8[]) AS s(meter_id, from_ms, until_ms)
     WHERE f.campus_id = $1 AND f.meter_id = s.meter_id AND f.starts_at > to_timestamp(from_ms / 1000) AND f.starts_at < to_timestamp(until_ms / 1000)`,
    [campusId, ...bounds],
  );
  const { rows } = await client.query(
    `INSERT INTO frozen_runs (campus_id, meter_id, starts_at, ends_at, energy_micro_wh)
     WITH regions AS (
       SELECT region, meter_id, to_timestamp(from_ms / 1000) AS from_at, to_timestamp(until_ms / 1000) AS until_at, to_timestamp(look_ms / 1000) AS look_until, longest, watts
       FROM unnest($2::bigint[], $3::float8[], $4::float8[], $5::float8[], $6::int[], $7::float8[]) WITH ORDINALITY AS s(meter_id, from_ms, until_ms, look_ms, longest, watts, region)
     ), effective AS (
       SELECT DISTINCT ON (s.region, r.meter_id, r.starts_at) s.region, r.meter_id, r.starts_at, r.seconds, r.energy_micro_wh AS energy,
              r.starts_at + r.seconds * interval '1 second' AS ends_at, ${isHeld('s.watts')} AS is_held, s.from_at, s.until_at
       FROM regions s ${readingsWithin({ campusId: '$1', meterId: 's.meter_id', from: `s.from_at - s.longest * interval '1 second'`, until: 's.look_until' })}
       ${decisionOf(campusId)}
       ORDER BY s.region, ${EFFECTIVE_ORDER}
     ), stepped AS (
       SELECT e.*, (e.energy, e.seconds, e.starts_at) IS DISTINCT FROM (lag(e.energy) OVER w, lag(e.seconds) OVER w, lag(e.ends_at) OVER w) AS is_new
       FROM effective e WHERE NOT e.is_held AND e.seconds <= ${LONGEST_RANKED_SECONDS} WINDOW w AS (PARTITION BY e.region ORDER BY e.starts_at)
     ), numbered AS (
       SELECT s.*, count(*) FILTER (WHERE s.is_new) OVER (PARTITION BY s.region ORDER BY s.starts_at) AS island FROM stepped s
     ), runs AS (
       SELECT meter_id, min(starts_at) AS starts_at, max(ends_at) AS ends_at, min(energy) AS energy, min(from_at) AS from_at, min(until_at) AS until_at
       FROM numbered GROUP BY region, meter_id, island
       HAVING min(energy) <> 0 AND count(*) >= ${LEAST_FROZEN_READINGS} AND sum(seconds) >= ${FROZEN_AFTER_SECONDS}
     )
     SELECT DISTINCT ON (meter_id, starts_at) $1, meter_id, starts_at, ends_at, energy FROM runs
     WHERE starts_at > from_at AND starts_at < until_at ORDER BY meter_id, starts_at, ends_at DESC
     RETURNING meter_id::float8 AS meter_id, date_part('epoch', starts_at) * 1000 AS starts_at, date_part('epoch', ends_at) * 1000 AS ends_at,
       energy_micro_wh::text AS energy`,
    [
      campusId,
      ...bounds,
      regions.map((region) => region.lookUntil),
      regions.map((region) => region.longestSeconds),
      regions.map((region) => region.limitWatts),
    ],
  );
  return rows.map((row) => ({
    meterId: row.meter_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    energyMicroWh: BigInt(row.energy),
  }));
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
