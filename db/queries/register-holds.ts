import type { RegisterFinding } from '#core/energy/registers.ts';
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
