import type { Transaction } from '#db/transaction.ts';

/** How many readings of these meters that a revision wrote are longer than so many seconds, by meter; no entry for none. */
export async function countCoarseReadings(
  { client }: Transaction,
  query: {
    campusId: number;
    revision: number;
    meters: readonly { meterId: number; firstAt: number; lastAt: number }[];
    longerThanSeconds: number;
  },
): Promise<Map<number, number>> {
  const { meters } = query;
  const { rows } = await client.query<{ meter_id: string; count: number }>(
    `SELECT r.meter_id, count(*)::int AS count
     FROM unnest($3::bigint[], $4::timestamptz[], $5::timestamptz[]) AS m (meter_id, first_at, last_at)
     JOIN readings r ON r.campus_id = $1 AND r.meter_id = m.meter_id AND r.starts_at >= m.first_at AND r.starts_at < m.last_at
     WHERE r.revision = $2 AND r.seconds > $6
     GROUP BY r.meter_id`,
    [
      query.campusId,
      query.revision,
      meters.map(({ meterId }) => meterId),
      meters.map(({ firstAt }) => new Date(firstAt)),
      meters.map(({ lastAt }) => new Date(lastAt)),
      query.longerThanSeconds,
    ],
  );
  return new Map(rows.map((row) => [Number(row.meter_id), row.count]));
}
