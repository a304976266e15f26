import { dayAt } from '#core/time/local-days.ts';
import { closingTime, weekOf } from '#core/time/weeks.ts';
import { listCampuses } from '#db/queries/campuses.ts';
import { listUnclosedWeeks } from '#db/queries/weeks.ts';
import { type ClosedWeek, closeWeek } from '#services/close-week.ts';
import type { Context } from '#services/context.ts';
import { ServiceError } from '#services/service-error.ts';

export interface ClosedWeeks {
  readonly published: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly closed: readonly ClosedWeek[];
}

/**
 * Closes every week of every campus (or of one) that is due at `now`: it ended, Monday 06:00 by the campus's clock has
 * passed, it has readings, and its totals changed since the last closing looked. What is due is read from the database,
 * so a worker that was down catches up, and calling this twice, or from three workers at once, publishes nothing twice.
 */
export async function closeDueWeeks(ctx: Context, request: { now: Date; campusId?: number }): Promise<ClosedWeeks> {
  const { now, campusId } = request;
  const closed: ClosedWeek[] = [];
  let failed = 0;
  const campuses = (await listCampuses(ctx.database.db)).filter((campus) => campusId === undefined || campus.id === campusId);
  for (const campus of campuses) {
    const beforeDay = dayAt(now.getTime(), campus.timeZone);
    const weeks = await listUnclosedWeeks(ctx.database.db, { campusId: campus.id, beforeDay });
    for (const { week: monday } of weeks) {
      if (closingTime(weekOf(monday, campus.timeZone), campus.timeZone) > now.getTime()) continue;
      try {
        closed.push(await closeWeek(ctx, { campus, monday, now }));
      } catch (error) {
        if (error instanceof ServiceError && error.code === 'week-without-readings') continue;
        failed += 1;
        ctx.log.error({ campus: campus.slug, monday, error }, 'a week could not be closed; it stays due');
      }
    }
  }
  const count = (outcome: ClosedWeek['outcome']) => closed.filter((week) => week.outcome === outcome).length;
  return { published: count('published'), unchanged: count('unchanged'), failed, closed };
}
