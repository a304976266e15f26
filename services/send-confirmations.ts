import { tameName } from '#core/feeds/tame-name.ts';
import { xml } from '#core/feeds/xml.ts';
import { type Campus, listCampuses } from '#db/queries/campuses.ts';
import {
  claimConfirmation,
  type DigestSubscription,
  deleteSubscription,
  updateSubscription,
} from '#db/queries/digest-subscriptions.ts';
import type { Context } from '#services/context.ts';
import { digestAddresses } from '#services/digest-addresses.ts';
import { digestWords } from '#services/digest-words.ts';
import { MAIL_STYLE, mailButton, mailHtml } from '#services/mail-layout.ts';
import { hashSecretWord, newSecretWord } from '#services/secret-words.ts';
import type { Mail, Mailer } from '#services/send-mail.ts';

const MOST_AT_ONCE = 50;
const WAIT_MINUTES = 5;

/**
 * Asks the addresses that were given to confirm, each once: what is mailed is a new word, of which the hash alone is kept. What the
 * server does not take now waits; an address that its server does not know is forgotten.
 */
export async function sendConfirmations(
  ctx: Context,
  query: { mailer: Mailer; origin: string; now: Date; campusId?: number },
): Promise<number> {
  const { mailer, origin, now } = query;
  const { db } = ctx.database;
  const campuses = new Map((await listCampuses(db)).map((campus) => [campus.id, campus]));
  for (let sent = 0; ; sent += 1) {
    if (sent === MOST_AT_ONCE) return sent;
    const word = newSecretWord();
    const taken = await claimConfirmation(db, { ...query, confirmHash: hashSecretWord(word) });
    const campus = taken === null ? undefined : campuses.get(taken.campusId);
    if (taken === null || campus === undefined) return sent;
    const outcome = await mailer.send(confirmationMail(taken, { campus, origin, word }));
    const key = { campusId: campus.id, id: taken.id };
    if (outcome === 'refused' || outcome === 'failed') await deleteSubscription(db, key);
    if (outcome === 'later')
      await updateSubscription(db, { ...key, set: { confirmDueAt: new Date(now.getTime() + WAIT_MINUTES * 60_000) } });
    if (outcome === 'later' || outcome === 'unsure') return sent;
  }
}

function confirmationMail(
  { email, locale }: DigestSubscription,
  { campus, origin, word }: { campus: Campus; origin: string; word: string },
): Mail {
  const { say, language } = digestWords(locale);
  const name = tameName(campus.name);
  const title = say('confirm.headline');
  const [body, ignore, button] = [say('confirm.body', { campus: name }), say('confirm.ignore'), say('confirm.button')];
  const link = digestAddresses({ origin, campus: campus.slug, locale }).confirm(word);
  return {
    ...{ to: email, fromName: name, subject: say('subject.confirm', { campus: tameName(campus.name, 40) }) },
    text: [title, body, `${button}\n${link}`, ignore, ''].join('\n\n'),
    html: mailHtml({
      ...{ language, title, kicker: name },
      body: xml`<p dir="auto" style="${MAIL_STYLE.paragraph};margin-top:18px">${body}</p>${mailButton(link, button)}`,
      foot: xml`${ignore}`,
    }),
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}
