import { MICRO_WATTS_PER_WATT } from '#core/energy/spikes.ts';
import type { Transaction } from '#db/transaction.ts';

/** Joins to `readings r` what staff decided of that very value, as `v`; see `value_decisions`. */
export function decisionOf(campusId: number): string {
  return `LEFT JOIN LATERAL (
    SELECT v.decision, v.id FROM value_decisions v WHERE v.campus_id = ${campusId} AND v.meter_id = r.meter_id AND v.starts_at = r.starts_at
      AND v.seconds = r.seconds AND v.energy_micro_wh = r.energy_micro_wh AND v.revoked_at IS NULL ORDER BY v.id DESC LIMIT 1
  ) v ON true`;
}

/** Mean power of the reading `r` in watts, whichever way the energy goes; the arithmetic of `meanWatts`. */
export const POWER = `abs(r.energy_micro_wh::float8) * 3600 / r.seconds / ${MICRO_WATTS_PER_WATT}`;

/** Whether the reading `r` does not count: refused by staff, or over the meter's limit (an expression in watts) and not accepted. */
export function isHeld(limit: string): string {
  return `CASE v.decision WHEN 'accept' THEN false WHEN 'refuse' THEN true ELSE ${POWER} > ${limit} END`;
}

/** What the limit of a meter rests on. */
export interface LimitBasis {
  readonly meterId: number;
  readonly isRegister: boolean;
  readonly mostKw: number | null;
  /** Greatest power of each stored day, in watts. */
  readonly before: readonly number[];
  /** The same once `totalled` is stored. */
  readonly after: readonly number[];
}

/** Daily peaks of these meters as they are stored, and as they will be with the days just added up. */
export async function limitBases(
  { client }: Transaction,
  query: { campusId: number; meterIds: readonly number[] },
): Promise<LimitBasis[]> {
  const { rows } = await client.query(
    `SELECT m.id::float8 AS id, m.most_kw,
            EXISTS (SELECT 1 FROM import_meters i WHERE i.campus_id = $1 AND i.meter_id = m.id AND i.is_register) AS is_register,
            ARRAY(SELECT d.peak_watts FROM daily_energy d WHERE d.campus_id = $1 AND d.meter_id = m.id AND d.peak_watts > 0) AS before,
            ARRAY(SELECT d.peak_watts FROM daily_energy d WHERE d.campus_id = $1 AND d.meter_id = m.id AND d.peak_watts > 0
                    AND NOT EXISTS (SELECT 1 FROM total_asked a WHERE a.meter_id = m.id AND d.day BETWEEN a.first_day AND a.last_day)
                  UNION ALL SELECT t.peak_watts FROM totalled t WHERE t.meter_id = m.id AND t.peak_watts > 0) AS after
     FROM meters m WHERE m.campus_id = $1 AND m.id = ANY($2::bigint[])`,
    [query.campusId, query.meterIds],
  );
  return rows.map((row) => ({
    meterId: row.id,
    isRegister: row.is_register,
    mostKw: row.most_kw,
    before: row.before,
    after: row.after,
  }));
}

/** The same of meters as they are stored. */
export async function storedPeaks(
  { client }: Transaction,
  query: { campusId: number; meterIds: readonly number[] },
): Promise<Omit<LimitBasis, 'after'>[]> {
  const { rows } = await client.query(
    `SELECT m.id::float8 AS id, m.most_kw,
            EXISTS (SELECT 1 FROM import_meters i WHERE i.campus_id = $1 AND i.meter_id = m.id AND i.is_register) AS is_register,
            ARRAY(SELECT d.peak_watts FROM daily_energy d WHERE d.campus_id = $1 AND d.meter_id = m.id AND d.peak_watts > 0) AS before
     FROM meters m WHERE m.campus_id = $1 AND m.id = ANY($2::bigint[])`,
    [query.campusId, query.meterIds],
  );
  return rows.map((row) => ({ meterId: row.id, isRegister: row.is_register, mostKw: row.most_kw, before: row.before }));
}

