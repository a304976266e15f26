import { tameName } from '#core/feeds/tame-name.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { DigestWords } from '#services/digest-words.ts';
import type { AnnouncedLeague, AnnouncedPlace, WeekAnnouncement } from '#services/get-announcement.ts';

/** What a digest tells. */
export interface DigestNews {
  readonly campus: Campus;
  readonly announcement: WeekAnnouncement;
  /** Other weeks announced since the last one, newest first, with their winners. */
  readonly also: readonly { readonly week: string; readonly winners: readonly string[] }[];
  /** Other weeks corrected since the last one. */
  readonly corrections: readonly { readonly week: string; readonly reason: string }[];
}

const MOST_OF_WORDS = 500;
const MOST_WINNERS = 3;
const SUBJECT_SIGNS = 24;

/** The mail's contents in words; no markup but the message's own. */
export interface DigestParts {
  readonly id: string;
  readonly headline: string;
  readonly notice: string | null;
  readonly by: string;
  readonly leagues: readonly LeagueParts[];
  readonly season: string | null;
  readonly prize: string | null;
  readonly message: string | null;
  readonly also: readonly { readonly week: string; readonly line: string }[];
  readonly corrections: readonly { readonly week: string; readonly line: string }[];
}

interface LeagueParts {
  readonly league: string | null;
  readonly places: readonly PlaceParts[];
  readonly improved: string | null;
  readonly seasonSoFar: readonly PlaceParts[];
}

export interface PlaceParts {
  readonly rank: number;
  readonly name: string;
  readonly score: string | null;
}

/** A digest's contents in a language. Names are tamed: they cannot break a header or a line. */
export function digestParts({ announcement, also, corrections }: DigestNews, words: DigestWords): DigestParts {
  const { say, list } = words;
  const { week, publication, lens, leagues, season, prize, message } = announcement;
  const { state, reason } = publication;
  const isMended = state === 'corrected' && reason !== null;
  return {
    id: week,
    headline: headlineOf(announcement, words),
    notice: isMended ? say('corrected', { reason: tameName(reason, MOST_OF_WORDS) }) : null,
    by: say('by', { lens: words.lens(lens) }),
    leagues: leagues.map((league) => leagueParts(league, announcement, words)),
    season: season === null ? null : say('season', { season: tameName(season.name) }),
    prize: prize === null ? null : say('prize', { prize: tameName(prize, MOST_OF_WORDS) }),
    message,
    also: also.map(({ week: other, winners }) => ({
      week: other,
      line:
        winners.length === 0
          ? say('alsoNobody', { week: numberOf(other) })
          : say('alsoLine', { week: numberOf(other), names: list(winners.map((name) => tameName(name))) }),
    })),
    corrections: corrections.map(({ week: other, reason: why }) => ({
      week: other,
      line: say('correctionLine', { week: numberOf(other), reason: tameName(why, MOST_OF_WORDS) }),
    })),
  };
}

function leagueParts(league: AnnouncedLeague, { lens }: WeekAnnouncement, { say, score, list }: DigestWords): LeagueParts {
  const { mostImproved } = league;
  const placeOf = (place: AnnouncedPlace): PlaceParts => ({
    rank: place.rank,
    name: tameName(place.name),
    score: place.score === null ? null : score(lens, place.score),
  });
  const gained = mostImproved === null ? null : { places: mostImproved.places, count: mostImproved.dorms.length };
  return {
    league: league.league === null ? null : tameName(league.league),
    places: league.places.map(placeOf),
    improved:
      mostImproved === null || gained === null
        ? null
        : say('improved', { ...gained, names: list(mostImproved.dorms.map(({ name }) => tameName(name))) }),
    seasonSoFar: league.seasonSoFar.map((place) => ({ ...placeOf(place), score: null })),
  };
}

/** Who won, of each league; several where a first place is shared. */
export function winnersOf({ leagues }: Pick<WeekAnnouncement, 'leagues'>): string[] {
  return leagues.flatMap(({ places }) => places.filter(({ rank }) => rank === 1).map(({ name }) => name));
}

function headlineOf(announcement: WeekAnnouncement, { say, list }: DigestWords): string {
  const winners = winnersOf(announcement).map((name) => tameName(name));
  const week = numberOf(announcement.week);
  if (winners.length === 0) return say('headline.nobody', { week });
  if (winners.length > MOST_WINNERS) return say('headline.leagues', { week });
  const isShared = winners.length > 1 && announcement.leagues.length === 1;
  return say(isShared ? 'headline.shared' : 'headline.won', { week, names: list(winners) });
}

/** The news, in a line. */
export function digestSubject({ announcement, campus }: DigestNews, { say, list }: DigestWords): string {
  const winners = winnersOf(announcement).map((name) => tameName(name, SUBJECT_SIGNS));
  const told = { week: numberOf(announcement.week), campus: tameName(campus.name, SUBJECT_SIGNS) };
  const isNamed = winners.length > 0 && winners.length <= MOST_WINNERS;
  return isNamed ? say('subject.won', { ...told, names: list(winners) }) : say('subject.nobody', told);
}

/** 47 of `2026-W47`. */
export function numberOf(week: string): number {
  return Number(week.slice(-2));
}
