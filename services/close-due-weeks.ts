import { RULES } from '#core/ranking/rules.ts';
import { addDays, dayAt } from '#core/time/local-days.ts';
import { closingTime, weekOf } from '#core/time/weeks.ts';
import { type Campus, listCampuses } from '#db/queries/campuses.ts';
import { listProvisionalWeeks, listUnclosedWeeks } from '#db/queries/weeks.ts';
import type { Db } from '#db/transaction.ts';
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
 * passed, it has readings, and what it rests on changed since the last closing looked: its totals, sizes and temperatures, or an
 * earlier week from which its models, baselines and forms learn. What is due is read from the database,
 * so a worker that was down catches up, and calling this twice, or from three workers at once, publishes nothing twice.
 */
export async function closeDueWeeks(ctx: Context, request: { now: Date; campusId?: number }): Promise<ClosedWeeks> {
  const { now, campusId } = request;
  const closed: ClosedWeek[] = [];
  let failed = 0;
  const campuses = (await listCampuses(ctx.database.db)).filter((campus) => campusId === undefined || campus.id === campusId);
  const close = async (campus: Campus, monday: string) => {
    try {
      closed.push(await closeWeek(ctx, { campus, monday, now }));
      return true;
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'week-without-readings') return true;
      failed += 1;
      ctx.log.error({ campus: campus.slug, monday, error }, 'a week could not be closed; it stays due');
      return false;
    }
  };
  for (const campus of campuses) {
    const due = await dueWeeks(ctx.database.db, { campus, now });
    const done: string[] = [];
    for (const monday of due) if (await close(campus, monday)) done.push(monday);
    const later = await laterWeeks(ctx.database.db, { campus, done });
    for (const monday of later) if (!due.includes(monday)) await close(campus, monday);
  }
  const count = (outcome: ClosedWeek['outcome']) => closed.filter((week) => week.outcome === outcome).length;
  return { published: count('published'), unchanged: count('unchanged'), failed, closed };
}

/** Mondays of the weeks whose closing time has passed and that changed since a closing looked, oldest first. */
async function dueWeeks(db: Db, { campus, now }: { campus: Campus; now: Date }): Promise<string[]> {
  const beforeDay = dayAt(now.getTime(), campus.timeZone);
  const touched = await listUnclosedWeeks(db, { campusId: campus.id, beforeDay });
  const { timeZone } = campus;
  return touched.map(({ week }) => week).filter((week) => closingTime(weekOf(week, timeZone), timeZone) <= now.getTime());
}

/** Mondays of the provisional weeks that may have learnt from one of those closed. */
async function laterWeeks(db: Db, { campus, done }: { campus: Campus; done: readonly string[] }): Promise<string[]> {
  const [first] = done;
  if (first === undefined) return [];
  return listProvisionalWeeks(db, { campusId: campus.id, afterWeek: first, toWeek: addDays(first, 7 * RULES.formWeeks) });
}
