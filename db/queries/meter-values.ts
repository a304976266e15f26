import { sql } from 'drizzle-orm';
import type { HoldKind } from '#core/energy/registers.ts';
import type { Quality } from '#core/meter-files/meter-file.ts';
import { decisionOf } from '#db/queries/holds.ts';
import type { Db } from '#db/transaction.ts';

/** A stored value with where it came from. Instants are epoch milliseconds, energies and registers µWh. */
export interface StoredValue {
  /**
   * interval: energy of a stretch, as a file gave it. difference: the same, made of two register values. register: what a
   * register showed. estimate: energy that our own rule put into a gap, from no file.
   */
  readonly kind: 'interval' | 'difference' | 'register' | 'estimate';
  readonly startsAt: number;
  /** The stretch's end; a register value's own time. */
  readonly endsAt: number;
  readonly microWh: bigint;
  /** A register value that has its multiplier in it; null for energy. */
  readonly isScaled: boolean | null;
  readonly quality: Quality;
  /** Null of an estimate, as is all that tells its file. */
  readonly revision: number | null;
  readonly importId: number | null;
  readonly fileName: string | null;
  readonly row: number | null;
  /** It met another value and staff did not say replace. */
  readonly yields: boolean;
  /** Whether it is the one of its time that is used. */
  readonly isInEffect: boolean;
  readonly hold: HoldKind | null;
  /** What staff decided of a held interval of this very value. */
  readonly decision: 'accept' | 'refuse' | null;
  /** The rule behind an estimate. */
  readonly rule: 'interpolated' | 'same-hours' | null;
}

/** Every value of a meter in [from, until), those that others stand before among them, by time and revision. */
export async function listStoredValues(
  db: Db,
  query: { campusId: number; meterId: number; from: Date; until: Date; longestSeconds: number; limit: number },
): Promise<StoredValue[]> {
  const { campusId, meterId } = query;
  const [from, until] = [query.from.toISOString(), query.until.toISOString()];
  const { rows } = await db.execute(sql`
    WITH stored AS (
      SELECT CASE WHEN EXISTS (SELECT 1 FROM register_values v WHERE v.campus_id = r.campus_id AND v.meter_id = r.meter_id
               AND v.stamped_at = r.starts_at) THEN 'difference' ELSE 'interval' END AS kind,
             r.starts_at, r.starts_at + r.seconds * interval '1 second' AS ends_at, r.energy_micro_wh AS value, NULL::boolean AS is_scaled,
             r.quality, r.revision, r.row_number, r.yields, NULL::text AS hold,
             row_number() OVER (PARTITION BY r.starts_at ORDER BY r.yields, r.revision DESC) AS place, v.decision, NULL::text AS rule
      FROM readings r ${sql.raw(decisionOf(campusId))} WHERE r.campus_id = ${campusId} AND r.meter_id = ${meterId}
        AND r.starts_at >= ${from}::timestamptz - ${query.longestSeconds} * interval '1 second' AND r.starts_at < ${until}::timestamptz
        AND r.starts_at + r.seconds * interval '1 second' > ${from}::timestamptz
      UNION ALL
      SELECT 'register', coalesce(v.starts_at, v.stamped_at), v.stamped_at, v.register_micro_wh, v.is_scaled, v.quality, v.revision, v.row_number, v.yields, h.kind,
             row_number() OVER (PARTITION BY v.stamped_at ORDER BY v.yields, v.revision DESC), NULL, NULL
      FROM register_values v LEFT JOIN register_holds h ON h.campus_id = v.campus_id AND h.meter_id = v.meter_id
        AND h.stamped_at = v.stamped_at AND h.revision = v.revision
      WHERE v.campus_id = ${campusId} AND v.meter_id = ${meterId} AND v.stamped_at >= ${from}::timestamptz AND v.stamped_at < ${until}::timestamptz
      UNION ALL
      SELECT 'estimate', e.starts_at, e.starts_at + e.seconds * interval '1 second', e.energy_micro_wh, NULL, 'estimated', NULL, NULL, false, NULL, 1, NULL, e.rule
      FROM estimates e WHERE e.campus_id = ${campusId} AND e.meter_id = ${meterId} AND e.starts_at < ${until}::timestamptz
        AND e.starts_at + e.seconds * interval '1 second' > ${from}::timestamptz
    )
    SELECT s.kind, date_part('epoch', s.starts_at) * 1000 AS starts_at, date_part('epoch', s.ends_at) * 1000 AS ends_at, s.value::text AS value,
           s.is_scaled, s.quality, s.revision::float8 AS revision, s.row_number, s.yields, s.hold, s.decision, s.rule, s.place = 1 AS is_in_effect,
           i.id::float8 AS import_id, i.file_name
    FROM stored s LEFT JOIN imports i ON i.campus_id = ${campusId} AND i.revision = s.revision
    ORDER BY s.ends_at, s.kind, s.starts_at, s.place LIMIT ${query.limit}`);
  return rows.map((row) => ({
    kind: row.kind as StoredValue['kind'],
    startsAt: Number(row.starts_at),
    endsAt: Number(row.ends_at),
    microWh: BigInt(String(row.value)),
    isScaled: row.is_scaled as boolean | null,
    quality: row.quality as Quality,
    revision: row.revision === null ? null : Number(row.revision),
    importId: row.import_id === null ? null : Number(row.import_id),
    fileName: row.file_name as string | null,
    row: row.row_number === null ? null : Number(row.row_number),
    yields: row.yields === true,
    isInEffect: row.is_in_effect === true,
    hold: row.hold as HoldKind | null,
    decision: row.decision as StoredValue['decision'],
    rule: row.rule as StoredValue['rule'],
  }));
}

/** Local days with register values of a meter, newest first, before `beforeDay` where one is given. */
export async function listRegisterDays(
  db: Db,
  query: { campusId: number; meterId: number; timeZone: string; beforeDay: string | null; limit: number },
): Promise<{ day: string; values: number }[]> {
  const { campusId, meterId, timeZone, beforeDay } = query;
  const { rows } = await db.execute(sql`
    SELECT (stamped_at AT TIME ZONE ${timeZone})::date::text AS day, count(DISTINCT stamped_at)::int AS values
    FROM register_values WHERE campus_id = ${campusId} AND meter_id = ${meterId}
      AND (${beforeDay}::date IS NULL OR (stamped_at AT TIME ZONE ${timeZone})::date < ${beforeDay}::date)
    GROUP BY 1 ORDER BY 1 DESC LIMIT ${query.limit}`);
  return rows.map((row) => ({ day: String(row.day), values: Number(row.values) }));
}
