import { expect, onTestFinished, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { correctWeek } from '#services/correct-week.ts';
import { getDigestStatus } from '#services/get-digest-status.ts';
import { putDormSize } from '#services/put-dorm-size.ts';
import { sendDueMail } from '#services/send-due-mail.ts';
import { after, announce, closedCampus, DAY, NOW, subscribe, WEEKS } from '#tests/services/digest/digest-campus.ts';
import { testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';
import { mailServer } from '#tests/support/mail-server.ts';

const ctx = testContext(await testDatabase());
const KIM = 'kim@campus.example';

async function server(...refuse: Parameters<typeof mailServer>) {
  const made = await mailServer(...refuse);
  onTestFinished(() => made.close());
  return made;
}

const sender =
  (mails: Awaited<ReturnType<typeof mailServer>>, { id: campusId }: Campus) =>
  (now: Date) =>
    sendDueMail(ctx, { now, settings: mails.settings, campusId });
const news = (mails: Awaited<ReturnType<typeof mailServer>>, to = KIM) =>
  mails.to(to).filter(({ mail }) => mail.headers.has('list'));

test('an announced week goes to who confirmed before it, once, in their language, as text and HTML, with a way to leave', async () => {
  const campus = await closedCampus(ctx);
  const mails = await server();
  const send = sender(mails, campus);
  await subscribe(ctx, campus, { emails: [KIM] });
  await subscribe(ctx, campus, { emails: ['li@campus.example'], locale: 'zh' });
  await send(after(-1));
  expect(news(mails)).toEqual([]);
  await announce(ctx, campus, { message: 'Well **done**', prize: 'A cake' });
  for (const minutes of [0, 1, DAY]) await send(after(minutes));
  const [english, ...more] = news(mails);
  const [chinese] = news(mails, 'li@campus.example');
  expect(more).toEqual([]);
  expect(english?.mail.subject).toBe(`A won week 46 · ${campus.name}`);
  expect(english?.mail.from?.value).toEqual([{ name: campus.name, address: 'league@campus.example' }]);
  for (const words of [
    '1. A (',
    '2. B (',
    'Well done',
    'Prize: A cake',
    `https://wattle.example/c/${campus.slug}/weeks/2026-W46`,
  ])
    expect(english?.mail.text).toContain(words);
  expect(english?.mail.html).toContain('Well <strong>done</strong>');
  expect(chinese?.mail.subject).toBe(`A赢得第 46 周 · ${campus.name}`);
  expect(chinese?.mail.html).toContain('奖品：A cake');
  expect(english?.raw + String(chinese?.raw)).not.toContain('Small');
  expect(english?.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  expect(english?.mail.headers.get('list')).toMatchObject({
    unsubscribe: {
      url: expect.stringMatching(`^https://wattle.example/api/v1/campuses/${campus.slug}/digest/leave.key=[\\w-]{43}&lang=en$`),
    },
  });
  expect(await getDigestStatus(ctx, { by: 'operator', campus })).toEqual({
    confirmed: 2,
    last: { week: '2026-W46', madeAt: NOW, sent: 2, failed: 0, waiting: 0 },
  });
});

test('a second week announced in a calendar week waits for the next mail, which says both and what was corrected', async () => {
  const campus = await closedCampus(ctx, { weeks: 3 });
  const mails = await server();
  const send = sender(mails, campus);
  await subscribe(ctx, campus, { emails: [KIM] });
  await announce(ctx, campus, { monday: WEEKS[0] });
  await send(NOW);
  await announce(ctx, campus, { monday: WEEKS[1], now: after(60) });
  for (const day of [1, 4, 6]) await send(after(day * DAY));
  expect(news(mails).length).toBe(1);
  await putDormSize(ctx, { campus, slug: 'a', fromDay: WEEKS[0], size: { residents: 1000, floorAreaM2: null } });
  const correction = { by: 'operator' as const, campus, monday: WEEKS[0], reason: 'A has more residents', seen: null };
  await correctWeek(ctx, { ...correction, now: after(6 * DAY) });
  await closeDueWeeks(ctx, { now: after(7 * DAY), campusId: campus.id });
  await announce(ctx, campus, { now: after(7 * DAY) });
  await send(after(7 * DAY));
  await send(after(8 * DAY));
  const [, second, ...more] = news(mails);
  expect(more).toEqual([]);
  expect(second?.mail.subject).toContain('week 46');
  expect(second?.mail.text).toContain('Week 45: A won.');
  expect(second?.mail.text).toContain('Week 44: A has more residents');
});

test('who confirms after the announcement waits for the next one, and old news is not sent', async () => {
  const campus = await closedCampus(ctx);
  const mails = await server();
  await announce(ctx, campus, { now: after(-120) });
  await subscribe(ctx, campus, { emails: [KIM] });
  for (const day of [0, 2, 9]) await sender(mails, campus)(after(day * DAY));
  expect(news(mails)).toEqual([]);
});

test('what the server does not take now is tried again, later each time, and ends by being sent once', async () => {
  const campus = await closedCampus(ctx);
  const mails = await server((_, nth) => (nth <= 2 ? { at: 'rcpt', answer: '450 4.2.1 busy' } : null));
  const send = sender(mails, campus);
  await subscribe(ctx, campus, { emails: [KIM] });
  await announce(ctx, campus);
  const askedAfter = async (minutes: number) => send(after(minutes)).then(() => mails.asked(KIM));
  // At once, 2 minutes after that, 5 after that.
  for (const [minutes, tries] of [
    [0, 1],
    [1, 1],
    [2, 2],
    [6, 2],
    [7, 3],
    [60, 3],
  ] as const)
    expect(await askedAfter(minutes), `after ${minutes} minutes`).toBe(tries);
  expect(news(mails).length).toBe(1);
});

test('an address that its server does not know three times in a row is removed; refused as junk or taken again, it stays', async () => {
  const campus = await closedCampus(ctx);
  const mails = await server((to) => {
    if (to.startsWith('taken')) return null;
    return { at: 'rcpt', answer: to.startsWith('junk') ? '550 5.7.1 looks like junk' : '550 5.1.1 no such mailbox' };
  });
  const emails = ['first', 'third', 'junk', 'taken'].map((name) => `${name}@campus.example`);
  await subscribe(ctx, campus, { emails });
  const { pool } = ctx.database;
  await pool.query("UPDATE digest_subscriptions SET refusals = 2 WHERE campus_id = $1 AND email NOT LIKE 'first@%'", [campus.id]);
  await announce(ctx, campus);
  await sender(mails, campus)(NOW);
  const left = 'SELECT email, refusals FROM digest_subscriptions WHERE campus_id = $1 ORDER BY email';
  expect((await pool.query(left, [campus.id])).rows).toEqual([
    { email: 'first@campus.example', refusals: 1 },
    { email: 'junk@campus.example', refusals: 2 },
    { email: 'taken@campus.example', refusals: 0 },
  ]);
  expect((await getDigestStatus(ctx, { by: 'operator', campus })).last).toMatchObject({ sent: 1, failed: 3, waiting: 0 });
});

test('three workers at once send each copy once, and one whose connection broke after its words is not sent again', async () => {
  const campus = await closedCampus(ctx);
  const mails = await server((to) => (to.startsWith('cut') ? 'hang-up' : null));
  const emails = Array.from({ length: 5 }, (_, nth) => `reader-${nth}@campus.example`);
  await subscribe(ctx, campus, { emails: [...emails, 'cut@campus.example'] });
  await announce(ctx, campus);
  await Promise.all([1, 2, 3].map(() => sender(mails, campus)(NOW)));
  for (const minutes of [1, 90]) await sender(mails, campus)(after(minutes));
  expect(emails.map((email) => news(mails, email).length)).toEqual(emails.map(() => 1));
  expect(news(mails, 'cut@campus.example').length).toBe(1);
  const { last } = await getDigestStatus(ctx, { by: 'operator', campus });
  expect(last).toMatchObject({ sent: 5, failed: 1, waiting: 0 });
});

test('a copy whose sender died is given up, not sent twice; one that waits for five days as well', async () => {
  const campus = await closedCampus(ctx);
  const mails = await server();
  await subscribe(ctx, campus, { emails: [KIM, 'lou@campus.example'] });
  await announce(ctx, campus);
  const down = { ...mails.settings, smtpUrl: 'smtp://127.0.0.1:1' };
  await sendDueMail(ctx, { now: NOW, settings: down, campusId: campus.id });
  const { pool } = ctx.database;
  await pool.query(
    `UPDATE digest_sends SET claimed_at = $2 WHERE campus_id = $1 AND subscription_id =
       (SELECT id FROM digest_subscriptions WHERE campus_id = $1 AND email = $3)`,
    [campus.id, NOW, KIM],
  );
  await sendDueMail(ctx, { now: after(61), settings: down, campusId: campus.id });
  expect((await getDigestStatus(ctx, { by: 'operator', campus })).last).toMatchObject({ sent: 0, failed: 1, waiting: 1 });
  await sender(mails, campus)(after(5 * DAY + 1));
  expect((await getDigestStatus(ctx, { by: 'operator', campus })).last).toMatchObject({ sent: 0, failed: 2, waiting: 0 });
});

test('hostile names and words stay words: no header, no markup, no turned direction, nothing fetched', async () => {
  const nasty = '<img src=x onerror=alert(1)>\u202Egnp.exe 🏆\u{1F469}\u200D\u{1F52C}';
  const campus = await closedCampus(ctx, { names: { a: nasty } });
  const mails = await server();
  await subscribe(ctx, campus, { emails: [KIM] });
  const name = 'Uni\r\nBcc: spy@evil.example\r\n\r\n<script>alert(2)</script>';
  await ctx.database.pool.query('UPDATE campuses SET name = $2 WHERE id = $1', [campus.id, name]);
  await announce(ctx, campus, {
    message: '<script>alert(3)</script> ![p](https://evil.example/p.png) [go](javascript:alert(4)) **bold**\r\n\r\n.\r\nQUIT',
    prize: 'Cake <b onclick=x>\u202E & "tea"',
  });
  await sender(mails, campus)(NOW);
  const [one] = news(mails);
  const { mail, to } = one ?? { mail: null, to: '' };
  expect([to, mails.taken.filter((taken) => taken.to !== KIM)]).toEqual([KIM, []]);
  expect(mail?.headers.has('bcc')).toBe(false);
  expect(mail?.bcc).toBeUndefined();
  expect(mail?.subject).not.toMatch(/[\r\n\u202E]/);
  const html = mail?.html === false ? '' : (mail?.html ?? '');
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(html).toContain('<strong>bold</strong>');
  expect(html).not.toMatch(/<(script|img|b|iframe|link|object)[\s>]|javascript:|\u202E/i);
  // A picture in the words becomes a link: nothing is fetched when the mail is opened.
  expect(html).not.toMatch(/<[^>]*\s(src|srcset|background|poster)=|url\(/i);
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, at]) => at ?? '');
  expect(links.filter((at) => !at.startsWith('https://wattle.example/'))).toEqual(['https://evil.example/p.png']);
  expect(mail?.text).not.toContain('\u202E');
  expect(mail?.text).toContain('QUIT');
});
