import { type CampusPast, isOrdinary, knowledgeBefore, type PastWeek } from '#core/ranking/campus-past.ts';
import { mondaysBetween, type WeekKnowledge } from '#core/ranking/knowledge.ts';
import { RULES } from '#core/ranking/rules.ts';
import { addDays } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listBlackouts, listExpectationsOf, listResiduals, type WeekExpectation } from '#db/queries/expectations.ts';
import { oldestWeek } from '#db/queries/weeks.ts';
import type { Db } from '#db/transaction.ts';
import { campusCelsius } from '#services/campus-celsius.ts';
import { expectWeeks } from '#services/expect-weeks.ts';
import { modelsFrom, pastFrom } from '#services/expectation-rows.ts';

/**
 * What was known of a campus before the week that begins on `monday`, and the temperatures of that week. With
 * `baselineWeeks` the baseline is those weeks, else the newest ordinary ones. Within a transaction: it first brings the
 * expectations up to the week.
 */
export async function knowWeek(
  db: Db,
  request: { campus: Campus; monday: string; baselineWeeks?: readonly string[] },
): Promise<WeekKnowledge> {
  const { campus, monday } = request;
  await expectWeeks(db, { campus, until: monday });
  const past = await pastOf(db, request);
  const models = modelsFrom(byDorm(await listExpectationsOf(db, { campusId: campus.id, weeks: [monday] })));
  return {
    dorms: knowledgeBefore(past, { ...request, models }),
    celsius: await campusCelsius(db, { campusId: campus.id, fromDay: monday, toDay: addDays(monday, 6) }),
  };
}

/** The ordinary weeks' residuals and the baseline weeks' observations: all that knowledge asks for besides the models. */
async function pastOf(
  db: Db,
  request: { campus: Campus; monday: string; baselineWeeks?: readonly string[] },
): Promise<CampusPast> {
  const { campus, monday } = request;
  const blackouts = await listBlackouts(db, campus.id);
  const oldest = (await oldestWeek(db, campus.id)) ?? monday;
  const from = [addDays(monday, -7 * RULES.formWeeks), oldest].reduce((a, b) => (a > b ? a : b));
  const mondays = mondaysBetween(from, addDays(monday, -7));
  const ordinary = mondays.filter((week) => isOrdinary(blackouts, week));
  const baseline = request.baselineWeeks ?? ordinary.slice(-RULES.usualBaselineWeeks);
  const observed = new Map<string, WeekExpectation[]>();
  for (const row of await listExpectationsOf(db, { campusId: campus.id, weeks: baseline }))
    observed.set(row.week, [...(observed.get(row.week) ?? []), row]);
  const residuals = new Map<string, Map<number, number>>();
  for (const { week, dormId, residual } of await listResiduals(db, { campusId: campus.id, fromWeek: from, beforeWeek: monday }))
    residuals.set(week, (residuals.get(week) ?? new Map<number, number>()).set(dormId, residual));
  const weeks = [...new Set([...mondays, ...baseline])].sort().map(
    (week): PastWeek => ({
      week,
      dorms: pastFrom(week, byDorm(observed.get(week) ?? [])).dorms,
      residuals: residuals.get(week) ?? new Map(),
    }),
  );
  return { weeks, celsius: new Map(), blackouts };
}

function byDorm(rows: readonly WeekExpectation[]): Map<number, WeekExpectation> {
  return new Map(rows.map((row) => [row.dormId, row]));
}
