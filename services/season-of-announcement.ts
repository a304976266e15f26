import type { Lens } from '#core/ranking/rules.ts';
import { placeStandings, type Standing } from '#core/ranking/standings.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { currentSeason } from '#db/queries/seasons.ts';
import type { Context } from '#services/context.ts';
import { getPublicSeason, type PublicLeague, type PublicSeason } from '#services/get-public-season.ts';

/**
 * The season that a week is announced in, as everyone may see it: its leagues have a winner each. Null outside a season, or where the
 * week is announced by another lens than the season's.
 */
export async function seasonOfAnnouncement(
  ctx: Context,
  request: { campus: Campus; monday: string; lens: Lens; now: Date },
): Promise<PublicSeason | null> {
  const { campus, monday, lens, now } = request;
  const season = await currentSeason(ctx.database.db, { campusId: campus.id, monday });
  return season?.lens === lens ? getPublicSeason(ctx, { campus, slug: season.slug, now }) : null;
}

/** Of a week's standings those of a league, placed among themselves. */
export function withinLeague(league: PublicLeague, standings: readonly Standing[]): Standing[] {
  const slugs = new Set(league.standings.map(({ slug }) => slug));
  return placeStandings(standings.filter(({ slug }) => slugs.has(slug)));
}
