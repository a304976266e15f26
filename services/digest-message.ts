import { tameName } from '#core/feeds/tame-name.ts';
import { Xml, xml } from '#core/feeds/xml.ts';
import { messageHtml, messageText } from '#core/text/message-markdown.ts';
import { digestAddresses } from '#services/digest-addresses.ts';
import {
  type DigestNews,
  type DigestParts,
  digestParts,
  digestSubject,
  numberOf,
  type PlaceParts,
} from '#services/digest-parts.ts';
import { type DigestLocale, type DigestWords, digestWords } from '#services/digest-words.ts';
import { mailButton, mailHtml, MAIL_STYLE as STYLE } from '#services/mail-layout.ts';
import type { Mail } from '#services/send-mail.ts';

/** A week's mail to one address, as text and as HTML that asks nothing of anyone. */
export function digestMessage(
  news: DigestNews,
  to: { email: string; leaveKey: string; locale: DigestLocale; origin: string },
): Mail {
  const { campus } = news;
  const { email, leaveKey, locale, origin } = to;
  const words = digestWords(locale);
  const addresses = digestAddresses({ origin, campus: campus.slug, locale });
  const name = tameName(campus.name);
  const parts = digestParts(news, words);
  const stop = addresses.leave(leaveKey);
  const why = words.say('why', { campus: name });
  const week = numberOf(news.announcement.week);
  return {
    to: email,
    fromName: name,
    subject: digestSubject(news, words),
    text: textOf(parts, { week: addresses.week, words, why, stop }),
    html: mailHtml({
      ...{ language: words.language, title: parts.headline, kicker: words.say('kicker', { campus: name, week }) },
      body: bodyOf(parts, { week: addresses.week, words }),
      foot: xml`<span dir="auto">${why}</span> <a class="a" href="${stop}" style="color:#1f5a47">${words.say('leave')}</a>`,
    }),
    headers: {
      'List-Unsubscribe': `<${addresses.leaveByPost(leaveKey)}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'List-Id': `<digest.${campus.slug}.${new URL(origin).hostname}>`,
      'Auto-Submitted': 'auto-generated',
    },
  };
}

interface Frame {
  readonly week: (week: string) => string;
  readonly words: DigestWords;
}

function textOf(parts: DigestParts, frame: Frame & { why: string; stop: string }): string {
  const { say } = frame.words;
  const blocks = [
    parts.headline,
    parts.notice,
    ...parts.leagues.flatMap(({ league, places, improved, seasonSoFar }) => [
      ...(places.length === 0
        ? []
        : [[league ?? parts.by, ...(league === null ? [] : [parts.by]), ...places.map(placeLine)].join('\n')]),
      improved,
      ...(parts.season === null || seasonSoFar.length === 0 ? [] : [[parts.season, ...seasonSoFar.map(placeLine)].join('\n')]),
    ]),
    parts.prize,
    parts.message === null ? null : `${say('message')}\n\n${messageText(parts.message)}`,
    `${say('whole')}\n${frame.week(parts.id)}`,
    linesOf(say('also'), parts.also, frame),
    linesOf(say('corrections'), parts.corrections, frame),
    `-- \n${frame.why}\n${say('leave')}\n${frame.stop}`,
  ];
  return `${blocks.filter((block) => block !== null).join('\n\n')}\n`;
}

function placeLine({ rank, name, score }: PlaceParts): string {
  return `  ${rank}. ${name}${score === null ? '' : ` (${score})`}`;
}

function linesOf(title: string, told: DigestParts['also'], { week }: Frame): string | null {
  return told.length === 0 ? null : [title, ...told.map((one) => `  ${one.line}\n  ${week(one.week)}`)].join('\n');
}

function bodyOf(parts: DigestParts, { week, words }: Frame): Xml {
  const { say } = words;
  const heading = (title: string) => xml`<h2 dir="auto" style="${STYLE.heading}">${title}</h2>`;
  const list = (title: string, told: DigestParts['also']) =>
    told.length === 0
      ? null
      : xml`${heading(title)}${told.map((one) => xml`<p dir="auto" style="${STYLE.paragraph}"><a class="a" href="${week(one.week)}" style="color:#1f5a47">${one.line}</a></p>`)}`;
  return xml`${parts.notice === null ? null : xml`<p class="g" dir="auto" style="${STYLE.gold}">${parts.notice}</p>`}${parts.leagues.map(
    ({ league, places, improved, seasonSoFar }) =>
      xml`${places.length === 0 ? null : xml`${heading(league ?? parts.by)}${tableOf(places)}`}${
        improved === null ? null : xml`<p dir="auto" style="${STYLE.paragraph};margin-top:14px">${improved}</p>`
      }${parts.season === null || seasonSoFar.length === 0 ? null : xml`${heading(parts.season)}${tableOf(seasonSoFar)}`}`,
  )}${parts.prize === null ? null : xml`<p class="g" dir="auto" style="${STYLE.gold}">${parts.prize}</p>`}${
    parts.message === null
      ? null
      : xml`${heading(say('message'))}<div class="m" dir="auto" style="${STYLE.quote}">${new Xml(messageHtml(parts.message))}</div>`
  }${mailButton(week(parts.id), say('whole'))}${list(say('also'), parts.also)}${list(say('corrections'), parts.corrections)}`;
}

function tableOf(places: readonly PlaceParts[]): Xml {
  return xml`<table style="${STYLE.table}">${places.map(
    ({ rank, name, score }) =>
      xml`<tr><td class="l" style="${STYLE.rank}">${rank}.</td><td class="l" dir="auto" style="${STYLE.name}">${name}</td><td class="l s" style="${STYLE.score}">${score}</td></tr>`,
  )}</table>`;
}
