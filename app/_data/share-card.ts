import 'server-only';
import { openBoardView } from '#app/_data/board.ts';
import type { CardLanguage } from '#app/_data/card-language.ts';
import { type SharedWeek, sharedWeek } from '#app/_data/shared-week.ts';
import { closedKey, headlineOf } from '#components/leaderboard/headline.ts';
import type { LeaderboardView, RankedRow } from '#components/leaderboard/leaderboard-view.ts';
import type { CardHouse, ShareCard } from '#components/share-image/share-card.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import { tameName } from '#core/feeds/tame-name.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { AnnouncedLeague } from '#services/get-announcement.ts';

const MOST_PLACES = 3;
const MOST_OF_PRIZE = 90;

/** A campus's open week as a card; while nobody is ranked in it, the last closed one. */
export async function boardCard(campus: Campus, language: CardLanguage): Promise<ShareCard> {
  const board = await openBoardView(campus, null);
  const last =
    board.rows.length === 0 && board.lastClosed !== null ? await weekCard(campus, board.lastClosed.id, language) : null;
  return last ?? openCard(board, language);
}

/** A week as a card; null where there is none to show. */
export async function weekCard(campus: Campus, weekId: string, language: CardLanguage): Promise<ShareCard | null> {
  const shared = await sharedWeek(campus, weekId);
  if (shared === null) return null;
  return shared.leagues.length === 0 ? openCard(shared.board, language) : closedCard(shared, language);
}

/** A week that still moves: open, or over and being counted. */
function openCard(board: LeaderboardView, language: CardLanguage): ShareCard {
  const { campus, week, lens, rows } = board;
  const { say, name, score } = language;
  const named = rows.map((row) => ({ ...row, name: name(row.name, row.dorm) }));
  const news = headlineOf({ ...week, rows: named, lens, hasData: week.dataUntil !== null });
  const { key, first, second, count } = news;
  return {
    language: language.language,
    campus: name(campus.name, campus.slug),
    about: aboutWeek(board, language),
    headline: say(`board.headline.${key}`, { first, second, count, lens: say(`common.unit.${lens}`) }),
    places: named.slice(0, MOST_PLACES).map((row) => {
      return { mark: String(row.rank), name: row.name, figure: score(lens, row.score) };
    }),
    note: week.dataUntil === null ? null : say('share.card.dataUntil', { when: language.when(week.dataUntil, campus.timeZone) }),
    houses: rows.slice(0, MOST_PLACES).map((row) => houseOf(row, String(row.rank))),
    isSettled: false,
  };
}

function closedCard({ board, leagues, prize }: SharedWeek, language: CardLanguage): ShareCard {
  const { campus, week, lens } = board;
  const { say, name } = language;
  const state = week.state;
  const shared = state === 'provisional' || state === 'corrected' ? say(`share.feed.state.${state}`) : null;
  const won = prize === null ? null : say('share.card.prize', { prize: tameName(prize, MOST_OF_PRIZE) });
  return {
    language: language.language,
    campus: name(campus.name, campus.slug),
    about: aboutWeek(board, language),
    headline: closedHeadline({ board, leagues }, language),
    places: placesOf(leagues, { language, lens }),
    note: shared ?? won ?? say('share.card.by', { lens: say(`common.unit.${lens}`) }),
    houses: housesOf(leagues, board.rows),
    isSettled: state === 'final' || state === 'corrected',
  };
}

/** The news of a closed week; several leagues each have their winner. */
export function closedHeadline(
  { board, leagues }: Pick<SharedWeek, 'board' | 'leagues'>,
  { say, name, list }: CardLanguage,
): string {
  const { lens, week } = board;
  const placed = leagues.filter(({ places }) => places.length > 0);
  const [only] = placed;
  const winners = placed.flatMap(({ places }) => places.filter(({ rank }) => rank === 1));
  const names = winners.map((winner) => name(winner.name, winner.slug));
  if (placed.length > 1 && names.length <= MOST_PLACES) {
    return say(week.state === 'provisional' ? 'share.card.leaguesPending' : 'share.card.leagues', { names: list(names) });
  }
  if (placed.length > 1) return say('share.card.leaguesMany', { count: placed.length });
  const key = closedKey({ state: week.state, lens, rows: only?.places ?? [] });
  return say(`board.headline.${key}`, { first: names[0] ?? '', count: names.length, lens: say(`common.unit.${lens}`) });
}

/** The first three; of several leagues, who won each. */
function placesOf(
  leagues: readonly AnnouncedLeague[],
  { language: { name, score, list }, lens }: { language: CardLanguage; lens: LeaderboardView['lens'] },
): ShareCard['places'] {
  const placed = leagues.filter(({ places }) => places.length > 0);
  if (placed.length > 1) {
    return placed.slice(0, MOST_PLACES).map(({ league, places }) => ({
      mark: '1',
      name: list(places.filter(({ rank }) => rank === 1).map((one) => name(one.name, one.slug))),
      figure: league === null ? '' : name(league, ''),
    }));
  }
  return (placed[0]?.places ?? []).slice(0, MOST_PLACES).map((place) => ({
    mark: String(place.rank),
    name: name(place.name, place.slug),
    figure: place.score === null ? '' : score(lens, place.score),
  }));
}

function housesOf(leagues: readonly AnnouncedLeague[], rows: readonly RankedRow[]): CardHouse[] {
  const placed = leagues.filter(({ places }) => places.length > 0);
  const shown = placed.length > 1 ? placed.flatMap(({ places }) => places.filter(({ rank }) => rank === 1)) : placed[0]?.places;
  return (shown ?? []).slice(0, MOST_PLACES).flatMap(({ slug, rank }) => {
    const row = rows.find(({ dorm }) => dorm === slug);
    return row === undefined ? [] : [houseOf({ ...row, rank }, String(rank))];
  });
}

function houseOf(
  { dorm, kind, usualRatio, rank }: Pick<RankedRow, 'dorm' | 'kind' | 'usualRatio' | 'rank'>,
  mark: string,
): CardHouse {
  return { dorm, kind, usualRatio, mark, isFirst: rank === 1 };
}

function aboutWeek({ week, season }: LeaderboardView, { say, name }: CardLanguage): string {
  const number = weekNumber(week.id);
  const about =
    week.state === 'open'
      ? say('board.weekSoFar', { week: number })
      : say('board.weekState', { week: number, state: say(`common.state.${week.state}`) });
  return season === null ? about : `${about} · ${name(season.name, season.path.split('/').at(-1) ?? '')}`;
}
