import type { PastScores } from '#core/ranking/how-sure.ts';
import type { Lens } from '#core/ranking/rules.ts';
import { type SeasonState, seasonStateAt } from '#core/ranking/season-span.ts';
import type { Standing, UnrankedReason } from '#core/ranking/standings.ts';
import { weekId, weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { type Dorm, listDorms } from '#db/queries/dorms.ts';
import { listSeasonEvents, type Season, type SeasonDorm, type SeasonEvent } from '#db/queries/seasons.ts';
import { type Db, inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import type { WeekState } from '#services/get-leaderboard.ts';
import { leagueStandings, leaguesOf, type SeasonStanding, weekStandings } from '#services/get-season-standings.ts';
import { openPublicGate } from '#services/open-public-gate.ts';
import { pastScores } from '#services/past-scores.ts';
import { type PlayedSeason, type PlayedWeek, playSeason } from '#services/play-season.ts';
import { baselineWeeksOf } from '#services/season-knowledge.ts';

/** A dorm's place as everyone may see it. withheld: too few people live in it, or nobody knows how many. */
export interface PublicSeasonStanding extends Omit<SeasonStanding, 'reason'> {
  readonly reason: SeasonStanding['reason'] | 'withheld';
  /** Its weeks so far; empty where it is withheld. */
  readonly weeks: readonly DormSeasonWeek[];
  /** Energy over what was expected of it, in the weeks that count; null where nothing was. */
  readonly usualRatio: number | null;
}

/** void: nobody was ranked. apart: ranked, but not compared over it. */
export interface DormSeasonWeek {
  readonly week: string;
  readonly outcome: 'counted' | 'missed' | 'apart' | 'void' | 'open';
  /** Within its league, small dorms left out. */
  readonly rank: number | null;
  /** Of a missed week by effort: what it counts as. */
  readonly score: number | null;
  /** Why it was not ranked; not-in-season: it took no part in that week. */
  readonly reason: UnrankedReason | 'not-in-season' | null;
}

export interface PublicLeague {
  readonly league: string | null;
  /** Best first, those without a place last. */
  readonly standings: readonly PublicSeasonStanding[];
  /** Who stood where after each week that is over: dorm ids, best first. */
  readonly steps: readonly { readonly week: string; readonly order: readonly number[] }[];
}

export interface PublicSeason {
  readonly season: Season;
  readonly lens: Lens;
  readonly state: SeasonState;
  readonly dorms: ReadonlyMap<number, Dorm>;
  readonly takingPart: readonly SeasonDorm[];
  readonly weeks: readonly { readonly monday: string; readonly state: WeekState; readonly isHeld: boolean }[];
  readonly leagues: readonly PublicLeague[];
  /** Mondays. */
  readonly baselineWeeks: readonly string[];
  readonly events: readonly SeasonEvent[];
  /** Scores of ordinary weeks before it. Not gated: for dorms that are shown alone. */
  readonly past: readonly PastScores[];
}

/**
 * A season as everyone may see it. A dorm that is too small in any of its weeks shows nothing in the whole season, since its week could
 * else be told by subtraction, and the others are placed, and their missed weeks reckoned, as if it were not there.
 * Errors: season-unknown.
 */
export async function getPublicSeason(ctx: Context, request: { campus: Campus; slug: string; now: Date }): Promise<PublicSeason> {
  const { campus, now } = request;
  return inTransaction(ctx.database, async ({ db }) => {
    const played = await playSeason(db, request);
    const { season, lens } = played;
    const names = new Map((await listDorms(db, campus.id)).map((dorm) => [dorm.id, dorm]));
    const withheld = await withheldDorms(db, { campus, played });
    const leagues = leaguesOf(played.dorms).map(({ league, dorms }) => publicLeague(played, { league, dorms, names, withheld }));
    return {
      ...{ season, lens, leagues, dorms: names, takingPart: played.dorms },
      state: seasonStateAt(season, { timeZone: campus.timeZone, now: now.getTime() }),
      weeks: played.weeks.map((week) => ({
        ...{ monday: week.monday, state: week.state },
        isHeld: leagues.some(({ standings }) => standings.some((one) => isRankedIn(one, week.monday))),
      })),
      baselineWeeks: await baselineWeeksOf(db, season),
      events: await listSeasonEvents(db, { campusId: campus.id, seasonId: season.id }),
      past: await pastScores(db, { campus, board: { lens, week: weekOf(season.firstWeek, campus.timeZone), publication: null } }),
    };
  });
}

/** By the same gate as every week: what it would not show of any week that has begun is shown of none. */
async function withheldDorms(db: Db, { campus, played }: { campus: Campus; played: PlayedSeason }): Promise<Set<number>> {
  const visible = await openPublicGate(db, campus);
  const withheld = new Set<number>();
  for (const { monday, standings } of played.weeks) {
    const ranked = standings.map((standing): Standing => ({ ...standing, score: 1, rank: 1, reason: null }));
    for (const { dormId, reason } of visible(monday, ranked)) if (reason !== null) withheld.add(dormId);
  }
  return withheld;
}

interface LeagueRequest {
  readonly league: string | null;
  readonly dorms: readonly SeasonDorm[];
  readonly names: ReadonlyMap<number, Dorm>;
  readonly withheld: ReadonlySet<number>;
}

function publicLeague(played: PlayedSeason, { league, dorms, names, withheld }: LeagueRequest): PublicLeague {
  const shown = dorms.filter(({ dormId }) => !withheld.has(dormId));
  const ids = new Set(shown.map(({ dormId }) => dormId));
  const weekly = played.weeks.map((week) => ({ week, standings: weekStandings(week, ids) }));
  const standings = leagueStandings(played, { dorms: shown, names }).map((standing) => ({
    ...standing,
    weeks: weekly.map(({ week, standings: ofWeek }) => weekOfDorm({ standing, week, ofWeek })),
    usualRatio: usualRatio(played, standing),
  }));
  const hidden = dorms
    .filter(({ dormId }) => withheld.has(dormId))
    .map(({ dormId }) => withheldStanding({ dormId, league, dorm: names.get(dormId) }))
    .sort((a, b) => (a.slug < b.slug ? -1 : 1));
  const over = played.weeks.filter(({ state }) => state !== 'open');
  return {
    league,
    standings: [...standings, ...hidden],
    steps: over.map(({ monday }, index) => ({
      week: weekId(monday),
      order: leagueStandings(played, { dorms: shown, names, weeksOver: index + 1 }).flatMap(({ dormId, rank }) =>
        rank === null ? [] : [dormId],
      ),
    })),
  };
}

function weekOfDorm(request: { standing: SeasonStanding; week: PlayedWeek; ofWeek: readonly Standing[] }): DormSeasonWeek {
  const { standing, week, ofWeek } = request;
  const id = weekId(week.monday);
  const own = ofWeek.find(({ dormId }) => dormId === standing.dormId);
  const isMissed = standing.weeksMissed.includes(id);
  const ranked = own !== undefined && own.rank !== null;
  const outcome =
    week.state === 'open'
      ? 'open'
      : standing.weeksCounted.includes(id)
        ? 'counted'
        : isMissed
          ? 'missed'
          : ranked
            ? 'apart'
            : 'void';
  return {
    ...{ week: id, outcome },
    rank: own?.rank ?? null,
    score: ranked ? own.score : (standing.missedAs.find(({ week: missed }) => missed === id)?.score ?? null),
    reason: own === undefined ? 'not-in-season' : own.reason,
  };
}

/** A dorm's energy over what was expected of it, in the weeks that count; null where nothing was. */
export function usualRatio({ weeks }: PlayedSeason, { dormId, weeksCounted }: SeasonStanding): number | null {
  let used = 0;
  let expected = 0;
  for (const { monday, standings, expectedKwh } of weeks) {
    const filled = standings.find((standing) => standing.dormId === dormId)?.filledKwh ?? null;
    const usual = expectedKwh.get(dormId);
    if (!weeksCounted.includes(weekId(monday)) || filled === null || usual === undefined) continue;
    used += filled;
    expected += usual;
  }
  return expected > 0 ? used / expected : null;
}

function withheldStanding(request: { dormId: number; league: string | null; dorm: Dorm | undefined }): PublicSeasonStanding {
  const { dormId, league, dorm } = request;
  return {
    ...{ dormId, league, slug: dorm?.slug ?? '', name: dorm?.name ?? '' },
    ...{ score: null, rank: null, weeksCounted: [], weeksMissed: [], missedAs: [], reason: 'withheld' },
    ...{ weeks: [], usualRatio: null },
  };
}

function isRankedIn({ weeks }: PublicSeasonStanding, monday: string): boolean {
  return weeks.some(({ week, rank }) => week === weekId(monday) && rank !== null);
}
