import { isLens, type Lens } from '#core/ranking/rules.ts';
import { type SeasonState, seasonStateAt } from '#core/ranking/season-span.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listSeasonDorms, listSeasons, type Season } from '#db/queries/seasons.ts';
import type { Context } from '#services/context.ts';

export interface ListedSeason {
  readonly season: Season;
  readonly lens: Lens;
  readonly state: SeasonState;
  /** How many take part, those taken out left out. */
  readonly dorms: number;
}

/** Every season of a campus, newest first. */
export async function listCampusSeasons(ctx: Context, request: { campus: Campus; now: Date }): Promise<ListedSeason[]> {
  const { campus, now } = request;
  const { db } = ctx.database;
  const listed: ListedSeason[] = [];
  for (const season of (await listSeasons(db, campus.id)).reverse()) {
    if (!isLens(season.lens)) continue;
    const dorms = await listSeasonDorms(db, { campusId: campus.id, seasonId: season.id });
    const state = seasonStateAt(season, { timeZone: campus.timeZone, now: now.getTime() });
    listed.push({ season, lens: season.lens, state, dorms: dorms.filter(({ untilWeek }) => untilWeek === null).length });
  }
  return listed;
}
