import type { Transaction } from '#db/transaction.ts';

export interface RegisterPeak {
  /** When the day (UTC) begins, epoch milliseconds. */
  readonly dayStartsAt: number;
  readonly mostMicroW: bigint | null;
  readonly hasDrop: boolean;
}

interface MeterKey {
  readonly campusId: number;
  readonly meterId: number;
}

export async function listPeaks({ client }: Transaction, key: MeterKey): Promise<RegisterPeak[]> {
  const { rows } = await client.query(
    `SELECT date_part('epoch', day::timestamp) * 1000 AS day_starts_at, most_micro_w::text AS most, has_drop FROM register_peaks
     WHERE campus_id = $1 AND meter_id = $2 ORDER BY day`,
    [key.campusId, key.meterId],
  );
  return rows.map((row) => ({
    dayStartsAt: row.day_starts_at,
    mostMicroW: row.most === null ? null : BigInt(row.most),
    hasDrop: row.has_drop,
  }));
}

/**
 * Finds the peaks anew of every day whose differences hang on register values in [firstAt, lastAt]: to the day of the
 * first value after it. Infinite bounds mean all days.
 */
export async function refreshPeaks(
  { client }: Transaction,
  key: MeterKey,
  span: { firstAt: number; lastAt: number },
): Promise<void> {
  const { rows } = await client.query<{ from_at: string; until_at: string; before_at: string }>(
    `SELECT date_trunc('day', f.at, 'UTC')::text AS from_at,
            (date_trunc('day', greatest(l.at, (SELECT min(r.stamped_at) FROM register_values r
              WHERE r.campus_id = $1 AND r.meter_id = $2 AND r.stamped_at > l.at)), 'UTC') + interval '1 day')::text AS until_at,
            coalesce((SELECT max(r.stamped_at) FROM register_values r
              WHERE r.campus_id = $1 AND r.meter_id = $2 AND r.stamped_at < date_trunc('day', f.at, 'UTC')), '-infinity')::text AS before_at
     FROM (SELECT to_timestamp($3::float8 / 1000) AS at) f, (SELECT to_timestamp($4::float8 / 1000) AS at) l`,
    [key.campusId, key.meterId, span.firstAt, span.lastAt],
  );
  const [bounds] = rows;
  if (bounds === undefined) throw new Error('the days of a span were not found');
  await client.query(
    `DELETE FROM register_peaks WHERE campus_id = $1 AND meter_id = $2
       AND day::timestamp AT TIME ZONE 'UTC' >= $3::timestamptz AND day::timestamp AT TIME ZONE 'UTC' < $4::timestamptz`,
    [key.campusId, key.meterId, bounds.from_at, bounds.until_at],
  );
  await client.query(
    `INSERT INTO register_peaks (campus_id, meter_id, day, most_micro_w, has_drop)
     WITH shown AS (
       SELECT DISTINCT ON (r.stamped_at) r.stamped_at AS at, r.register_micro_wh::numeric AS value, r.is_scaled
       FROM register_values r WHERE r.campus_id = $1 AND r.meter_id = $2 AND r.stamped_at >= $5::timestamptz AND r.stamped_at < $4::timestamptz
       ORDER BY r.stamped_at, r.yields, r.revision DESC
     ), told AS (
       SELECT s.*, coalesce((
         SELECT x.multiplier FROM meter_multipliers x WHERE x.campus_id = $1 AND x.meter_id = $2 AND x.from_at < s.at ORDER BY x.from_at DESC LIMIT 1
       ), m.multiplier) AS factor
       FROM shown s, meters m WHERE m.campus_id = $1 AND m.id = $2
     ), stepped AS (
       SELECT at, at - lag(at) OVER (ORDER BY at) AS took,
         CASE WHEN NOT is_scaled AND NOT lag(is_scaled) OVER (ORDER BY at) THEN (value - lag(value) OVER (ORDER BY at)) * factor
              ELSE value * CASE WHEN is_scaled THEN 1 ELSE factor END
                - lag(value * CASE WHEN is_scaled THEN 1 ELSE factor END) OVER (ORDER BY at) END AS energy
       FROM told
     )
     SELECT $1, $2, (at AT TIME ZONE 'UTC')::date,
       max(least(floor(energy * 3600 / date_part('epoch', took)::numeric), 9000000000000000000)) FILTER (WHERE energy >= 0), bool_or(energy < 0)
     FROM stepped WHERE took IS NOT NULL AND at >= $3::timestamptz GROUP BY 3`,
    [key.campusId, key.meterId, bounds.from_at, bounds.until_at, bounds.before_at],
  );
}
