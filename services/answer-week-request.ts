import { weekId } from '#core/time/weeks.ts';
import { lockWeekRequest, updateWeekRequest, type WeekRequest } from '#db/queries/announcements.ts';
import { type Campus, notifyChanged } from '#db/queries/campuses.ts';
import { lockHead } from '#db/queries/publications.ts';
import { type Db, inTransaction } from '#db/transaction.ts';
import { type CarriedOutWeek, carryOutWeek, holdWeek } from '#services/carry-out-week.ts';
import type { Context } from '#services/context.ts';
import { NotAllowed } from '#services/not-allowed.ts';
import { recordAudit } from '#services/record-audit.ts';
import { type Actor, actorName, requirePermission } from '#services/require-role.ts';
import { ServiceError } from '#services/service-error.ts';

interface Answering {
  readonly by: Actor | null;
  readonly campus: Campus;
  readonly id: number;
  readonly now: Date;
}

/**
 * The second person agrees; what was asked is done at once, or at its time. If the numbers moved since it was asked, it ends without
 * being done. Errors: not-allowed, request-unknown (also one that has ended), same-person.
 */
export async function approveWeekRequest(ctx: Context, answer: Answering): Promise<CarriedOutWeek> {
  const { campus, id, now } = answer;
  const personId = await personOf(ctx, answer);
  const done = await inTransaction(ctx.database, async (transaction) => {
    const { db } = transaction;
    await lockHead(transaction, campus.id);
    const request = await openRequest(db, answer);
    if (request.askedBy === personId)
      throw new ServiceError('same-person', 'Whoever asked cannot also approve: another organiser or admin has to.');
    if (request.isApproved) return { week: weekId(request.week), outcome: 'waiting' as const, publication: null };
    const approval = { isApproved: true, approvedBy: personId, approvedAt: now };
    await updateWeekRequest(db, { campusId: campus.id, id, set: approval });
    await notifyChanged(db, campus.slug);
    const held = await holdWeek(transaction, { campus, monday: request.week, now });
    const carried = await carryOutWeek(ctx, transaction, { campus, request: { ...request, ...approval }, held, personId, now });
    await recordAudit(db, {
      ...{ campusId: campus.id, by: answer.by, action: 'approve-week', subject: carried.week, at: now },
      detail: { kind: request.kind, outcome: carried.outcome },
    });
    return carried;
  });
  ctx.log.info({ campus: campus.slug, week: done.week, outcome: done.outcome, by: actorName(answer.by) }, 'request approved');
  return done;
}

/** Takes back what was asked, by whoever may ask; it stays on record. Errors: not-allowed, request-unknown. */
export async function withdrawWeekRequest(ctx: Context, answer: Answering): Promise<void> {
  const { campus, id, now } = answer;
  const personId = await personOf(ctx, answer);
  await inTransaction(ctx.database, async (transaction) => {
    await lockHead(transaction, campus.id);
    const { week, kind } = await openRequest(transaction.db, answer);
    const set = { outcome: 'withdrawn' as const, endedAt: now, endedBy: personId };
    await updateWeekRequest(transaction.db, { campusId: campus.id, id, set });
    await recordAudit(transaction.db, {
      ...{ campusId: campus.id, by: answer.by, action: 'withdraw-week', subject: weekId(week), at: now },
      detail: { kind },
    });
    await notifyChanged(transaction.db, campus.slug);
  });
  ctx.log.info({ campus: campus.slug, request: id, by: actorName(answer.by) }, 'request withdrawn');
}

/** Both verbs are the same people's. */
async function personOf(ctx: Context, { by, campus }: Answering): Promise<number | null> {
  for (const verb of ['announce-week', 'correct-week'] as const) await requirePermission(ctx, { by, campusId: campus.id, verb });
  if (by === null) throw new NotAllowed('signed-out');
  return by === 'operator' ? null : by.personId;
}

async function openRequest(db: Db, { campus, id }: Answering): Promise<WeekRequest> {
  const request = await lockWeekRequest(db, { campusId: campus.id, id });
  if (request !== null && request.outcome === null) return request;
  throw new ServiceError('request-unknown', `Nothing is asked under the number ${id} any more. Look at the week again.`);
}
