import type { Lens } from '#core/ranking/rules.ts';
import { type SeasonState, seasonStateAt } from '#core/ranking/season-span.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { type Dorm, listDorms } from '#db/queries/dorms.ts';
import { listSeasonEvents, type Season, type SeasonDorm, type SeasonEvent } from '#db/queries/seasons.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import type { WeekState } from '#services/get-leaderboard.ts';
import { usualRatio } from '#services/get-public-season.ts';
import { leagueStandings, leaguesOf, type SeasonStanding } from '#services/get-season-standings.ts';
import { type PlayedSeason, playSeason } from '#services/play-season.ts';

/** A season as its organisers see it: small dorms too. */
export interface StaffSeason {
  readonly season: Season;
  readonly lens: Lens;
  readonly state: SeasonState;
  readonly takingPart: readonly SeasonDorm[];
  /** Those that have begun. */
  readonly weeks: readonly { readonly monday: string; readonly state: WeekState }[];
  readonly leagues: readonly StaffLeague[];
  readonly dorms: ReadonlyMap<number, Dorm>;
  readonly events: readonly SeasonEvent[];
}

export interface StaffLeague {
  readonly league: string | null;
  /** Over the weeks that are over, best first. */
  readonly standings: readonly StaffStanding[];
}

/** usualRatio: energy over what was expected, in the weeks that count; null where nothing was. */
export interface StaffStanding extends SeasonStanding {
  readonly usualRatio: number | null;
}

/** Errors: season-unknown. */
export async function getStaffSeason(ctx: Context, request: { campus: Campus; slug: string; now: Date }): Promise<StaffSeason> {
  const { campus, now } = request;
  return inTransaction(ctx.database, async ({ db }) => {
    const played = await playSeason(db, request);
    const { season, lens } = played;
    const dorms = new Map((await listDorms(db, campus.id)).map((dorm) => [dorm.id, dorm]));
    return {
      ...{ season, lens, dorms, takingPart: played.dorms },
      state: seasonStateAt(season, { timeZone: campus.timeZone, now: now.getTime() }),
      weeks: played.weeks.map(({ monday, state }) => ({ monday, state })),
      leagues: playedLeagues(played, dorms),
      events: await listSeasonEvents(db, { campusId: campus.id, seasonId: season.id }),
    };
  });
}

/** Each league's places so far. */
export function playedLeagues(played: PlayedSeason, names: ReadonlyMap<number, Dorm>): StaffLeague[] {
  return leaguesOf(played.dorms).map(({ league, dorms }) => ({
    league,
    standings: leagueStandings(played, { dorms, names }).map((standing) => ({
      ...standing,
      usualRatio: usualRatio(played, standing),
    })),
  }));
}
