import { and, asc, eq, gte, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import { blackouts, expectationWeeks, touchedWeeks, weekExpectations } from '#db/schema/index.ts';
import type { Db } from '#db/transaction.ts';

export type ExpectationWeek = typeof expectationWeeks.$inferSelect;
export type WeekExpectation = typeof weekExpectations.$inferSelect;
export type Blackout = typeof blackouts.$inferSelect;

/** Until the transaction ends nobody else makes this campus's expectations. */
export async function lockExpectations(db: Db, campusId: number): Promise<void> {
  await db.execute(sql`SELECT pg_advisory_xact_lock(3311, ${campusId}::int)`);
}

export async function listBlackouts(db: Db, campusId: number): Promise<Blackout[]> {
  return db.select().from(blackouts).where(eq(blackouts.campusId, campusId)).orderBy(asc(blackouts.firstDay));
}

/** Null when there is one of the same days already. */
export async function insertBlackout(db: Db, blackout: typeof blackouts.$inferInsert): Promise<Blackout | null> {
  const [inserted] = await db.insert(blackouts).values(blackout).onConflictDoNothing().returning();
  return inserted ?? null;
}

/** The weeks reckoned so far, oldest first. */
export async function listExpectationWeeks(db: Db, campusId: number): Promise<ExpectationWeek[]> {
  const rows = await db
    .select()
    .from(expectationWeeks)
    .where(eq(expectationWeeks.campusId, campusId))
    .orderBy(asc(expectationWeeks.week));
  return rows;
}

/** The data revision that last touched each week with readings, by Monday. */
export async function listTouchedRevisions(db: Db, campusId: number): Promise<Map<string, number>> {
  const rows = await db
    .select({ week: touchedWeeks.week, revision: touchedWeeks.revision })
    .from(touchedWeeks)
    .where(eq(touchedWeeks.campusId, campusId));
  return new Map(rows.map(({ week, revision }) => [week, revision]));
}

/** Rows of the weeks from one Monday on, before another, by week. */
export async function listWeekExpectations(
  db: Db,
  query: { campusId: number; fromWeek: string; beforeWeek: string },
): Promise<WeekExpectation[]> {
  return db
    .select()
    .from(weekExpectations)
    .where(
      and(
        eq(weekExpectations.campusId, query.campusId),
        gte(weekExpectations.week, query.fromWeek),
        lt(weekExpectations.week, query.beforeWeek),
      ),
    )
    .orderBy(asc(weekExpectations.week), asc(weekExpectations.dormId));
}

/** What a week was observed to be, without the models that judged it. */
export type WeekObservation = Pick<WeekExpectation, 'dormId' | 'dayKwh' | 'daySeconds' | 'filledKwh' | 'hours' | 'residual'>;

/**
 * The observations of the weeks from one Monday on, before another, by week. A week comes as one JSON value: a year of a thousand dorms
 * is read several times as fast that way as row by row.
 */
export async function listObservations(
  db: Db,
  query: { campusId: number; fromWeek: string; beforeWeek: string },
): Promise<{ week: string; dorms: WeekObservation[] }[]> {
  const { rows } = await db.execute<{ week: string; dorms: [number, number[], number[], number, number, number][] }>(sql`
    SELECT week::text AS week, json_agg(json_build_array(dorm_id, day_kwh, day_seconds, filled_kwh, hours, residual) ORDER BY dorm_id) AS dorms
    FROM week_expectations
    WHERE campus_id = ${query.campusId} AND week >= ${query.fromWeek} AND week < ${query.beforeWeek}
    GROUP BY 1 ORDER BY 1`);
  return rows.map(({ week, dorms }) => ({
    week,
    dorms: dorms.map(([dormId, dayKwh, daySeconds, filledKwh, hours, residual]) => ({
      ...{ dormId, dayKwh, daySeconds, filledKwh, hours, residual },
    })),
  }));
}

/** Rows of the weeks named. */
export async function listExpectationsOf(
  db: Db,
  query: { campusId: number; weeks: readonly string[] },
): Promise<WeekExpectation[]> {
  if (query.weeks.length === 0) return [];
  return db
    .select()
    .from(weekExpectations)
    .where(and(eq(weekExpectations.campusId, query.campusId), inArray(weekExpectations.week, [...query.weeks])))
    .orderBy(asc(weekExpectations.week), asc(weekExpectations.dormId));
}

/** How far each dorm was from what was expected, in the weeks from one Monday on, before another. */
export async function listResiduals(
  db: Db,
  query: { campusId: number; fromWeek: string; beforeWeek: string },
): Promise<{ week: string; dormId: number; residual: number }[]> {
  const { week, dormId, residual } = weekExpectations;
  const rows = await db
    .select({ week, dormId, residual })
    .from(weekExpectations)
    .where(
      and(
        eq(weekExpectations.campusId, query.campusId),
        gte(week, query.fromWeek),
        lt(week, query.beforeWeek),
        isNotNull(residual),
      ),
    )
    .orderBy(asc(week), asc(dormId));
  return rows.flatMap((row) => (row.residual === null ? [] : [{ ...row, residual: row.residual }]));
}

/** Puts a week in place of what was reckoned of it before, whole; dorms that are not named keep their rows. */
export async function putExpectations(
  db: Db,
  request: { week: ExpectationWeek; dorms: readonly Omit<WeekExpectation, 'campusId' | 'week'>[] },
): Promise<void> {
  const { campusId, week, revision, celsius, leftOut } = request.week;
  await db
    .insert(expectationWeeks)
    .values(request.week)
    .onConflictDoUpdate({ target: [expectationWeeks.campusId, expectationWeeks.week], set: { revision, celsius, leftOut } });
  if (request.dorms.length === 0) return;
  await db.execute(sql`
    INSERT INTO week_expectations (campus_id, week, dorm_id, day_kwh, day_seconds, filled_kwh, hours, weather_model, calendar_model, residual)
    SELECT ${campusId}, ${week}::date, e.* FROM jsonb_to_recordset(${JSON.stringify(request.dorms)}::jsonb) AS e("dormId" bigint, "dayKwh" double precision[],
      "daySeconds" integer[], "filledKwh" double precision, hours double precision, "weatherModel" jsonb, "calendarModel" jsonb, residual double precision)
    ON CONFLICT (campus_id, week, dorm_id) DO UPDATE SET day_kwh = excluded.day_kwh, day_seconds = excluded.day_seconds, filled_kwh = excluded.filled_kwh,
      hours = excluded.hours, weather_model = excluded.weather_model, calendar_model = excluded.calendar_model, residual = excluded.residual`);
}
