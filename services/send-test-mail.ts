import { tameName } from '#core/feeds/tame-name.ts';
import { xml } from '#core/feeds/xml.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { Context } from '#services/context.ts';
import { type DigestLocale, digestWords } from '#services/digest-words.ts';
import { MAIL_STYLE, mailHtml } from '#services/mail-layout.ts';
import { NotAllowed } from '#services/not-allowed.ts';
import type { StaffSession } from '#services/read-session.ts';
import { recordAudit } from '#services/record-audit.ts';
import { requirePermission } from '#services/require-role.ts';
import { openMailer } from '#services/send-mail.ts';
import { ServiceError } from '#services/service-error.ts';

/** Sends a test to the address of whoever asks, and to no other. Errors: not-allowed, mail-not-set-up, mail-not-sent. */
export async function sendTestMail(
  ctx: Context,
  request: {
    by: StaffSession | null;
    campus: Campus;
    locale: DigestLocale;
    settings: { smtpUrl: string; from: string } | null;
  },
): Promise<void> {
  const { by, campus, locale, settings } = request;
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'send-test-mail' });
  if (by === null) throw new NotAllowed('signed-out');
  if (settings === null)
    throw new ServiceError('mail-not-set-up', 'Mail is not set up. State SMTP_URL, MAIL_FROM and NEXTAUTH_URL.');
  const { say, language } = digestWords(locale);
  const name = tameName(campus.name);
  const [title, body] = [say('test.headline'), say('test.body', { campus: name })];
  const outcome = await openMailer(ctx, settings).send({
    ...{ to: by.email, fromName: name, subject: say('subject.test', { campus: tameName(campus.name, 40) }) },
    text: `${title}\n\n${body}\n`,
    html: mailHtml({
      ...{ language, title, kicker: name, foot: xml`` },
      body: xml`<p dir="auto" style="${MAIL_STYLE.paragraph};margin-top:18px">${body}</p>`,
    }),
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
  await recordAudit(ctx.database.db, { campusId: campus.id, by, action: 'send-test-mail', subject: null, detail: { outcome } });
  if (outcome !== 'sent') throw new ServiceError('mail-not-sent', 'The mail server did not take it. The reason is in the log.');
}
