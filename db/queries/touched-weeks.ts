import type { Transaction } from '#db/transaction.ts';

/** Notes that the totals of these weeks (Mondays) were touched by `revision`. */
export async function touchWeeks(
  { client }: Transaction,
  query: { campusId: number; revision: number; mondays: readonly string[] },
): Promise<void> {
  await client.query(
    `INSERT INTO touched_weeks (campus_id, week, revision) SELECT $1, week, $2 FROM unnest($3::date[]) AS w(week)
     ON CONFLICT (campus_id, week) DO UPDATE SET revision = excluded.revision`,
    [query.campusId, query.revision, query.mondays],
  );
}

/**
 * Notes that weeks which have readings must be looked at again though none of theirs changed: those in which one of
 * these meters read zeros, which may be dead time now or no longer. Of all weeks, or of `mondays`.
 */
export async function touchWeeksWithZeros(
  { client }: Transaction,
  query: { campusId: number; revision: number; meterIds: readonly number[]; mondays: readonly string[] | null },
): Promise<void> {
  await client.query(
    `UPDATE touched_weeks t SET revision = $2
     WHERE t.campus_id = $1 AND ($4::date[] IS NULL OR t.week = ANY($4::date[])) AND EXISTS (
       SELECT 1 FROM daily_energy d WHERE d.campus_id = $1 AND d.meter_id = ANY($3::bigint[])
         AND d.day >= t.week AND d.day < t.week + 7 AND d.zero_seconds > 0)`,
    [query.campusId, query.revision, query.meterIds, query.mondays],
  );
}

/**
 * Notes that weeks which have readings must be looked at again because what is usual in them changed: those of `days` on one of
 * which a meter has time that is not measured alive or estimated.
 */
export async function touchWeeksWithGaps(
  { client }: Transaction,
  query: {
    campusId: number;
    revision: number;
    meterIds: readonly number[];
    days: readonly { day: string; seconds: number }[];
  },
): Promise<void> {
  await client.query(
    `UPDATE touched_weeks t SET revision = $2 WHERE t.campus_id = $1 AND EXISTS (
       SELECT 1 FROM unnest($4::date[], $5::int[]) AS c(day, seconds) CROSS JOIN unnest($3::bigint[]) AS m(id)
         LEFT JOIN daily_energy d ON d.campus_id = $1 AND d.meter_id = m.id AND d.day = c.day
       WHERE c.day >= t.week AND c.day < t.week + 7
         AND coalesce(d.measured_seconds - d.zero_seconds + d.estimated_seconds + d.rule_estimated_seconds, 0) < c.seconds)`,
    [query.campusId, query.revision, query.meterIds, query.days.map(({ day }) => day), query.days.map(({ seconds }) => seconds)],
  );
}

/** Notes that the weeks with readings from one day to another (null: to the newest) rest on something that changed. */
export async function touchWeeksWithin(
  { client }: Transaction,
  query: { campusId: number; revision: number; fromDay: string | null; toDay: string | null },
): Promise<void> {
  await client.query(
    `UPDATE touched_weeks SET revision = $2
     WHERE campus_id = $1 AND ($3::date IS NULL OR week + 6 >= $3) AND ($4::date IS NULL OR week <= $4)`,
    [query.campusId, query.revision, query.fromDay, query.toDay],
  );
}

/** Which of these meters have ever used energy. */
export async function usersAmong(
  { client }: Transaction,
  query: { campusId: number; meterIds: readonly number[] },
): Promise<Set<number>> {
  const { rows } = await client.query<{ id: number }>(
    `SELECT m.id::float8 AS id FROM unnest($2::bigint[]) AS m(id)
     WHERE EXISTS (SELECT 1 FROM daily_energy d WHERE d.campus_id = $1 AND d.meter_id = m.id AND d.energy_micro_wh <> 0)`,
    [query.campusId, query.meterIds],
  );
  return new Set(rows.map((row) => row.id));
}
