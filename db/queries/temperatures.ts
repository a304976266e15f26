import { and, asc, eq, gte, lte, min, sql } from 'drizzle-orm';
import type { TemperatureRow } from '#core/meter-files/meter-file.ts';
import type { HeldTemperature } from '#core/weather/mean-temperatures.ts';
import { BinaryCopy } from '#db/copy-binary.ts';
import { dailyEnergy, dailyTemperatures } from '#db/schema/index.ts';
import type { Db, Transaction } from '#db/transaction.ts';

export type DailyTemperature = typeof dailyTemperatures.$inferSelect;

/** Temporary tables for the rows of one import; they end with the transaction. */
export async function createTemperatureStaging({ client }: Transaction): Promise<void> {
  await client.query(`
    CREATE TEMP TABLE staged_temperatures (
      seq integer, starts_at timestamptz, seconds integer, micro_celsius integer, row_number integer
    ) ON COMMIT DROP;
    CREATE TEMP TABLE judged_temperatures (
      starts_at timestamptz, seconds integer, micro_celsius integer, row_number integer, known integer, verdict text, is_first boolean
    ) ON COMMIT DROP`);
}

/** Writes a file's rows into the staging table, numbered in the order they come. */
export class StagedTemperatures {
  readonly #copy: BinaryCopy;
  #seq = 0;

  constructor({ client }: Transaction) {
    this.#copy = new BinaryCopy(client, 'staged_temperatures');
  }

