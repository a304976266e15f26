import type { RegisterStamp } from '#core/energy/registers.ts';
import type { Quality } from '#core/meter-files/meter-file.ts';
import type { Transaction } from '#db/transaction.ts';

interface MeterKey {
  readonly campusId: number;
  readonly meterId: number;
}

/** Gives each staged register row its verdict, against the file's own earlier rows and against the values in effect. */
export async function judgeRegisters({ client }: Transaction, query: { campusId: number; replace: boolean }): Promise<void> {
  await client.query(
    `INSERT INTO verdicts (seq, verdict, met_micro_wh)
     WITH offered AS (
       SELECT s.seq, m.meter_id, s.at, s.value_micro_wh AS value, s.is_scaled,
              row_number() OVER earlier AS nth, first_value(s.value_micro_wh) OVER earlier AS first_value
       FROM staged s JOIN staged_meters m USING (meter_no) WHERE s.seconds IS NULL
       WINDOW earlier AS (PARTITION BY m.meter_id, s.at ORDER BY s.seq)
     ), known AS (
       SELECT DISTINCT ON (r.meter_id, r.stamped_at) r.meter_id, r.stamped_at, r.register_micro_wh AS value, r.is_scaled
       FROM register_values r JOIN (SELECT DISTINCT meter_id, at FROM offered) o ON o.meter_id = r.meter_id AND o.at = r.stamped_at
       WHERE r.campus_id = $1 ORDER BY r.meter_id, r.stamped_at, r.yields, r.revision DESC
     ), judged AS (
       SELECT o.seq, CASE
         WHEN o.nth > 1 AND o.value = o.first_value THEN 'repeated'
         WHEN o.nth > 1 THEN 'contradicted'
         WHEN k.value = o.value AND k.is_scaled = o.is_scaled THEN 'same'
         WHEN k.is_scaled <> o.is_scaled AND round(k.value * CASE WHEN k.is_scaled THEN 1 ELSE f.factor END)
           = round(o.value * CASE WHEN o.is_scaled THEN 1 ELSE f.factor END) THEN 'same'
         WHEN k.value IS NOT NULL AND $2 THEN 'replaced'
         WHEN k.value IS NOT NULL THEN 'conflict' END AS verdict,
         CASE WHEN o.nth > 1 THEN o.first_value ELSE k.value END AS met
       FROM offered o LEFT JOIN known k ON k.meter_id = o.meter_id AND k.stamped_at = o.at
       LEFT JOIN LATERAL (
         SELECT coalesce((SELECT x.multiplier FROM meter_multipliers x WHERE x.campus_id = $1 AND x.meter_id = o.meter_id AND x.from_at <= o.at
           ORDER BY x.from_at DESC LIMIT 1), m.multiplier) AS factor
         FROM meters m WHERE m.campus_id = $1 AND m.id = o.meter_id
       ) f ON k.is_scaled <> o.is_scaled
     )
     SELECT seq, verdict, met FROM judged WHERE verdict IS NOT NULL`,
    [query.campusId, query.replace],
  );
}

/** A register row of the file that says otherwise than the one it met. */
export interface RegisterConflict {
  readonly meterNo: number;
  readonly rowNumber: number;
  readonly stampedAt: number;
  readonly registerMicroWh: bigint;
  readonly metMicroWh: bigint;
}

/** The staged register rows that do not stand because they met another value, by file order, in blocks. */
export async function* registerConflicts({ client }: Transaction): AsyncGenerator<RegisterConflict[]> {
  await client.query(
    `DECLARE conflicts NO SCROLL CURSOR FOR
     SELECT s.meter_no, s.row_number, date_part('epoch', s.at) * 1000 AS at, s.value_micro_wh::text AS value, v.met_micro_wh::text AS met
     FROM staged s JOIN verdicts v USING (seq) WHERE s.seconds IS NULL AND v.verdict IN ('conflict', 'contradicted') ORDER BY s.seq`,
  );
  for (;;) {
    const { rows } = await client.query('FETCH 10000 FROM conflicts');
    if (rows.length === 0) break;
    yield rows.map((row) => ({
      meterNo: row.meter_no,
      rowNumber: row.row_number,
      stampedAt: row.at,
      registerMicroWh: BigInt(row.value),
      metMicroWh: BigInt(row.met),
    }));
  }
  await client.query('CLOSE conflicts');
}

