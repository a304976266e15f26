import type { Lens } from '#core/ranking/rules.ts';
import { rankSeason, type SeasonPlace } from '#core/ranking/season.ts';
import { placeStandings, type Standing } from '#core/ranking/standings.ts';
import { weekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { type Dorm, listDorms } from '#db/queries/dorms.ts';
import type { Season, SeasonDorm } from '#db/queries/seasons.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import type { WeekState } from '#services/get-leaderboard.ts';
import { type PlayedSeason, type PlayedWeek, playSeason } from '#services/play-season.ts';

/** A dorm's place in a season; see `rankSeason` for which weeks count. left: it was taken out. */
export interface SeasonStanding extends Omit<SeasonPlace, 'reason'> {
  readonly slug: string;
  readonly name: string;
  readonly league: string | null;
  readonly reason: SeasonPlace['reason'] | 'left';
}

export interface SeasonStandings {
  readonly season: Season;
  readonly lens: Lens;
  /** The weeks that have begun; standings of each, league by league. */
  readonly weeks: readonly { readonly week: string; readonly state: WeekState; readonly standings: readonly Standing[] }[];
  /** Over the weeks that are over, league by league, best first. */
  readonly standings: readonly SeasonStanding[];
}

/** A season's standings, weekly and as a whole, everything as staff see it. Errors: season-unknown. */
export async function getSeasonStandings(
  ctx: Context,
  request: { campus: Campus; slug: string; now: Date },
): Promise<SeasonStandings> {
  return inTransaction(ctx.database, async ({ db }) => {
    const played = await playSeason(db, request);
    const names = new Map((await listDorms(db, request.campus.id)).map((dorm) => [dorm.id, dorm]));
    const leagues = leaguesOf(played.dorms);
    return {
      season: played.season,
      lens: played.lens,
      weeks: played.weeks.map((week) => ({
        week: weekId(week.monday),
        state: week.state,
        standings: leagues.flatMap(({ dorms }) => weekStandings(week, new Set(dorms.map(({ dormId }) => dormId)))),
      })),
      standings: leagues.flatMap(({ dorms }) => leagueStandings(played, { dorms, names })),
    };
  });
}

/** The dorms of each league, leagues by name. */
export function leaguesOf(dorms: readonly SeasonDorm[]): { league: string | null; dorms: SeasonDorm[] }[] {
  const names = [...new Set(dorms.map(({ league }) => league))].sort();
  return names.map((league) => ({ league, dorms: dorms.filter((dorm) => dorm.league === league) }));
}

/** A week's standings, placed among the dorms given. */
export function weekStandings({ standings }: PlayedWeek, ids: ReadonlySet<number>): Standing[] {
  return placeStandings(standings.filter(({ dormId }) => ids.has(dormId)));
}

/**
 * The places of the dorms given over the weeks that are over, or the first `weeksOver` of them. Dorms that were taken out follow
 * without a place.
 */
export function leagueStandings(
  { lens, weeks }: PlayedSeason,
  request: { dorms: readonly SeasonDorm[]; names: ReadonlyMap<number, Dorm>; weeksOver?: number },
): SeasonStanding[] {
  const { dorms, names } = request;
  const over = weeks
    .filter(({ state }) => state !== 'open')
    .slice(0, request.weeksOver)
    .map(({ monday, judged }) => ({ week: weekId(monday), judged }));
  const staying = dorms.filter(({ untilWeek }) => untilWeek === null);
  const byId = new Map(dorms.map((dorm) => [dorm.dormId, dorm]));
  const named = <Place extends { readonly dormId: number }>(place: Place) => ({
    ...place,
    slug: names.get(place.dormId)?.slug ?? '',
    name: names.get(place.dormId)?.name ?? '',
    league: byId.get(place.dormId)?.league ?? null,
  });
  const nothing = { score: null, rank: null, weeksCounted: [], weeksMissed: [], missedAs: [], reason: 'left' as const };
  return [
    ...rankSeason(
      lens,
      over,
      staying.map(({ dormId }) => dormId),
    ).map(named),
    ...dorms.filter(({ untilWeek }) => untilWeek !== null).map(({ dormId }) => named({ dormId, ...nothing })),
  ];
}
