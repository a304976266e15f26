import { LONGEST_RANKED_SECONDS } from '#core/energy/coarse.ts';
import { decisionOf, isHeld } from '#db/queries/holds.ts';
import { EFFECTIVE_ORDER, readingsWithin } from '#db/queries/readings.ts';
import type { Transaction } from '#db/transaction.ts';

/** A stretch of a meter's time whose readings are asked for; epoch milliseconds, limit in watts (Infinity: none). */
export interface CountedSpan {
  readonly meterId: number;
  readonly fromAt: number;
  readonly untilAt: number;
  readonly longestSeconds: number;
  readonly limitWatts: number;
}

/** What an import brought to a meter within its span: rows that count, and their energy there. */
export interface CountedImport {
  readonly meterId: number;
  readonly importId: number;
  readonly fileName: string;
  readonly receivedAt: Date;
  readonly rows: number;
  readonly firstRow: number;
  readonly lastRow: number;
  readonly energyMicroWh: bigint;
}

/**
 * Which imports the readings come from that were in effect at a data revision, by meter and import. A reading that crosses an edge
 * of its span counts with its part inside, as the daily totals have it. What was undone or made anew since is not there any more.
 */
export async function listCountedImports(
  { client }: Transaction,
  query: { campusId: number; revision: number; spans: readonly CountedSpan[] },
): Promise<CountedImport[]> {
  if (query.spans.length === 0) return [];
  const reach = { from: `s.from_at - s.longest * interval '1 second'`, until: 's.until_at' };
  const { rows } = await client.query(
    `WITH spans AS (
       SELECT meter_id, to_timestamp(from_ms / 1000) AS from_at, to_timestamp(until_ms / 1000) AS until_at, longest, watts
       FROM unnest($3::bigint[], $4::float8[], $5::float8[], $6::int[], $7::float8[]) AS s(meter_id, from_ms, until_ms, longest, watts)
     ), effective AS (
       SELECT DISTINCT ON (r.meter_id, r.starts_at) r.meter_id, r.starts_at, r.starts_at + r.seconds * interval '1 second' AS ends_at,
              r.seconds, r.energy_micro_wh AS energy, r.revision, r.row_number, s.from_at, s.until_at, ${isHeld('s.watts')} AS is_held
       FROM spans s ${readingsWithin({ campusId: '$1', meterId: 's.meter_id', ...reach })} ${decisionOf(query.campusId)}
       WHERE r.revision <= $2 AND r.starts_at + r.seconds * interval '1 second' > s.from_at
       ORDER BY ${EFFECTIVE_ORDER}
     )
     SELECT e.meter_id::float8 AS meter_id, i.id::float8 AS import_id, i.file_name, i.created_at, count(*)::int AS rows,
            min(e.row_number) AS first_row, max(e.row_number) AS last_row,
            sum(floor(e.energy::numeric * date_part('epoch', least(e.until_at, e.ends_at) - e.starts_at)::bigint / e.seconds)
              - floor(e.energy::numeric * date_part('epoch', greatest(e.from_at, e.starts_at) - e.starts_at)::bigint / e.seconds))::bigint::text AS energy
     FROM effective e JOIN imports i ON i.campus_id = $1 AND i.revision = e.revision
     WHERE NOT e.is_held AND e.seconds <= ${LONGEST_RANKED_SECONDS}
     GROUP BY e.meter_id, i.id, i.file_name, i.created_at ORDER BY i.id, e.meter_id`,
    [
      query.campusId,
      query.revision,
      query.spans.map(({ meterId }) => meterId),
      query.spans.map(({ fromAt }) => fromAt),
      query.spans.map(({ untilAt }) => untilAt),
      query.spans.map(({ longestSeconds }) => longestSeconds),
      query.spans.map(({ limitWatts }) => limitWatts),
    ],
  );
  return rows.map((row) => ({
    meterId: row.meter_id,
    importId: row.import_id,
    fileName: row.file_name,
    receivedAt: row.created_at,
    rows: row.rows,
    firstRow: row.first_row,
    lastRow: row.last_row,
    energyMicroWh: BigInt(row.energy),
  }));
}
