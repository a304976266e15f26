import { isOrdinary } from '#core/ranking/campus-past.ts';
import { isWhole, mondaysBetween } from '#core/ranking/knowledge.ts';
import { type ObservedWeek, observeWeek } from '#core/ranking/observed-week.ts';
import { isPublic } from '#core/ranking/public-standings.ts';
import { totalledWeek } from '#core/ranking/score-week.ts';
import { rankDorms, type UnrankedReason } from '#core/ranking/standings.ts';
import { addDays, dayAt } from '#core/time/local-days.ts';
import { mondayOf, weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { type Dorm, listDorms } from '#db/queries/dorms.ts';
import { type Blackout, listBlackouts, listObservations } from '#db/queries/expectations.ts';
import { listSeasons, type Season } from '#db/queries/seasons.ts';
import { oldestWeek } from '#db/queries/weeks.ts';
import type { Db } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { observedFrom } from '#services/expectation-rows.ts';
import { reckonWeek } from '#services/reckon-week.ts';

/** What organisers look at before they set up a season; everything, as staff see it. */
export interface SeasonOutlook {
  /** Monday of the week that is running. */
  readonly thisWeek: string;
  /** From a year back (or the first reading) to more than a year ahead. */
  readonly weeks: readonly OutlookWeek[];
  readonly dorms: readonly OutlookDorm[];
  readonly blackouts: readonly Blackout[];
  readonly seasons: readonly Season[];
}

export interface OutlookWeek {
  readonly monday: string;
  /** Filled energy of the dorms that were covered; null while it is not over, and where none was. */
  readonly kwh: number | null;
  /** How many dorms were measured whole, so that it can stand in a baseline for them. */
  readonly wholeDorms: number;
  readonly isOver: boolean;
  readonly isOrdinary: boolean;
}

/** reason: why it could not be ranked, whatever the lens, in the newest week that is over. */
export interface OutlookDorm {
  readonly dorm: Dorm;
  readonly residents: number | null;
  readonly floorAreaM2: number | null;
  readonly reason: UnrankedReason | null;
  /** Large enough for its figures to be shown to everyone. */
  readonly isPublic: boolean;
}

const WEEKS_BACK = 52;
const WEEKS_AHEAD = 106;
/** Newest weeks that nobody has observed yet are reckoned, so many at most. */
const MOST_RECKONED = 3;

/** The weeks around today with their energy, and how each dorm stands today. */
export async function seasonOutlook(ctx: Context, request: { campus: Campus; now: Date }): Promise<SeasonOutlook> {
  const { campus, now } = request;
  const { db } = ctx.database;
  const thisWeek = mondayOf(dayAt(now.getTime(), campus.timeZone));
  const newest = addDays(thisWeek, -7);
  const oldest = await oldestWeek(db, campus.id);
  const from = [oldest ?? thisWeek, addDays(thisWeek, -7 * WEEKS_BACK)].reduce((a, b) => (a > b ? a : b));
  const blackouts = await listBlackouts(db, campus.id);
  const observed = await observedWeeks(db, { campus, from, thisWeek });
  const weeks = mondaysBetween(from < thisWeek ? from : thisWeek, addDays(thisWeek, 7 * WEEKS_AHEAD)).map((monday) =>
    outlookWeek(monday, {
      observed: observed.get(monday) ?? [],
      isOver: monday < thisWeek,
      isOrdinary: isOrdinary(blackouts, monday),
    }),
  );
  const dorms = await outlookDorms(db, { campus, newest });
  return { thisWeek, weeks, dorms, blackouts, seasons: await listSeasons(db, campus.id) };
}

function outlookWeek(
  monday: string,
  of: { observed: readonly ObservedWeek[]; isOver: boolean; isOrdinary: boolean },
): OutlookWeek {
  const filled = of.observed.flatMap(({ filledKwh }) => (filledKwh === null ? [] : [filledKwh]));
  return {
    monday,
    kwh: of.isOver && filled.length > 0 ? filled.reduce((a, b) => a + b, 0) : null,
    wholeDorms: of.observed.filter(isWhole).length,
    ...{ isOver: of.isOver, isOrdinary: of.isOrdinary },
  };
}

async function observedWeeks(
  db: Db,
  request: { campus: Campus; from: string; thisWeek: string },
): Promise<Map<string, readonly ObservedWeek[]>> {
  const { campus, from, thisWeek } = request;
  const kept = await listObservations(db, { campusId: campus.id, fromWeek: from, beforeWeek: thisWeek });
  const observed = new Map<string, readonly ObservedWeek[]>();
  for (const { week, dorms } of kept) {
    const ofWeek = observedFrom(new Map(dorms.map((dorm) => [dorm.dormId, dorm])), week);
    if (ofWeek.length > 0) observed.set(week, ofWeek);
  }
  const missing = mondaysBetween(from, addDays(thisWeek, -7)).filter((monday) => !observed.has(monday));
  for (const monday of missing.slice(-MOST_RECKONED)) {
    const week = weekOf(monday, campus.timeZone);
    const { dorms } = await reckonWeek(db, { campusId: campus.id, week, now: week.endsAt });
    observed.set(
      monday,
      dorms.map((dorm) => observeWeek(totalledWeek(dorm))),
    );
  }
  return observed;
}

async function outlookDorms(db: Db, { campus, newest }: { campus: Campus; newest: string }): Promise<OutlookDorm[]> {
  const week = weekOf(newest, campus.timeZone);
  const { dorms: reckoned } = await reckonWeek(db, { campusId: campus.id, week, now: week.endsAt });
  const standings = new Map(rankDorms(reckoned, 'energy').map((standing) => [standing.dormId, standing]));
  return (await listDorms(db, campus.id)).map((dorm) => {
    const standing = standings.get(dorm.id);
    const residents = standing?.residents ?? null;
    return {
      ...{ dorm, residents, floorAreaM2: standing?.floorAreaM2 ?? null, reason: standing?.reason ?? null },
      isPublic: isPublic(residents, campus.unknownResidentsAtLeast),
    };
  });
}
