import { weekId, weekOf } from '#core/time/weeks.ts';
import { insertWeekRequest, needsSecondPerson, type WeekRequest } from '#db/queries/announcements.ts';
import { type Campus, notifyChanged } from '#db/queries/campuses.ts';
import type { Publication } from '#db/queries/publications.ts';
import { inTransaction } from '#db/transaction.ts';
import { carryOutWeek, type HeldWeek, holdWeek } from '#services/carry-out-week.ts';
import type { Context } from '#services/context.ts';
import { expectWeeks } from '#services/expect-weeks.ts';
import { recordAudit } from '#services/record-audit.ts';
import { type Actor, actorName } from '#services/require-role.ts';
import { ServiceError } from '#services/service-error.ts';

/** published: the week is final or corrected. scheduled: at its time. awaits-approval: by another person. */
export interface AskedWeek {
  readonly week: string;
  readonly outcome: 'published' | 'scheduled' | 'awaits-approval';
  readonly request: WeekRequest;
  readonly publication: Publication | null;
}

/** What is asked for, checked by its verb. `seen`: the digest (hexadecimal) of the numbers that whoever asks had before them. */
export interface WeekWish {
  readonly by: Actor;
  readonly campus: Campus;
  readonly monday: string;
  readonly kind: WeekRequest['kind'];
  readonly seen: string | null;
  readonly dueAt: Date | null;
  readonly message: string | null;
  readonly prize: string | null;
  readonly reason: string | null;
  readonly now: Date;
}

/**
 * Notes what somebody asked for a week and does it at once, if it need not wait for its time or for a second person.
 * Errors: week-not-ended, week-not-published, week-final, week-not-final, numbers-moved, nothing-changed, week-asked.
 */
export async function askForWeek(ctx: Context, wish: WeekWish): Promise<AskedWeek> {
  const { by, campus, monday, kind, dueAt, now } = wish;
  const week = weekOf(monday, campus.timeZone);
  if (now.getTime() < week.endsAt)
    throw new ServiceError('week-not-ended', `Week ${week.id} has not ended at ${campus.name}. Come back when it is over.`);
  // What takes long the first time is done before the chain is locked.
  await inTransaction(ctx.database, ({ db }) => expectWeeks(db, { campus, until: monday }));
  const personId = by === 'operator' ? null : by.personId;
  const asked = await inTransaction(ctx.database, async (transaction): Promise<AskedWeek> => {
    const { db } = transaction;
    const held = await holdWeek(transaction, { campus, monday, now });
    refuseUnfit(wish, held);
    const { message, prize, reason } = wish;
    const row = { campusId: campus.id, kind, week: monday, dueAt, message, prize, reason, askedBy: personId, askedAt: now };
    const request = await insertWeekRequest(db, { ...row, seenDigest: held.fresh.digest });
    if (request === null)
      throw new ServiceError(
        'week-asked',
        `Somebody has asked for week ${week.id} already. Approve or withdraw that first: wattle weeks review ${campus.slug} --week ${week.id}`,
      );
    const { outcome, publication } = await carryOutWeek(ctx, transaction, { campus, request, held, personId, now });
    await notifyChanged(db, campus.slug);
    const waitsFor = (await needsSecondPerson(db, campus.id)) ? 'awaits-approval' : 'scheduled';
    const told = outcome === 'done' ? 'published' : waitsFor;
    await recordAudit(db, {
      ...{ campusId: campus.id, by, action: `${kind}-week`, subject: week.id, at: now },
      detail: { outcome: told, dueAt: dueAt?.toISOString() ?? null },
    });
    return { week: week.id, outcome: told, request, publication };
  });
  ctx.log.info({ campus: campus.slug, week: asked.week, kind, outcome: asked.outcome, by: actorName(by) }, 'week asked for');
  return asked;
}

function refuseUnfit({ campus, monday, kind, seen }: WeekWish, { before, fresh }: HeldWeek): void {
  const week = weekId(monday);
  const at = `${campus.slug} --week ${week}`;
  if (before === null)
    throw new ServiceError('week-not-published', `Week ${week} is not closed yet. Close it first: wattle weeks close ${at}`);
  if (kind === 'announce' && before.state !== 'provisional')
    throw new ServiceError(
      'week-final',
      `Week ${week} is announced already. It can only be corrected: wattle weeks correct ${at}`,
    );
  if (kind === 'correct' && before.state === 'provisional')
    throw new ServiceError(
      'week-not-final',
      `Week ${week} is provisional: late data change it by themselves, without a correction.`,
    );
  const hasMoved = !fresh.digest.equals(before.contentDigest);
  if (kind === 'correct' && !hasMoved)
    throw new ServiceError('nothing-changed', `Week ${week} reckoned again gives what stands. There is nothing to correct.`);
  if (kind === 'announce' && hasMoved)
    throw new ServiceError(
      'numbers-moved',
      `What week ${week} rests on has changed since its newest edition. Close it again, and look again: wattle weeks close ${at}`,
    );
  if (seen !== null && seen !== fresh.digest.toString('hex'))
    throw new ServiceError('numbers-moved', `The numbers of week ${week} have moved since you looked. Look again.`);
}
