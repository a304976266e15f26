import type { DormWeek } from '#core/ranking/dorm-week.ts';
import { mondaysBetween, type WeekKnowledge } from '#core/ranking/knowledge.ts';
import { isLens, type Lens } from '#core/ranking/rules.ts';
import { judgeWeek, totalledWeek } from '#core/ranking/score-week.ts';
import { rankSeason, type SeasonPlace, type SeasonWeek } from '#core/ranking/season.ts';
import { placeStandings, rankDorms, type Standing } from '#core/ranking/standings.ts';
import { addDays } from '#core/time/local-days.ts';
import { weekId, weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { newestEdition } from '#db/queries/publications.ts';
import { findSeason, type Season, type SeasonDorm } from '#db/queries/seasons.ts';
import { type Db, inTransaction } from '#db/transaction.ts';
import { campusCelsius } from '#services/campus-celsius.ts';
import type { Context } from '#services/context.ts';
import { frozenWeek } from '#services/frozen-week.ts';
import type { WeekState } from '#services/get-leaderboard.ts';
import { reckonWeek } from '#services/reckon-week.ts';
import { seasonKnowledge } from '#services/season-knowledge.ts';
import { ServiceError } from '#services/service-error.ts';

/** A dorm's place in a season; see `rankSeason` for which weeks count. */
export interface SeasonStanding extends SeasonPlace {
  readonly slug: string;
  readonly name: string;
  readonly league: string | null;
}

export interface SeasonStandings {
  readonly season: Season;
  readonly lens: Lens;
  /** The weeks that have begun; standings of each, league by league. */
  readonly weeks: readonly { readonly week: string; readonly state: WeekState; readonly standings: readonly Standing[] }[];
  /** Over the weeks that are over, league by league, best first. */
  readonly standings: readonly SeasonStanding[];
}

interface PlayedWeek {
  readonly monday: string;
  readonly state: WeekState;
  readonly dorms: readonly DormWeek[];
  readonly knowledge: WeekKnowledge;
}

/**
 * A season's standings, weekly and as a whole, everything as staff see it. Published weeks are taken as frozen, others as they
 * stand; all of them are judged with what was known at the season's start. Errors: season-unknown.
 */
export async function getSeasonStandings(
  ctx: Context,
  request: { campus: Campus; slug: string; now: Date },
): Promise<SeasonStandings> {
  const { campus, slug, now } = request;
  return inTransaction(ctx.database, async ({ db }) => {
    const season = await findSeason(db, { campusId: campus.id, slug });
    if (season === null || !isLens(season.lens))
      throw new ServiceError('season-unknown', `${campus.name} has no season “${slug}”.`);
    const { lens } = season;
    const { dorms: takingPart, known } = await seasonKnowledge(db, { campus, season, now });
    const played: PlayedWeek[] = [];
    for (const monday of mondaysBetween(season.firstWeek, season.lastWeek)) {
      const week = await playedWeek(db, { campus, monday, now });
      if (week !== null) played.push({ ...week, monday, knowledge: { dorms: known, celsius: week.celsius } });
    }
    return {
      season,
      lens,
      weeks: played.map((week) => ({
        week: weekId(week.monday),
        state: week.state,
        standings: byLeague(takingPart).flatMap((ids) => weekStandings(week, lens, { ids, takingPart })),
      })),
      standings: seasonStandings({ lens, played, takingPart }),
    };
  });
}

/** Null when the week has not begun. */
async function playedWeek(db: Db, request: { campus: Campus; monday: string; now: Date }) {
  const { campus, monday, now } = request;
  const week = weekOf(monday, campus.timeZone);
  if (week.startsAt > now.getTime()) return null;
  const publication = await newestEdition(db, { campusId: campus.id, week: monday });
  if (publication !== null) return { state: publication.state, ...(await frozenWeek(db, publication)) };
  const { dorms } = await reckonWeek(db, { campusId: campus.id, week, now: now.getTime() });
  const celsius = await campusCelsius(db, { campusId: campus.id, fromDay: monday, toDay: addDays(monday, 6) });
  const state: WeekState = now.getTime() < week.endsAt ? 'open' : 'ended';
  return { state, dorms, celsius };
}

/** Effort compares with all dorms of the season; places are given within the league. */
function weekStandings(
  { dorms, knowledge }: PlayedWeek,
  lens: Lens,
  { ids, takingPart }: { ids: ReadonlySet<number>; takingPart: readonly SeasonDorm[] },
): Standing[] {
  const inSeason = dorms.filter(({ dormId }) => takingPart.some((dorm) => dorm.dormId === dormId));
  const all = rankDorms(inSeason, lens, knowledge);
  return placeStandings(all.filter(({ dormId }) => ids.has(dormId)));
}

function seasonStandings(request: {
  lens: Lens;
  played: readonly PlayedWeek[];
  takingPart: readonly SeasonDorm[];
}): SeasonStanding[] {
  const { lens, played, takingPart } = request;
  const ids = new Set(takingPart.map(({ dormId }) => dormId));
  const weeks = played
    .filter(({ state }) => state !== 'open')
    .map(({ monday, dorms, knowledge }): SeasonWeek => {
      const inSeason = dorms.filter(({ dormId }) => ids.has(dormId)).map(totalledWeek);
      return { week: weekId(monday), judged: judgeWeek(inSeason, lens, knowledge) };
    });
  const names = new Map(played.flatMap(({ dorms }) => dorms.map((dorm) => [dorm.dormId, dorm] as const)));
  const leagues = new Map(takingPart.map(({ dormId, league }) => [dormId, league]));
  return byLeague(takingPart).flatMap((league) =>
    rankSeason(lens, weeks, [...league]).map((place) => ({
      ...place,
      slug: names.get(place.dormId)?.slug ?? '',
      name: names.get(place.dormId)?.name ?? '',
      league: leagues.get(place.dormId) ?? null,
    })),
  );
}

/** The dorms of each league, leagues by name. */
function byLeague(dorms: readonly SeasonDorm[]): Set<number>[] {
  const names = [...new Set(dorms.map(({ league }) => league))].sort();
  return names.map((name) => new Set(dorms.filter(({ league }) => league === name).map(({ dormId }) => dormId)));
}
