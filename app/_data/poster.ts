import 'server-only';
import { cardLanguage } from '#app/_data/card-language.ts';
import { closedHeadline } from '#app/_data/share-card.ts';
import { sharedWeek } from '#app/_data/shared-week.ts';
import type { RankedRow } from '#components/leaderboard/leaderboard-view.ts';
import { posterMessage } from '#components/poster/poster-message.ts';
import {
  MOST_LEAGUES,
  MOST_PLACES,
  type PosterHouse,
  type PosterLeague,
  type PosterView,
} from '#components/poster/poster-view.ts';
import { localePath, weekPath } from '#components/ui/paths.ts';
import { tameName } from '#core/feeds/tame-name.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { AnnouncedLeague } from '#services/get-announcement.ts';

const MOST_HOUSES = 3;
const MOST_OF_NAME = 48;
const MOST_OF_PRIZE = 110;
const MOST_IMPROVED = 3;
/** Of the message, beside one league's places or several's. */
const LINES = { one: 8, several: 6 } as const;

/** A closed week for printing, gated; null while it is not closed. `origin` is what its page's address begins with. */
export async function posterView(
  campus: Campus,
  request: { weekId: string; locale: string; origin: string },
): Promise<PosterView | null> {
  const shared = await sharedWeek(campus, request.weekId);
  if (shared === null || shared.leagues.length === 0) return null;
  const { board, prize, message } = shared;
  const { week, lens, rows, unranked, season } = board;
  const language = await cardLanguage(request.locale, tame);
  const leagues = shared.leagues.filter(({ places }) => places.length > 0);
  const state = week.state;
  return {
    ...{ week, lens },
    campus: { ...board.campus, name: tame(board.campus.name) },
    headline: closedHeadline(shared, language),
    rankedCount: rows.length,
    dormCount: rows.length + unranked.length,
    houses: housesOf(leagues, rows),
    leagues: leagues.slice(0, MOST_LEAGUES).map(leagueOf),
    leagueCount: leagues.length,
    season: season === null ? null : tame(season.name),
    prize: prize === null || state === 'provisional' ? null : tameName(prize, MOST_OF_PRIZE),
    message:
      message === null || state === 'provisional' ? null : posterMessage(message, leagues.length > 1 ? LINES.several : LINES.one),
    url: `${request.origin}${localePath(language.locale, weekPath(campus.slug, week.id))}`,
  };
}

const tame = (name: string): string => tameName(name, MOST_OF_NAME);

function housesOf(leagues: readonly AnnouncedLeague[], rows: readonly RankedRow[]): PosterHouse[] {
  const shown =
    leagues.length > 1 ? leagues.flatMap(({ places }) => places.filter(({ rank }) => rank === 1)) : leagues[0]?.places;
  return (shown ?? []).slice(0, MOST_HOUSES).flatMap(({ slug, rank, name }) => {
    const row = rows.find(({ dorm }) => dorm === slug);
    return row === undefined ? [] : [{ dorm: slug, name: tame(name), kind: row.kind, usualRatio: row.usualRatio, rank }];
  });
}

function leagueOf({ league, places, mostImproved, seasonSoFar }: AnnouncedLeague): PosterLeague {
  const placeOf = ({ slug, name, rank, score }: AnnouncedLeague['places'][number]) => ({
    dorm: slug,
    name: tame(name),
    rank,
    score,
  });
  const names = mostImproved?.dorms.slice(0, MOST_IMPROVED).map(({ name }) => tame(name)) ?? [];
  return {
    league: league === null ? null : tame(league),
    places: places.slice(0, MOST_PLACES).map(placeOf),
    placeCount: places.length,
    improved: mostImproved === null ? null : { names, places: mostImproved.places },
    seasonSoFar: seasonSoFar.slice(0, MOST_PLACES - 1).map(placeOf),
  };
}
