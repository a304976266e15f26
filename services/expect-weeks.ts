import { isWithin, modelsBefore, type PastWeek, pastWeekOf } from '#core/ranking/campus-past.ts';
import { mondaysBetween } from '#core/ranking/knowledge.ts';
import { type ObservedWeek, observeWeek } from '#core/ranking/observed-week.ts';
import { RULES } from '#core/ranking/rules.ts';
import { totalledWeek } from '#core/ranking/score-week.ts';
import { addDays } from '#core/time/local-days.ts';
import { weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import {
  type Blackout,
  type ExpectationWeek,
  listBlackouts,
  listExpectationWeeks,
  listObservations,
  listTouchedRevisions,
  listWeekExpectations,
  lockExpectations,
  putExpectations,
  type WeekExpectation,
} from '#db/queries/expectations.ts';
import { oldestWeek } from '#db/queries/weeks.ts';
import type { Db } from '#db/transaction.ts';
import { campusCelsius } from '#services/campus-celsius.ts';
import { expectationRows, isSameObservation, modelsFrom, observedFrom, pastFrom } from '#services/expectation-rows.ts';
import { reckonWeek } from '#services/reckon-week.ts';

/** A change to a week reaches the models of so many days after it. */
const REACH_DAYS = 7 * Math.ceil(RULES.modelDays / 7);

/**
 * Brings what is expected of a campus's weeks up to the week that begins on `until`, in one pass forward: each week's
 * models rest on earlier weeks alone, so that nothing that comes later changes them. Only weeks whose readings,
 * temperatures or blackouts changed since are observed again, and only dorms whose week then differs get new models, for the
 * year that the change reaches; rows beyond `until` that it reaches are made anew as well. What publications froze
 * stays. Within a transaction.
 */
export async function expectWeeks(db: Db, request: { campus: Campus; until: string }): Promise<void> {
  const { campus, until } = request;
  await lockExpectations(db, campus.id);
  const stored = new Map((await listExpectationWeeks(db, campus.id)).map((row) => [row.week, row]));
  const touched = await listTouchedRevisions(db, campus.id);
  const oldest = await oldestWeek(db, campus.id);
  if (oldest === null || until < oldest) return;
  const last = [until, ...stored.keys()].reduce((a, b) => (a > b ? a : b));
  const mondays = mondaysBetween(
    [oldest, ...stored.keys()].reduce((a, b) => (a < b ? a : b)),
    last,
  );
  const celsius = await campusCelsius(db, { campusId: campus.id, fromDay: mondays[0] ?? oldest, toDay: addDays(last, 6) });
  const blackouts = await listBlackouts(db, campus.id);
  const said = (week: string) => weekSaid({ campusId: campus.id, week, revision: touched.get(week) ?? 0, celsius, blackouts });
  const isStale = (week: string) => week < last && !isSame(stored.get(week), said(week));
  const firstWork = mondays.find((week) => isStale(week) || !stored.has(week));
  if (firstWork === undefined) return;
  const pass = await openPass(db, { campus, firstWork, last, celsius, blackouts });
  for (const week of mondays.filter((monday) => monday >= firstWork)) {
    const before = stored.get(week);
    await expectWeek(db, pass, { week, before, said: said(week), isStale: isStale(week), isLast: week === last });
  }
}

interface Pass {
  readonly campus: Campus;
  readonly celsius: ReadonlyMap<string, number>;
  readonly blackouts: readonly Blackout[];
  readonly rows: ReadonlyMap<string, ReadonlyMap<number, WeekExpectation>>;
  /** The weeks that models may rest on, in order. */
  readonly weeks: PastWeek[];
  /** Until when each dorm's models must be made anew. */
  readonly changedUntil: Map<number, string>;
  allChangedUntil: string;
}

async function openPass(
  db: Db,
  request: { campus: Campus; firstWork: string; last: string; celsius: Pass['celsius']; blackouts: readonly Blackout[] },
): Promise<Pass> {
  const { campus, firstWork, last, celsius, blackouts } = request;
  const fromWeek = addDays(firstWork, -REACH_DAYS);
  const rows = new Map<string, Map<number, WeekExpectation>>();
  const campusId = campus.id;
  for (const row of await listWeekExpectations(db, { campusId, fromWeek: firstWork, beforeWeek: addDays(last, 7) })) {
    const ofWeek = rows.get(row.week) ?? new Map<number, WeekExpectation>();
    rows.set(row.week, ofWeek.set(row.dormId, row));
  }
  const past = await listObservations(db, { campusId, fromWeek, beforeWeek: firstWork });
  const weeks = past.map(({ week, dorms }) => pastFrom(week, new Map(dorms.map((dorm) => [dorm.dormId, dorm]))));
  return { campus, celsius, blackouts, rows, weeks, changedUntil: new Map(), allChangedUntil: '' };
}

async function expectWeek(
  db: Db,
  pass: Pass,
  request: { week: string; before: ExpectationWeek | undefined; said: ExpectationWeek; isStale: boolean; isLast: boolean },
): Promise<void> {
  const { week, before, said, isStale, isLast } = request;
  const rows = pass.rows.get(week) ?? new Map<number, WeekExpectation>();
  const needsModels = (dormId: number) =>
    before === undefined || pass.allChangedUntil >= week || (pass.changedUntil.get(dormId) ?? '') >= week;
  const past = { weeks: pass.weeks, celsius: pass.celsius, blackouts: pass.blackouts };
  const fitted = modelsBefore(past, week, needsModels);
  const models = new Map([...modelsFrom(rows)].filter(([dormId]) => !needsModels(dormId)));
  for (const [dormId, made] of fitted) models.set(dormId, made);
  if (isLast) {
    if (before === undefined || fitted.size > 0)
      await putExpectations(db, { week: { ...said, revision: null }, dorms: expectationRows(models, null) });
    return;
  }
  const observed = isStale ? await observe(db, pass, week) : observedFrom(rows, week);
  const current = pastWeekOf({ week, observed, models, celsius: pass.celsius });
  const until = addDays(week, REACH_DAYS);
  if (before !== undefined && before.revision !== null && !isSameSky(before, said)) pass.allChangedUntil = until;
  for (const dorm of observed) if (!isSameObservation(rows.get(dorm.dormId), dorm)) pass.changedUntil.set(dorm.dormId, until);
  if (isStale || fitted.size > 0) await putExpectations(db, { week: said, dorms: expectationRows(models, current) });
  pass.weeks.push(current);
  if ((pass.weeks[0]?.week ?? week) < addDays(week, -REACH_DAYS)) pass.weeks.shift();
}

async function observe(db: Db, { campus }: Pass, monday: string): Promise<ObservedWeek[]> {
  const week = weekOf(monday, campus.timeZone);
  const { dorms } = await reckonWeek(db, { campusId: campus.id, week, now: week.endsAt });
  return dorms.map((dorm) => observeWeek(totalledWeek(dorm)));
}

/** What there is to say of a week's days before any dorm is looked at. */
function weekSaid(request: {
  campusId: number;
  week: string;
  revision: number;
  celsius: Pass['celsius'];
  blackouts: readonly Blackout[];
}): ExpectationWeek {
  const { campusId, week, revision, celsius, blackouts } = request;
  const days = Array.from({ length: 7 }, (_, index) => addDays(week, index));
  const leftOut = days.reduce((bits, day, index) => bits | (isWithin(blackouts, day) ? 1 << index : 0), 0);
  // Drizzle knows no array with nulls in it; PostgreSQL does.
  const sky = days.map((day) => celsius.get(day) ?? null) as number[];
  return { campusId, week, revision, celsius: sky, leftOut };
}

function isSame(stored: ExpectationWeek | undefined, said: ExpectationWeek): boolean {
  return stored !== undefined && stored.revision === said.revision && isSameSky(stored, said);
}

function isSameSky(a: ExpectationWeek, b: ExpectationWeek): boolean {
  return a.leftOut === b.leftOut && a.celsius.every((celsius, index) => celsius === b.celsius[index]);
}
