import { expect, onTestFinished, test } from 'vitest';
import { askForDigest, CONFIRM_HOURS, DIGEST_LIMITS, forgetDigestRequests } from '#services/ask-for-digest.ts';
import { confirmDigest } from '#services/confirm-digest.ts';
import { getDigestStatus } from '#services/get-digest-status.ts';
import { leaveDigest } from '#services/leave-digest.ts';
import { sendDueMail } from '#services/send-due-mail.ts';
import { after, ask, NOW, wordOf } from '#tests/services/digest/digest-campus.ts';
import { outcomeOf } from '#tests/services/people/staff.ts';
import { newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';
import { mailServer } from '#tests/support/mail-server.ts';

const ctx = testContext(await testDatabase());
const KIM = 'kim@campus.example';

async function server(...refuse: Parameters<typeof mailServer>) {
  const made = await mailServer(...refuse);
  onTestFinished(() => made.close());
  return made;
}

const counted = async (of: Awaited<ReturnType<typeof newCampus>>) =>
  (await getDigestStatus(ctx, { by: 'operator', campus: of })).confirmed;
const stored = async (id: number) =>
  (await ctx.database.pool.query('SELECT email FROM digest_subscriptions WHERE campus_id = $1', [id])).rows.map(
    ({ email }) => email,
  );

test('an address counts once its own mail is confirmed, and whoever asks again hears the same and causes no second mail', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const mails = await server();
  const send = (now: Date) => sendDueMail(ctx, { now, settings: mails.settings, campusId: campus.id });
  expect(await ask(ctx, campus, { email: ' Kim@Campus.example ', now: NOW, locale: 'zh' })).toBeUndefined();
  await send(NOW);
  await send(after(1));
  expect(mails.taken.map(({ to }) => to)).toEqual([KIM]);
  const [first] = mails.taken;
  expect(first?.mail.subject).toBe(`请确认：${campus.name}每周邮件`);
  expect(first?.mail.text).toContain(`https://wattle.example/zh/c/${campus.slug}/digest/confirm?word=`);
  expect(first?.mail.html).toContain('lang="zh-Hans"');
  expect(await counted(campus)).toBe(0);
  expect(await outcomeOf(confirmDigest(ctx, { campus, word: 'guessed', now: after(2) }))).toBe('link-invalid');
  await confirmDigest(ctx, { campus, word: wordOf(mails, KIM), now: after(2) });
  await confirmDigest(ctx, { campus, word: wordOf(mails, KIM), now: after(3) });
  expect(await counted(campus)).toBe(1);
  expect(await ask(ctx, campus, { email: KIM, now: after(4) })).toBeUndefined();
  await send(after(5));
  expect(mails.taken.length).toBe(1);
});

test('what is kept are an address, a language and dates: the word only as a hash, from where only for a day', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const mails = await server();
  await ask(ctx, campus, { email: KIM, now: NOW, address: '198.51.100.23' });
  await sendDueMail(ctx, { now: NOW, settings: mails.settings, campusId: campus.id });
  const rows = async (table: string) =>
    JSON.stringify((await ctx.database.pool.query(`SELECT t::text FROM ${table} t WHERE campus_id = $1`, [campus.id])).rows);
  expect(await rows('digest_subscriptions')).not.toContain(wordOf(mails, KIM));
  expect(await rows('digest_attempts')).not.toContain('198.51.100');
  await forgetDigestRequests(ctx, { now: after(24 * 60) });
  expect(await rows('digest_attempts')).toBe('[]');
});

test('an address that does not confirm gets two mails at most and is forgotten after 48 hours, its link with it', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const mails = await server();
  for (const turn of [0, 1, 2, 3]) {
    await ask(ctx, campus, { email: KIM, now: after(turn * 10) });
    await sendDueMail(ctx, { now: after(turn * 10 + 1), settings: mails.settings, campusId: campus.id });
  }
  expect(mails.taken.length).toBe(2);
  const late = after(CONFIRM_HOURS * 60 + 1);
  expect(await outcomeOf(confirmDigest(ctx, { campus, word: wordOf(mails, KIM), now: late }))).toBe('link-invalid');
  await sendDueMail(ctx, { now: late, settings: null });
  expect(await stored(campus.id)).toEqual([]);
});

test('a mail that asks to confirm is tried again after 4xx, and an address that its server does not know is forgotten', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const mails = await server((to, nth) => {
    if (to.startsWith('nobody')) return { at: 'rcpt', answer: '550 5.1.1 no such mailbox' };
    return nth === 1 ? { at: 'rcpt', answer: '451 4.7.1 greylisted' } : null;
  });
  await ask(ctx, campus, { email: 'nobody@campus.example', now: after(-1) });
  await ask(ctx, campus, { email: KIM, now: NOW });
  await sendDueMail(ctx, { now: NOW, settings: mails.settings, campusId: campus.id });
  expect(await stored(campus.id)).toEqual([KIM]);
  await sendDueMail(ctx, { now: after(2), settings: mails.settings, campusId: campus.id });
  expect(mails.asked(KIM)).toBe(1);
  await sendDueMail(ctx, { now: after(6), settings: mails.settings, campusId: campus.id });
  expect(mails.to(KIM).length).toBe(1);
});

test('too many from one place within the hour are refused, others are not; what is no address is refused', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const from = (address: string, nth: number) =>
    outcomeOf(
      askForDigest(ctx, { campus, email: `a${nth}@campus.example`, locale: 'en', address, secret: 'of this test', now: NOW }),
    );
  for (let nth = 0; nth < DIGEST_LIMITS.perAddressAnHour; nth += 1) expect(await from('192.0.2.9', nth)).toBe('done');
  expect(await from('192.0.2.9', 99)).toBe('too-many-attempts');
  expect(await from('192.0.2.10', 99)).toBe('done');
  for (const email of ['', 'kim', 'kim@campus.example\r\nBcc: all@campus.example', 'a@b@c.example', '"<x>"@campus.example'])
    expect(await outcomeOf(ask(ctx, campus, { email, address: '192.0.2.11' })), email).toBe('email-bad');
  expect(await leaveDigest(ctx, { campus, key: 'x'.repeat(43) })).toBe(false);
});
