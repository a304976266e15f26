import { sql } from 'drizzle-orm';
import type { Db } from '#db/transaction.ts';

/** When the newest committed imports (at most 50) with readings of each meter went in, oldest first, epoch milliseconds. */
export async function importTimes(db: Db, campusId: number): Promise<Map<number, number[]>> {
  const { rows } = await db.execute<{ meter_id: number; times: number[] }>(sql`
    SELECT t.meter_id::float8 AS meter_id, array_agg(t.at ORDER BY t.at) AS times FROM (
      SELECT m.meter_id, date_part('epoch', i.committed_at) * 1000 AS at,
             row_number() OVER (PARTITION BY m.meter_id ORDER BY i.id DESC) AS newest
      FROM import_meters m JOIN imports i ON i.campus_id = m.campus_id AND i.id = m.import_id
      WHERE m.campus_id = ${campusId} AND i.state = 'committed'
    ) t WHERE t.newest <= 50 GROUP BY t.meter_id`);
  return new Map(rows.map((row) => [row.meter_id, row.times]));
}