/** Puts the limits (watts, Infinity for none) where `addUpDays` and `daysToJudge` look for them. */
export async function stageLimits(
  { client }: Transaction,
  limits: readonly { meterId: number; watts: number; hasMoved: boolean }[],
): Promise<void> {
  await client.query('TRUNCATE total_limits');
  await client.query('INSERT INTO total_limits SELECT * FROM unnest($1::bigint[], $2::float8[], $3::boolean[])', [
    limits.map((limit) => limit.meterId),
    limits.map((limit) => limit.watts),
    limits.map((limit) => limit.hasMoved),
  ]);
}

/**
 * The days on which a value may have to be held: those just added up with a peak over the limit or a refused value, and
 * where the limit has moved, stored days with a peak over it or with something held.
 */
export async function daysToJudge({ client }: Transaction, campusId: number): Promise<{ meterId: number; day: string }[]> {
  const { rows } = await client.query(
    `SELECT t.meter_id::float8 AS meter_id, t.day::text AS day FROM totalled t JOIN total_limits l USING (meter_id) WHERE t.peak_watts > l.watts
     UNION
     SELECT t.meter_id::float8, t.day::text FROM value_decisions v JOIN total_limits l USING (meter_id)
       JOIN total_slots z ON z.ends_at > v.starts_at AND z.starts_at < v.starts_at + v.seconds * interval '1 second'
       JOIN totalled t ON t.meter_id = v.meter_id AND t.day = z.day
     WHERE v.campus_id = $1 AND v.decision = 'refuse' AND v.revoked_at IS NULL
     UNION
     SELECT d.meter_id::float8, d.day::text FROM total_limits l JOIN daily_energy d ON d.campus_id = $1 AND d.meter_id = l.meter_id
     WHERE l.has_moved AND (d.peak_watts > l.watts OR d.held_seconds > 0)
       AND NOT EXISTS (SELECT 1 FROM total_asked a WHERE a.meter_id = d.meter_id AND d.day BETWEEN a.first_day AND a.last_day)
     ORDER BY 1, 2`,
    [campusId],
  );
  return rows.map((row) => ({ meterId: row.meter_id, day: row.day }));
}

/** A value of an import that is held for its power. */
export interface HeldRow {
  readonly meterId: number;
  readonly startsAt: number;
  readonly seconds: number;
  readonly energyMicroWh: bigint;
  readonly rowNumber: number;
  readonly limitWatts: number;
}

/** The values that an import (by its revision) brought to the days just judged and that are held for their power, by file order. */
export async function heldRowsOf({ client }: Transaction, query: { campusId: number; revision: number }): Promise<HeldRow[]> {
  const { rows } = await client.query(
    `SELECT DISTINCT r.meter_id::float8 AS meter_id, date_part('epoch', r.starts_at) * 1000 AS starts_at, r.seconds,
            r.energy_micro_wh::text AS energy, r.row_number, l.watts
     FROM total_spans s JOIN total_limits l USING (meter_id) JOIN readings r ON r.campus_id = $1 AND r.meter_id = s.meter_id AND r.revision = $2
       AND r.starts_at >= s.from_at - s.longest * interval '1 second' AND r.starts_at < s.until_at
       AND r.starts_at + r.seconds * interval '1 second' > s.from_at
       ${decisionOf(query.campusId)}
     WHERE v.decision IS NULL AND NOT r.yields AND ${POWER} > l.watts
     ORDER BY r.row_number`,
    [query.campusId, query.revision],
  );
  return rows.map((row) => ({
    meterId: row.meter_id,
    startsAt: row.starts_at,
    seconds: row.seconds,
    energyMicroWh: BigInt(row.energy),
    rowNumber: row.row_number,
    limitWatts: row.watts,
  }));
}
