import type { JudgedRow } from '#core/energy/judge-readings.ts';
import type { Transaction } from '#db/transaction.ts';

/** A stretch of one meter's time; epoch milliseconds. */
export interface MeterSpan {
  readonly meterId: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/**
 * The value in effect of every interval among `readings r`: the newest that does not yield; where all yield, the
 * newest. Everything that adds up or compares readings goes through this order.
 */
export const EFFECTIVE_ORDER = 'r.meter_id, r.starts_at, r.yields, r.revision DESC';

/**
 * Joins `readings r` of a meter within a stretch of time to whatever stands before it in FROM, always by the key: left to
 * itself, without statistics of a month just filled, the server compares every stretch with every reading.
 */
export function readingsWithin(stretch: { campusId: number | string; meterId: string; from: string; until: string }): string {
  return `CROSS JOIN LATERAL (
    SELECT k.* FROM readings k WHERE k.campus_id = ${stretch.campusId} AND k.meter_id = ${stretch.meterId}
      AND k.starts_at >= ${stretch.from} AND k.starts_at < ${stretch.until} OFFSET 0
  ) r`;
}

/** The longest interval, in seconds, that any committed import brought for each of these meters. */
export async function longestIntervals(
  { client }: Transaction,
  query: { campusId: number; meterIds: readonly number[] },
): Promise<Map<number, number>> {
  const { rows } = await client.query<{ meter_id: number; longest: number }>(
    `SELECT meter_id::float8 AS meter_id, max(longest_seconds) AS longest FROM import_meters
     WHERE campus_id = $1 AND meter_id = ANY($2::bigint[]) GROUP BY meter_id`,
    [query.campusId, query.meterIds],
  );
  return new Map(rows.map((row) => [row.meter_id, row.longest]));
}

/** Whether the imports that reach into any of the spans overlap, so that one interval may have several values. */
export async function hasRivalImports(
  { client }: Transaction,
  query: { campusId: number; spans: readonly (MeterSpan & { longestSeconds: number })[] },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM (
       SELECT i.first_at, max(i.last_at) OVER (PARTITION BY i.meter_id ORDER BY i.first_at, i.import_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
       FROM unnest($2::bigint[], $3::float8[], $4::float8[], $5::int[]) AS s(meter_id, first_ms, last_ms, longest)
         JOIN import_meters i ON i.campus_id = $1 AND i.meter_id = s.meter_id
           AND i.first_at < to_timestamp(s.last_ms / 1000) AND i.last_at > to_timestamp(s.first_ms / 1000) - s.longest * interval '1 second'
     ) i WHERE i.first_at < i.reached LIMIT 1`,
    [
      query.campusId,
      query.spans.map((span) => span.meterId),
      query.spans.map((span) => span.firstAt),
      query.spans.map((span) => span.lastAt),
      query.spans.map((span) => span.longestSeconds),
    ],
  );
  return rowCount === 1;
}

/** Differences of registers can grow when a value between them goes: lets every later search look far enough back. */
export async function raiseLongestInterval(
  { client }: Transaction,
  query: { campusId: number; meterId: number; longestSeconds: number },
): Promise<void> {
  await client.query(
    'UPDATE import_meters SET longest_seconds = $3 WHERE campus_id = $1 AND meter_id = $2 AND longest_seconds < $3',
    [query.campusId, query.meterId, query.longestSeconds],
  );
}

/** Which of the spans already have a reading in their time. */
export async function occupiedMeters(
  { client }: Transaction,
  query: { campusId: number; spans: readonly (MeterSpan & { longestSeconds: number })[] },
): Promise<Set<number>> {
  const { rows } = await client.query<{ meter_id: number }>(
    `SELECT s.meter_id::float8 AS meter_id FROM unnest($2::bigint[], $3::float8[], $4::float8[], $5::int[]) AS s(meter_id, first_ms, last_ms, longest)
     WHERE EXISTS (
       SELECT 1 FROM readings r WHERE r.campus_id = $1 AND r.meter_id = s.meter_id
         AND r.starts_at > to_timestamp(s.first_ms / 1000) - s.longest * interval '1 second'
         AND r.starts_at < to_timestamp(s.last_ms / 1000))`,
    [
      query.campusId,
      query.spans.map((span) => span.meterId),
      query.spans.map((span) => span.firstAt),
      query.spans.map((span) => span.lastAt),
      query.spans.map((span) => span.longestSeconds),
    ],
  );
  return new Set(rows.map((row) => row.meter_id));
}

/** A row to judge with its line in the file it came from. */
export interface StagedRow extends JudgedRow {
  readonly rowNumber: number;
}

/** A meter's offered rows among those in effect in their time, in the order that the judge wants; in blocks. */
export async function* rowsToJudge(
  { client }: Transaction,
  query: { campusId: number; meterNo: number; longestSeconds: number } & MeterSpan,
): AsyncGenerator<StagedRow[]> {
  await client.query(
    `DECLARE to_judge NO SCROLL CURSOR FOR
     SELECT s.seq, date_part('epoch', s.at) * 1000 AS starts_at, s.seconds, s.value_micro_wh::text AS energy, s.row_number
     FROM staged s WHERE s.meter_no = $1 AND s.seconds IS NOT NULL
     UNION ALL
     SELECT NULL, date_part('epoch', k.starts_at) * 1000, k.seconds, k.energy_micro_wh::text, k.row_number
     FROM (
       SELECT DISTINCT ON (r.meter_id, r.starts_at) r.* FROM readings r
       WHERE r.campus_id = $2 AND r.meter_id = $3 AND r.starts_at >= to_timestamp($4::float8 / 1000) AND r.starts_at < to_timestamp($5::float8 / 1000)
       ORDER BY ${EFFECTIVE_ORDER}
     ) k
     ORDER BY 2, 1 NULLS FIRST`,
    [query.meterNo, query.campusId, query.meterId, query.firstAt - query.longestSeconds * 1000, query.lastAt],
  );
  for (;;) {
    const { rows } = await client.query('FETCH 10000 FROM to_judge');
    if (rows.length === 0) break;
    yield rows.map((row) => ({
      seq: row.seq,
      startsAt: row.starts_at,
      seconds: row.seconds,
      energy: row.energy,
      rowNumber: row.row_number,
    }));
  }
  await client.query('CLOSE to_judge');
}

/**
 * A value in effect that was itself once told to yield stands from now on where a conflict meets it: else the newcomer,
 * being newer, would quietly take its place.
 */
export async function confirmMetReadings({ client }: Transaction, campusId: number): Promise<void> {
  await client.query(
    `UPDATE readings r SET yields = false
     FROM staged s JOIN staged_meters m USING (meter_no) JOIN verdicts v USING (seq)
     WHERE v.verdict = 'conflict' AND s.seconds IS NOT NULL
       AND r.campus_id = $1 AND r.meter_id = m.meter_id AND r.starts_at = s.at AND r.yields
       AND NOT EXISTS (
         SELECT 1 FROM readings o WHERE o.campus_id = $1 AND o.meter_id = r.meter_id AND o.starts_at = r.starts_at
           AND (NOT o.yields OR o.revision > r.revision))`,
    [campusId],
  );
}

/** Moves staged interval rows into `readings`: those without a verdict and those whose verdict keeps them beside another value. */
export async function insertReadings({ client }: Transaction, query: { campusId: number; revision: number }): Promise<void> {
  await client.query(
    `INSERT INTO readings (campus_id, meter_id, starts_at, revision, energy_micro_wh, seconds, row_number, quality, yields)
     SELECT $1, m.meter_id, s.at, $2, s.value_micro_wh, s.seconds, s.row_number, s.quality, false
     FROM staged s JOIN staged_meters m USING (meter_no) WHERE m.is_clean AND s.seconds IS NOT NULL`,
    [query.campusId, query.revision],
  );
  await client.query(
    `INSERT INTO readings (campus_id, meter_id, starts_at, revision, energy_micro_wh, seconds, row_number, quality, yields)
     SELECT $1, m.meter_id, s.at, $2, s.value_micro_wh, s.seconds, s.row_number, s.quality, coalesce(v.verdict = 'conflict', false)
     FROM staged s JOIN staged_meters m USING (meter_no) LEFT JOIN verdicts v USING (seq)
     WHERE NOT m.is_clean AND s.seconds IS NOT NULL AND (v.verdict IS NULL OR v.verdict IN ('same', 'replaced', 'conflict'))`,
    [query.campusId, query.revision],
  );
}

export interface StagedCounts {
  readonly new: number;
  readonly same: number;
  readonly replaced: number;
  /** Over new, same and replaced intervals, each once; whole µWh. */
  readonly energyMicroWh: bigint;
}

/** What the judged interval rows come to. A row that repeats an earlier one of the file counts as same, its energy once. */
export async function countStaged({ client }: Transaction): Promise<StagedCounts> {
  const { rows } = await client.query<{ new: number; same: number; replaced: number; energy: string }>(
    `SELECT count(*) FILTER (WHERE v.verdict IS NULL)::int AS new,
            count(*) FILTER (WHERE v.verdict IN ('same', 'repeated'))::int AS same,
            count(*) FILTER (WHERE v.verdict = 'replaced')::int AS replaced,
            coalesce(sum(s.value_micro_wh) FILTER (WHERE v.verdict IS NULL OR v.verdict IN ('same', 'replaced')), 0)::text AS energy
     FROM staged s LEFT JOIN verdicts v USING (seq) WHERE s.seconds IS NOT NULL`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('counting staged rows gave no row');
  return { new: row.new, same: row.same, replaced: row.replaced, energyMicroWh: BigInt(row.energy) };
}

/** Removes what an import (by its revision) said of these meters. */
export async function deleteReadings(
  { client }: Transaction,
  query: { campusId: number; revision: number; spans: readonly MeterSpan[] },
): Promise<void> {
  const values = [
    query.campusId,
    query.revision,
    query.spans.map((span) => span.meterId),
    query.spans.map((span) => span.firstAt),
    query.spans.map((span) => span.lastAt),
  ];
  const spans = 'unnest($3::bigint[], $4::float8[], $5::float8[]) AS s(meter_id, first_ms, last_ms)';
  await client.query(
    `DELETE FROM readings r USING ${spans} WHERE r.campus_id = $1 AND r.revision = $2 AND r.meter_id = s.meter_id
       AND r.starts_at >= to_timestamp(s.first_ms / 1000) AND r.starts_at < to_timestamp(s.last_ms / 1000)`,
    values,
  );
  await client.query(
    `DELETE FROM register_values r USING ${spans} WHERE r.campus_id = $1 AND r.revision = $2 AND r.meter_id = s.meter_id
       AND r.stamped_at >= to_timestamp(s.first_ms / 1000) AND r.stamped_at <= to_timestamp(s.last_ms / 1000)`,
    values,
  );
}
