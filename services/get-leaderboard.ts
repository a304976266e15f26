import { isOfPast, type Lens, RULES } from '#core/ranking/rules.ts';
import { placeStandings, rankDorms, type Standing } from '#core/ranking/standings.ts';
import { mondayOfWeekId, type Week, weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listStandings, newestEdition, type Publication } from '#db/queries/publications.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { knowWeek } from '#services/know-week.ts';
import { reckonWeek } from '#services/reckon-week.ts';
import { ServiceError } from '#services/service-error.ts';

/** open: so far. ended: over, not yet closed. Else the state of the week's newest publication. */
export type WeekState = 'open' | 'ended' | Publication['state'];

export interface Leaderboard {
  readonly week: Week;
  readonly lens: Lens;
  readonly state: WeekState;
  readonly dataUntil: Date | null;
  readonly publication: Publication | null;
  /** Best first, unranked last; everything, as staff see it (see `publicStandings` for what others do). */
  readonly standings: readonly Standing[];
}

/**
 * The standings of a week: a closed one as frozen in its newest publication, an open one over the whole local days so
 * far. Errors: week-unknown.
 */
export async function getLeaderboard(
  ctx: Context,
  request: { campus: Campus; weekId: string; lens: Lens; now: Date },
): Promise<Leaderboard> {
  const { campus, weekId, lens, now } = request;
  const monday = mondayOfWeekId(weekId);
  if (monday === null) throw new ServiceError('week-unknown', `“${weekId}” is not a week. Write it as 2026-W47.`);
  const week = weekOf(monday, campus.timeZone);
  const { db } = ctx.database;
  const publication = await newestEdition(db, { campusId: campus.id, week: monday });
  if (publication !== null) {
    const standings = await frozenStandings(ctx, { publication, lens });
    return { week, lens, state: publication.state, dataUntil: publication.dataUntil, publication, standings };
  }
  const { dorms, dataUntil } = await reckonWeek(db, { campusId: campus.id, week, now: now.getTime() });
  const knowledge = isOfPast(lens) ? await inTransaction(ctx.database, (open) => knowWeek(open.db, { campus, monday })) : null;
  const state = now.getTime() < week.endsAt ? 'open' : 'ended';
  return { week, lens, state, dataUntil, publication, standings: rankDorms(dorms, lens, knowledge) };
}

/** As published; a lens that this publication does not know ranks nobody, and says so. */
async function frozenStandings(ctx: Context, request: { publication: Publication; lens: Lens }): Promise<Standing[]> {
  const { publication, lens } = request;
  const key = { campusId: publication.campusId, seq: publication.seq };
  const frozen = await listStandings(ctx.database.db, { ...key, lens });
  if (frozen.length > 0) return frozen;
  const known = await listStandings(ctx.database.db, { ...key, lens: 'energy' });
  return placeStandings(known.map((standing) => ({ ...standing, lens, score: null, rank: null, reason: 'not-reckoned' })));
}

/** Whether a ranked standing leans on estimates so much that it says so. */
export function isPartlyEstimated(standing: Standing): boolean {
  return standing.rank !== null && standing.mostEstimated > RULES.markedEstimated;
}
