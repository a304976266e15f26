import type { Campus } from '#db/queries/campuses.ts';
import { type ClosedWeek, closeWeek } from '#services/close-week.ts';
import type { Context } from '#services/context.ts';
import { type Actor, requirePermission } from '#services/require-role.ts';

/**
 * Closes a week at a person's wish, as the worker does by itself within the hour: a provisional one whose numbers moved gets an edition
 * with today's. Errors: not-allowed, week-not-ended, week-without-readings.
 */
export async function closeWeekAgain(
  ctx: Context,
  request: { by: Actor | null; campus: Campus; monday: string; now: Date },
): Promise<ClosedWeek> {
  const { by, ...asked } = request;
  await requirePermission(ctx, { by, campusId: asked.campus.id, verb: 'close-week' });
  return closeWeek(ctx, asked);
}
