import { isLens, type Lens } from '#core/ranking/rules.ts';
import type { Standing } from '#core/ranking/standings.ts';
import { addDays } from '#core/time/local-days.ts';
import { weekId } from '#core/time/weeks.ts';
import { listAnnouncements } from '#db/queries/announcements.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listStandings, newestEdition, type Publication } from '#db/queries/publications.ts';
import type { Context } from '#services/context.ts';
import { getFirstLens } from '#services/get-first-lens.ts';
import type { PublicLeague, PublicSeason } from '#services/get-public-season.ts';
import { openPublicGate } from '#services/open-public-gate.ts';
import { seasonOfAnnouncement, withinLeague } from '#services/season-of-announcement.ts';

export interface AnnouncedPlace {
  readonly slug: string;
  readonly name: string;
  readonly rank: number;
  /** In the lens's unit; of a season so far as its lens sums it. */
  readonly score: number | null;
}

export interface AnnouncedLeague {
  readonly league: string | null;
  /** The first three places; more where they are shared. */
  readonly places: readonly AnnouncedPlace[];
  /** Who gained most places against the week before under the same lens; null where nobody did, or there is no week before. */
  readonly mostImproved: { readonly places: number; readonly dorms: readonly { slug: string; name: string }[] } | null;
  /** The first three places of the season so far; empty outside one. */
  readonly seasonSoFar: readonly AnnouncedPlace[];
}

/** What everyone reads of an announced week, or would if it were announced now. */
export interface WeekAnnouncement {
  readonly week: string;
  readonly publication: Publication;
  readonly lens: Lens;
  readonly season: { readonly slug: string; readonly name: string; readonly prizes: readonly string[] } | null;
  readonly leagues: readonly AnnouncedLeague[];
  /** In whose words, newest announcement first said; all null before it is announced. */
  readonly message: string | null;
  readonly prize: string | null;
  readonly announcedAt: Date | null;
}

const PLACES_NAMED = 3;

/**
 * The announcement of a closed week: winners and places of its newest edition, as everyone may see them, and the organisers' words.
 * Null when the week is not closed.
 */
export async function getAnnouncement(
  ctx: Context,
  request: { campus: Campus; monday: string; now: Date },
): Promise<WeekAnnouncement | null> {
  const { campus, monday, now } = request;
  const { db } = ctx.database;
  const publication = await newestEdition(db, { campusId: campus.id, week: monday });
  if (publication === null) return null;
  const said = await listAnnouncements(db, { campusId: campus.id, week: monday });
  const [first] = said;
  const lens = first !== undefined && isLens(first.lens) ? first.lens : await getFirstLens(ctx, { campus, monday });
  const played = await seasonOfAnnouncement(ctx, { campus, monday, lens, now });
  const weeks = await comparedWeeks(ctx, { campus, publication, lens });
  return {
    ...{ week: weekId(monday), publication, lens },
    season: played === null ? null : seasonOf(played),
    leagues: played === null ? [campusLeague(weeks)] : played.leagues.map((league) => leagueOf(league, weeks)),
    message: first?.message ?? null,
    prize: first?.prize ?? null,
    announcedAt: first?.announcedAt ?? null,
  };
}

function seasonOf({ season: { slug, name, prizes } }: PublicSeason) {
  return { slug, name, prizes };
}

/** Standings of the announced week and of the one before, as everyone may see them. */
interface ComparedWeeks {
  readonly now: readonly Standing[];
  readonly before: readonly Standing[];
}

async function comparedWeeks(
  ctx: Context,
  request: { campus: Campus; publication: Publication; lens: Lens },
): Promise<ComparedWeeks> {
  const { campus, publication, lens } = request;
  const { db } = ctx.database;
  const visible = await openPublicGate(db, campus);
  const standingsOf = async ({ week, seq }: Publication) =>
    visible(week, await listStandings(db, { campusId: campus.id, seq, lens }));
  const before = await newestEdition(db, { campusId: campus.id, week: addDays(publication.week, -7) });
  return { now: await standingsOf(publication), before: before === null ? [] : await standingsOf(before) };
}

function campusLeague({ now, before }: ComparedWeeks): AnnouncedLeague {
  const places = now.flatMap(placed);
  return { league: null, places: firstOf(places), mostImproved: mostImproved(places, ranksOf(before)), seasonSoFar: [] };
}

function ranksOf(standings: readonly Standing[]): Map<string, number> {
  return new Map(standings.flatMap(placed).map(({ slug, rank }) => [slug, rank]));
}

function placed({ slug, name, rank, score }: Pick<Standing, 'slug' | 'name' | 'rank' | 'score'>): AnnouncedPlace[] {
  return rank === null ? [] : [{ slug, name, rank, score }];
}

/** The week's places are those of its own frozen standings, within the league: what its page, board and feed name. */
function leagueOf(league: PublicLeague, { now, before }: ComparedWeeks): AnnouncedLeague {
  const ofWeek = campusLeague({ now: withinLeague(league, now), before: withinLeague(league, before) });
  return { ...ofWeek, league: league.league, seasonSoFar: firstOf(league.standings.flatMap(placed)) };
}

function firstOf(places: readonly AnnouncedPlace[]): AnnouncedPlace[] {
  return places.filter(({ rank }) => rank <= PLACES_NAMED);
}

function mostImproved(now: readonly AnnouncedPlace[], before: ReadonlyMap<string, number>): AnnouncedLeague['mostImproved'] {
  const gains = now.map(({ slug, name, rank }) => ({ slug, name, gained: (before.get(slug) ?? rank) - rank }));
  const places = Math.max(0, ...gains.map(({ gained }) => gained));
  if (places === 0) return null;
  return { places, dorms: gains.filter(({ gained }) => gained === places).map(({ slug, name }) => ({ slug, name })) };
}
