import { isMailWaiting } from '#db/queries/digests.ts';
import { forgetDigestRequests } from '#services/ask-for-digest.ts';
import type { Context } from '#services/context.ts';
import { makeDueDigests } from '#services/make-due-digests.ts';
import { sendConfirmations } from '#services/send-confirmations.ts';
import { endLostCopies, sendDueDigests } from '#services/send-due-digests.ts';
import { openMailer } from '#services/send-mail.ts';

/**
 * What the worker does about mail each minute: forgets what was not confirmed, makes the weekly mails that are due, and sends what
 * waits, at every campus (or one). Without a mail server (null) it only forgets.
 */
export async function sendDueMail(
  ctx: Context,
  query: { now: Date; settings: { smtpUrl: string; from: string; origin: string } | null; campusId?: number },
): Promise<void> {
  const { now, settings } = query;
  await forgetDigestRequests(ctx, { now });
  await endLostCopies(ctx, { now });
  if (settings === null) return;
  await makeDueDigests(ctx, query);
  if (!(await isMailWaiting(ctx.database.db, now))) return;
  const mailer = openMailer(ctx, settings);
  if (!(await mailer.isReachable())) return;
  const due = { ...query, mailer, origin: settings.origin };
  await sendConfirmations(ctx, due);
  const sent = await sendDueDigests(ctx, due);
  if (sent > 0) ctx.log.info({ sent }, 'copies of the weekly mail sent');
}
