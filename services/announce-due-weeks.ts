import { listDueWeekRequests, lockWeekRequest } from '#db/queries/announcements.ts';
import { listCampuses } from '#db/queries/campuses.ts';
import { lockHead } from '#db/queries/publications.ts';
import { inTransaction } from '#db/transaction.ts';
import { type CarriedOutWeek, carryOutWeek, holdWeek } from '#services/carry-out-week.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';

/**
 * Announces what was set for a time that has come. The campus's head is locked and the request read again under the lock, and both
 * the edition and the request's end are in one transaction: from any number of workers, killed at any point, it happens once.
 */
export async function announceDueWeeks(ctx: Context, query: { now: Date; campusId?: number }): Promise<CarriedOutWeek[]> {
  const { now } = query;
  const done: CarriedOutWeek[] = [];
  const campuses = new Map((await listCampuses(ctx.database.db)).map((campus) => [campus.id, campus]));
  for (const { campusId, id, week: monday } of await listDueWeekRequests(ctx.database.db, query)) {
    const campus = campuses.get(campusId);
    if (campus === undefined) continue;
    try {
      const carried = await inTransaction(ctx.database, async (transaction) => {
        await lockHead(transaction, campusId);
        const request = await lockWeekRequest(transaction.db, { campusId, id });
        if (request === null || request.outcome !== null) return null;
        const held = await holdWeek(transaction, { campus, monday, now });
        const done = await carryOutWeek(ctx, transaction, { campus, request, held, personId: null, now });
        if (done.outcome !== 'waiting')
          await recordAudit(transaction.db, {
            ...{ campusId, by: ctx.by, action: `${request.kind}-week`, subject: done.week, at: now },
            detail: { outcome: done.outcome === 'done' ? 'published' : done.outcome },
          });
        return done;
      });
      if (carried === null || carried.outcome === 'waiting') continue;
      done.push(carried);
      const { week, outcome } = carried;
      if (outcome === 'done') ctx.log.info({ campus: campus.slug, week }, 'week announced at its time');
      else ctx.log.warn({ campus: campus.slug, week, outcome }, 'a week was not announced at its time');
    } catch (error) {
      ctx.log.error({ campus: campus.slug, monday, error }, 'a week could not be announced; it stays due');
    }
  }
  return done;
}
