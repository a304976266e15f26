import type { HoldKind, RegisterFinding, RegisterStamp } from '#core/energy/registers.ts';
import type { Quality } from '#core/meter-files/meter-file.ts';
import type { Transaction } from '#db/transaction.ts';

interface MeterKey {
  readonly campusId: number;
  readonly meterId: number;
}

/**
 * Puts what was held on a walk over register values in the place of what was held among them: those after `after` up to
 * `until` (both epoch milliseconds, null: open). Answers the stamps that were held before.
 */
export async function replaceHolds(
  { client }: Transaction,
  key: MeterKey,
  walked: { after: number | null; until: number | null; held: readonly RegisterFinding[] },
): Promise<Set<number>> {
  const { rows } = await client.query<{ stamped_at: number }>(
    `DELETE FROM register_holds WHERE campus_id = $1 AND meter_id = $2 AND stamped_at > coalesce(to_timestamp($3::float8 / 1000), '-infinity')
       AND stamped_at <= coalesce(to_timestamp($4::float8 / 1000), 'infinity')
     RETURNING date_part('epoch', stamped_at) * 1000 AS stamped_at`,
    [key.campusId, key.meterId, walked.after, walked.until],
  );
  if (walked.held.length > 0) {
    await client.query(
      `INSERT INTO register_holds (campus_id, meter_id, stamped_at, kind, base_at, base_revision, revision)
       SELECT $1, $2, to_timestamp(h.stamped_ms / 1000), h.kind, to_timestamp(h.base_ms / 1000), h.base_revision, h.revision
       FROM unnest($3::float8[], $4::text[], $5::float8[], $6::bigint[], $7::bigint[]) AS h(stamped_ms, kind, base_ms, base_revision, revision)`,
      [
        key.campusId,
        key.meterId,
        walked.held.map(({ stamp }) => stamp.stampedAt),
        walked.held.map(({ kind }) => kind),
        walked.held.map(({ base }) => base?.stampedAt),
        walked.held.map(({ base }) => base?.revision),
        walked.held.map(({ stamp }) => stamp.revision),
      ],
    );
  }
  return new Set(rows.map((row) => row.stamped_at));
}

/** What is held after an instant up to another (epoch milliseconds, null: open), in order of time, each as kind and stamp. */
export async function listHolds(
  { client }: Transaction,
  key: MeterKey,
  span: { after: number | null; until: number | null },
): Promise<string[]> {
  const { rows } = await client.query<{ kind: string; stamped_at: number }>(
    `SELECT kind, date_part('epoch', stamped_at) * 1000 AS stamped_at FROM register_holds
     WHERE campus_id = $1 AND meter_id = $2 AND stamped_at > coalesce(to_timestamp($3::float8 / 1000), '-infinity')
       AND stamped_at <= coalesce(to_timestamp($4::float8 / 1000), 'infinity') ORDER BY stamped_at`,
    [key.campusId, key.meterId, span.after, span.until],
  );
  return rows.map((row) => `${row.kind} ${row.stamped_at}`);
}

/** A held value with the one it was compared with, and the file it came from. */
export interface OpenHold {
  readonly meterId: number;
  readonly kind: HoldKind;
  readonly stamp: RegisterStamp;
  readonly base: RegisterStamp;
  readonly importId: number;
  readonly fileName: string;
  /** How many further values are held against the same one, and the last of them (epoch milliseconds). */
  readonly others: number;
  readonly lastAt: number;
}

/** What is held at a campus, or of one meter: of values held against the same one only the first, with their number. */
export async function listOpenHolds(
  { client }: Transaction,
  query: { campusId: number; meterId: number | null; limit: number },
): Promise<OpenHold[]> {
  const { rows } = await client.query(
    `WITH led AS (
       SELECT meter_id, base_at, kind, min(stamped_at) AS stamped_at, max(stamped_at) AS last_at, count(*)::int - 1 AS others
       FROM register_holds WHERE campus_id = $1 AND ($2::bigint IS NULL OR meter_id = $2) GROUP BY meter_id, base_at, kind
     )
     SELECT h.meter_id::float8 AS meter_id, h.kind, l.others, date_part('epoch', l.last_at) * 1000 AS last_at,
            i.id::float8 AS import_id, i.file_name, ${stampColumns('s')}, ${stampColumns('b')}
     FROM led l JOIN register_holds h ON h.campus_id = $1 AND h.meter_id = l.meter_id AND h.stamped_at = l.stamped_at
     JOIN register_values s ON s.campus_id = $1 AND s.meter_id = h.meter_id AND s.stamped_at = h.stamped_at AND s.revision = h.revision
     JOIN register_values b ON b.campus_id = $1 AND b.meter_id = h.meter_id AND b.stamped_at = h.base_at AND b.revision = h.base_revision
     JOIN imports i ON i.campus_id = $1 AND i.revision = h.revision
     ORDER BY h.meter_id, h.stamped_at LIMIT $3`,
    [query.campusId, query.meterId, query.limit],
  );
  return rows.map((row) => ({
    meterId: row.meter_id,
    kind: row.kind,
    stamp: stampOf(row, 's'),
    base: stampOf(row, 'b'),
    importId: row.import_id,
    fileName: row.file_name,
    others: row.others,
    lastAt: row.last_at,
  }));
}

function stampColumns(name: 's' | 'b'): string {
  return `date_part('epoch', ${name}.stamped_at) * 1000 AS ${name}_at, ${name}.register_micro_wh::text AS ${name}_register,
    ${name}.is_scaled AS ${name}_is_scaled, ${name}.quality AS ${name}_quality, ${name}.revision::float8 AS ${name}_revision, ${name}.row_number AS ${name}_row`;
}

function stampOf(row: Record<string, unknown>, name: 's' | 'b'): RegisterStamp {
  return {
    stampedAt: Number(row[`${name}_at`]),
    startsAt: null,
    registerMicroWh: BigInt(String(row[`${name}_register`])),
    isScaled: row[`${name}_is_scaled`] === true,
    quality: row[`${name}_quality`] as Quality,
    allowsReset: false,
    isBaseOnly: false,
    revision: Number(row[`${name}_revision`]),
    rowNumber: Number(row[`${name}_row`]),
  };
}
