import { type Campus, listCampuses } from '#db/queries/campuses.ts';
import { deleteSubscription, updateSubscription } from '#db/queries/digest-subscriptions.ts';
import { type ClaimedCopy, claimCopy, endCopy, findDigest, listLostCopies, putCopyBack } from '#db/queries/digests.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { digestMessage } from '#services/digest-message.ts';
import { digestNews } from '#services/digest-news.ts';
import type { DigestNews } from '#services/digest-parts.ts';
import type { Mailer, MailOutcome } from '#services/send-mail.ts';

/** Copies in one go, and so in a minute, of one worker. */
const MOST_AT_ONCE = 60;
/** After so many minutes it is tried again, the last over and over. */
const WAIT_MINUTES = [2, 5, 15, 60, 180];
const GIVE_UP_DAYS = 5;
/** Longer than any sending takes. */
const LOST_HOURS = 1;
/** In a row, that an address's own server knows of no such address. */
const MOST_REFUSALS = 3;

/**
 * Sends copies that are due. Each is claimed in a transaction of its own before it is sent, and what was claimed is never sent by
 * another: whoever is killed in between loses that copy rather than sending it twice. Copies that the server surely did not take wait
 * and are tried again, for five days. Returns how many were sent.
 */
export async function sendDueDigests(
  ctx: Context,
  query: { mailer: Mailer; origin: string; now: Date; campusId?: number },
): Promise<number> {
  const { mailer, origin, now } = query;
  const { db } = ctx.database;
  const campuses = new Map((await listCampuses(db)).map((campus) => [campus.id, campus]));
  const known = new Map<string, DigestNews | null>();
  let sent = 0;
  for (let tried = 0; tried < MOST_AT_ONCE; tried += 1) {
    const copy = await claimCopy(db, query);
    const campus = copy === null ? undefined : campuses.get(copy.campusId);
    if (copy === null || campus === undefined) break;
    const { sendingWeek } = copy;
    const key = `${campus.id} ${sendingWeek}`;
    if (!known.has(key)) known.set(key, await newsOf(ctx, { campus, sendingWeek, now }));
    const news = known.get(key) ?? null;
    const outcome = news === null ? 'failed' : await mailer.send(digestMessage(news, { ...copy, origin }));
    await noteOutcome(ctx, copy, { outcome, now });
    if (outcome === 'sent') sent += 1;
    // The connection is gone: the next go finds out whether for long.
    if (outcome === 'unsure') break;
  }
  return sent;
}

/** Counts copies as failed whose sender died, or that could not be sent for five days. */
export async function endLostCopies(ctx: Context, { now }: { now: Date }): Promise<void> {
  const before = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  await inTransaction(ctx.database, async ({ db }) => {
    const lost = await listLostCopies(db, { claimedBefore: before(LOST_HOURS), madeBefore: before(24 * GIVE_UP_DAYS) });
    for (const copy of lost) await endCopy(db, { ...copy, isSent: false });
  });
}

async function newsOf(ctx: Context, request: { campus: Campus; sendingWeek: string; now: Date }): Promise<DigestNews | null> {
  const { campus, sendingWeek, now } = request;
  const digest = await findDigest(ctx.database.db, { campusId: campus.id, sendingWeek });
  return digest === null ? null : digestNews(ctx, { campus, digest, now });
}

async function noteOutcome(ctx: Context, copy: ClaimedCopy, said: { outcome: MailOutcome; now: Date }): Promise<void> {
  const { outcome, now } = said;
  const { campusId, sendingWeek, subscriptionId, tries, refusals } = copy;
  const id = subscriptionId;
  await inTransaction(ctx.database, async ({ db }) => {
    if (outcome === 'later') {
      const minutes = WAIT_MINUTES[Math.min(tries, WAIT_MINUTES.length) - 1] ?? 1;
      return putCopyBack(db, { campusId, sendingWeek, subscriptionId, dueAt: new Date(now.getTime() + minutes * 60_000) });
    }
    await endCopy(db, { campusId, sendingWeek, subscriptionId, isSent: outcome === 'sent' });
    if (outcome === 'refused' && refusals + 1 >= MOST_REFUSALS) return deleteSubscription(db, { campusId, id });
    if (outcome === 'refused') await updateSubscription(db, { campusId, id, set: { refusals: refusals + 1 } });
    if (outcome === 'sent' && refusals > 0) await updateSubscription(db, { campusId, id, set: { refusals: 0 } });
  });
}