/** Whether any staged register row stands. */
export async function hasStandingRegisters({ client }: Transaction): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM staged s LEFT JOIN verdicts v USING (seq)
     WHERE s.seconds IS NULL AND (v.verdict IS NULL OR v.verdict IN ('same', 'replaced')) LIMIT 1`,
  );
  return rowCount === 1;
}

/** As `confirmMetReadings`, for what registers showed. */
export async function confirmMetRegisters({ client }: Transaction, campusId: number): Promise<void> {
  await client.query(
    `UPDATE register_values r SET yields = false
     FROM staged s JOIN staged_meters m USING (meter_no) JOIN verdicts v USING (seq)
     WHERE v.verdict = 'conflict' AND s.seconds IS NULL
       AND r.campus_id = $1 AND r.meter_id = m.meter_id AND r.stamped_at = s.at AND r.yields
       AND NOT EXISTS (
         SELECT 1 FROM register_values o WHERE o.campus_id = $1 AND o.meter_id = r.meter_id AND o.stamped_at = r.stamped_at
           AND (NOT o.yields OR o.revision > r.revision))`,
    [campusId],
  );
}

export async function insertRegisterValues(
  { client }: Transaction,
  query: { campusId: number; revision: number; allowsReset: boolean },
): Promise<void> {
  await client.query(
    `INSERT INTO register_values (campus_id, meter_id, stamped_at, revision, register_micro_wh, is_scaled, starts_at, row_number, quality, allows_reset, is_base_only, yields)
     SELECT $1, m.meter_id, s.at, $2, s.value_micro_wh, s.is_scaled, s.starts_at, s.row_number, s.quality, $3, s.is_base_only, coalesce(v.verdict = 'conflict', false)
     FROM staged s JOIN staged_meters m USING (meter_no) LEFT JOIN verdicts v USING (seq)
     WHERE s.seconds IS NULL AND (v.verdict IS NULL OR v.verdict IN ('same', 'replaced', 'conflict'))`,
    [query.campusId, query.revision, query.allowsReset],
  );
}

/** The register value to start from so that every difference at or after `instant` comes out anew; null: from the first. */
export async function lastBaseBefore({ client }: Transaction, key: MeterKey, instant: number): Promise<number | null> {
  const { rows } = await client.query<{ base: number }>(
    `SELECT date_part('epoch', starts_at) * 1000 AS base FROM readings
     WHERE campus_id = $1 AND meter_id = $2 AND starts_at < to_timestamp($3::float8 / 1000) ORDER BY starts_at DESC LIMIT 1`,
    [key.campusId, key.meterId, instant],
  );
  return rows[0]?.base ?? null;
}

/** The next register values in effect after (or, when `inclusive`, at) an instant, in time order, at most `limit`. */
export async function nextStamps(
  { client }: Transaction,
  key: MeterKey,
  query: { after: number | null; inclusive: boolean; limit: number },
): Promise<RegisterStamp[]> {
  const { rows } = await client.query(
    `SELECT DISTINCT ON (r.stamped_at) date_part('epoch', r.stamped_at) * 1000 AS stamped_at, date_part('epoch', r.starts_at) * 1000 AS starts_at,
            r.register_micro_wh::text AS register, r.is_scaled, r.quality, r.allows_reset, r.is_base_only, r.revision::float8 AS revision, r.row_number
     FROM register_values r WHERE r.campus_id = $1 AND r.meter_id = $2
       AND r.stamped_at ${query.inclusive ? '>=' : '>'} coalesce(to_timestamp($3::float8 / 1000), '-infinity')
     ORDER BY r.stamped_at, r.yields, r.revision DESC LIMIT $4`,
    [key.campusId, key.meterId, query.after, query.limit],
  );
  return rows.map((row) => ({
    stampedAt: row.stamped_at,
    startsAt: row.starts_at,
    registerMicroWh: BigInt(row.register),
    isScaled: row.is_scaled,
    quality: row.quality as Quality,
    allowsReset: row.allows_reset,
    isBaseOnly: row.is_base_only,
    revision: row.revision,
    rowNumber: row.row_number,
  }));
}

/** The first and last register value of a meter; null when there is none. */
export async function spanOfRegister(
  { client }: Transaction,
  key: MeterKey,
): Promise<{ firstAt: number; lastAt: number } | null> {
  const { rows } = await client.query<{ first: number | null; last: number | null }>(
    `SELECT date_part('epoch', min(stamped_at)) * 1000 AS first, date_part('epoch', max(stamped_at)) * 1000 AS last
     FROM register_values WHERE campus_id = $1 AND meter_id = $2`,
    [key.campusId, key.meterId],
  );
  const [row] = rows;
  return row === undefined || row.first === null || row.last === null ? null : { firstAt: row.first, lastAt: row.last };
}

/** The register value in effect at a stamp and the accepted one before it; null where there is none. */
export async function stepAt(
  { client }: Transaction,
  key: MeterKey,
  stampedAt: number,
): Promise<{ registerMicroWh: bigint; isScaled: boolean; baseAt: number | null; baseMicroWh: bigint | null } | null> {
  const { rows } = await client.query(
    `WITH stamp AS (
       SELECT r.register_micro_wh, r.is_scaled FROM register_values r
       WHERE r.campus_id = $1 AND r.meter_id = $2 AND r.stamped_at = to_timestamp($3::float8 / 1000) ORDER BY r.yields, r.revision DESC LIMIT 1
     ), based AS (
       SELECT base_at FROM register_holds WHERE campus_id = $1 AND meter_id = $2 AND stamped_at = to_timestamp($3::float8 / 1000)
       UNION ALL
       SELECT starts_at FROM (
         SELECT starts_at, seconds FROM readings WHERE campus_id = $1 AND meter_id = $2 AND starts_at < to_timestamp($3::float8 / 1000)
         ORDER BY starts_at DESC LIMIT 1
       ) last WHERE starts_at + seconds * interval '1 second' = to_timestamp($3::float8 / 1000)
       LIMIT 1
     )
     SELECT s.register_micro_wh::text AS register, s.is_scaled, date_part('epoch', b.base_at) * 1000 AS base_at,
            (SELECT r.register_micro_wh::text FROM register_values r WHERE r.campus_id = $1 AND r.meter_id = $2 AND r.stamped_at = b.base_at
             ORDER BY r.yields, r.revision DESC LIMIT 1) AS base
     FROM stamp s LEFT JOIN based b ON true`,
    [key.campusId, key.meterId, stampedAt],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return {
    registerMicroWh: BigInt(row.register),
    isScaled: row.is_scaled,
    baseAt: row.base_at,
    baseMicroWh: row.base === null ? null : BigInt(row.base),
  };
}
