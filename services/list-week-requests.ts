import { listWeekRequests as listRows, needsSecondPerson, type WeekRequest } from '#db/queries/announcements.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { Context } from '#services/context.ts';

/** What was asked about a week, newest first, and whether what is open still needs a second person. */
export async function listWeekRequests(
  ctx: Context,
  query: { campus: Campus; monday: string },
): Promise<(WeekRequest & { needsAnother: boolean })[]> {
  const { campus, monday } = query;
  const { db } = ctx.database;
  const secondPerson = await needsSecondPerson(db, campus.id);
  const requests = await listRows(db, { campusId: campus.id, week: monday });
  return requests.map((request) => ({
    ...request,
    needsAnother: secondPerson && request.outcome === null && !request.isApproved,
  }));
}
