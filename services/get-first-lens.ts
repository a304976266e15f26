import type { Lens } from '#core/ranking/rules.ts';
import { isLens } from '#core/ranking/rules.ts';
import { addDays } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listPublishedWeeks, listStandings } from '#db/queries/publications.ts';
import { currentSeason } from '#db/queries/seasons.ts';
import type { Context } from '#services/context.ts';

/**
 * The lens that the boards of a week (its Monday) open with: that of its season; outside one effort, where the week itself or the
 * newest closed one before it ranks by it; else kWh per resident.
 */
export async function getFirstLens(ctx: Context, request: { campus: Campus; monday: string }): Promise<Lens> {
  const { campus, monday } = request;
  const { db } = ctx.database;
  const season = await currentSeason(db, { campusId: campus.id, monday });
  if (season !== null && isLens(season.lens)) return season.lens;
  const [closed] = await listPublishedWeeks(db, { campusId: campus.id, beforeWeek: addDays(monday, 7), limit: 1 });
  if (closed === undefined) return 'per-resident';
  const byEffort = await listStandings(db, { campusId: campus.id, seq: closed.seq, lens: 'effort' });
  return byEffort.some(({ rank }) => rank !== null) ? 'effort' : 'per-resident';
}