  async add(rows: readonly TemperatureRow[]): Promise<void> {
    const copy = this.#copy;
    for (const row of rows) {
      copy.row(5);
      copy.int4(this.#seq++);
      copy.instant(row.startsAt);
      copy.int4(row.seconds);
      copy.int4(row.microCelsius);
      copy.int4(row.row);
    }
    await copy.drained();
  }

  async end(): Promise<void> {
    await this.#copy.end();
  }
}

export interface JudgedTemperatures {
  readonly new: number;
  readonly same: number;
  readonly replaced: number;
  /** Rows with another value than the one in effect, which stays; temperatures in millionths of °C. */
  readonly conflicts: readonly { row: number; microCelsius: number; known: number }[];
}

/**
 * Compares the staged rows, of one time the first, with the values in effect and stores them side by side with these.
 * `firstAt` and `lastAt` (epoch milliseconds) are the first and last of their times.
 */
export async function storeStagedTemperatures(
  { client }: Transaction,
  request: { campusId: number; revision: number; replaces: boolean; firstAt: number; lastAt: number },
): Promise<JudgedTemperatures> {
  const { campusId, revision, replaces, firstAt, lastAt } = request;
  await client.query('ANALYZE staged_temperatures');
  await client.query(
    `INSERT INTO judged_temperatures
     SELECT s.starts_at, s.seconds, s.micro_celsius, s.row_number, coalesce(k.micro_celsius, f.micro_celsius),
            CASE WHEN s.seq = f.seq AND k.starts_at IS NULL THEN 'new'
                 WHEN s.seq = f.seq AND (s.micro_celsius, s.seconds) = (k.micro_celsius, k.seconds) THEN 'same'
                 WHEN s.seq = f.seq AND $2 THEN 'replaced'
                 WHEN s.seq <> f.seq AND (s.micro_celsius, s.seconds) = (f.micro_celsius, f.seconds) THEN 'same'
                 ELSE 'conflict' END, s.seq = f.seq
     FROM staged_temperatures s
     JOIN (SELECT DISTINCT ON (starts_at) * FROM staged_temperatures ORDER BY starts_at, seq) f USING (starts_at)
     LEFT JOIN (SELECT DISTINCT ON (starts_at) starts_at, seconds, micro_celsius FROM temperatures
                WHERE campus_id = $1 AND starts_at BETWEEN $3 AND $4 ORDER BY starts_at, yields, revision DESC) k USING (starts_at)`,
    [campusId, replaces, new Date(firstAt), new Date(lastAt)],
  );
  await client.query(
    `INSERT INTO temperatures (campus_id, starts_at, revision, seconds, micro_celsius, row_number, yields)
     SELECT $1, starts_at, $2, seconds, micro_celsius, row_number, verdict = 'conflict' FROM judged_temperatures WHERE is_first`,
    [campusId, revision],
  );
  const counted = await client.query<{ verdict: string; count: number }>(
    'SELECT verdict, count(*)::int AS count FROM judged_temperatures GROUP BY verdict',
  );
  const conflicts = await client.query<{ row: number; microCelsius: number; known: number }>(
    `SELECT row_number AS row, micro_celsius AS "microCelsius", known FROM judged_temperatures WHERE verdict = 'conflict' ORDER BY row_number`,
  );
  const count = (verdict: string) => counted.rows.find((row) => row.verdict === verdict)?.count ?? 0;
  return { new: count('new'), same: count('same'), replaced: count('replaced'), conflicts: conflicts.rows };
}

/** Removes what one import brought; the first and last of its times (epoch milliseconds), null where there were none. */
export async function deleteTemperatures(
  { client }: Transaction,
  key: { campusId: number; revision: number },
): Promise<{ firstAt: number; lastAt: number } | null> {
  const { rows } = await client.query<{ first: Date | null; last: Date | null }>(
    `WITH gone AS (DELETE FROM temperatures WHERE campus_id = $1 AND revision = $2 RETURNING starts_at)
     SELECT min(starts_at) AS first, max(starts_at) AS last FROM gone`,
    [key.campusId, key.revision],
  );
  const { first = null, last = null } = rows[0] ?? {};
  return first === null || last === null ? null : { firstAt: first.getTime(), lastAt: last.getTime() };
}

/** The temperatures in effect that begin in [from, until) (epoch milliseconds), in order of time. */
export async function listTemperatures(
  db: Db,
  query: { campusId: number; from: number; until: number },
): Promise<HeldTemperature[]> {
  const { rows } = await db.execute<{ at: string; seconds: number; micro_celsius: number }>(sql`
    SELECT DISTINCT ON (starts_at) (extract(epoch FROM starts_at) * 1000)::text AS at, seconds, micro_celsius FROM temperatures
    WHERE campus_id = ${query.campusId} AND starts_at >= ${new Date(query.from).toISOString()}::timestamptz
      AND starts_at < ${new Date(query.until).toISOString()}::timestamptz
    ORDER BY starts_at, yields, revision DESC`);
  return rows.map((row) => ({ startsAt: Number(row.at), seconds: row.seconds, microCelsius: row.micro_celsius }));
}

/** Puts new means in the place of those of the days from `firstDay` to `lastDay`. */
export async function replaceDailyTemperatures(
  { client }: Transaction,
  request: { campusId: number; firstDay: string; lastDay: string; days: readonly Omit<DailyTemperature, 'campusId'>[] },
): Promise<void> {
  const { campusId, firstDay, lastDay, days } = request;
  await client.query('DELETE FROM daily_temperatures WHERE campus_id = $1 AND day BETWEEN $2::date AND $3::date', [
    campusId,
    firstDay,
    lastDay,
  ]);
  await client.query(
    `INSERT INTO daily_temperatures (campus_id, day, celsius, measured_seconds, day_seconds)
     SELECT $1, * FROM unnest($2::date[], $3::double precision[], $4::int[], $5::int[])`,
    [
      campusId,
      days.map(({ day }) => day),
      days.map(({ celsius }) => celsius),
      days.map(({ measuredSeconds }) => measuredSeconds),
      days.map(({ daySeconds }) => daySeconds),
    ],
  );
}

/** The days from `fromDay` to `toDay`, both included, of which a temperature is known for any time, in order. */
export async function listDailyTemperatures(
  db: Db,
  query: { campusId: number; fromDay: string; toDay: string },
): Promise<DailyTemperature[]> {
  const { campusId, day } = dailyTemperatures;
  return db
    .select()
    .from(dailyTemperatures)
    .where(and(eq(campusId, query.campusId), gte(day, query.fromDay), lte(day, query.toDay)))
    .orderBy(asc(day));
}

/** The first local day with any reading; null where there is none. */
export async function firstEnergyDay(db: Db, campusId: number): Promise<string | null> {
  const [found] = await db
    .select({ day: min(dailyEnergy.day) })
    .from(dailyEnergy)
    .where(eq(dailyEnergy.campusId, campusId));
  return found?.day ?? null;
}
