import { Webhook } from 'standardwebhooks';
import { afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { newestEdition } from '#db/queries/publications.ts';
import { inTransaction } from '#db/transaction.ts';
import { addSeason } from '#services/add-season.ts';
import { addWebhook } from '#services/add-webhook.ts';
import { announceWeek } from '#services/announce-week.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { correctWeek } from '#services/correct-week.ts';
import { listWebhooks } from '#services/list-webhooks.ts';
import { postWebhook } from '#services/post-webhook.ts';
import { queueWebhooks } from '#services/queue-webhooks.ts';
import { removeWebhook } from '#services/remove-webhook.ts';
import { replaceWebhookSecret } from '#services/replace-webhook-secret.ts';
import { resendWebhook } from '#services/resend-webhook.ts';
import { sendDueWebhooks } from '#services/send-due-webhooks.ts';
import { switchWebhook } from '#services/switch-webhook.ts';
import { testWebhook } from '#services/test-webhook.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';
import { type Received, webhookReceiver } from '#tests/support/webhook-receiver.ts';

const ctx = testContext(await testDatabase());
const MONDAY = '2026-11-09';
const NOW = new Date('2026-11-16T09:00:00Z');
const after = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const reach = { loopback: true };
const by = 'operator' as const;

let campus: Campus;
afterEach(() => void vi.useRealTimers());

/** Dorm A uses 10 kWh a day and leads B with 20, both large enough to be shown; the dorm Small is not. */
const days = (kwh: number) =>
  [
    'meter,start,end,kWh',
    ...[0, 1, 2, 3, 4, 5, 6].flatMap((day) =>
      [`A,${kwh}`, 'B,20', 'Small,1'].map((row) => {
        const [meter, used] = row.split(',');
        return `${meter},${addDays(MONDAY, day)},${addDays(MONDAY, day + 1)},${used}`;
      }),
    ),
  ].join('\n');

async function closedCampus(): Promise<Campus> {
  const made = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, made, { text: days(10), options: { createMeters: true } });
  await ctx.database.pool.query(
    `INSERT INTO dorm_sizes (campus_id, dorm_id, from_day, residents) SELECT campus_id, id, '2000-01-01', CASE slug WHEN 'small' THEN 5 ELSE 100 END
     FROM dorms WHERE campus_id = $1`,
    [made.id],
  );
  await closeDueWeeks(ctx, { now: NOW, campusId: made.id });
  return made;
}

beforeAll(async () => {
  campus = await closedCampus();
});

async function receiver(...answer: Parameters<typeof webhookReceiver>) {
  const made = await webhookReceiver(...answer);
  onTestFinished(() => made.close());
  return made;
}

const add = (url: string, to = campus) => addWebhook(ctx, { by, campus: to, url, description: 'A test', reach, now: NOW });
const announce = (to: Campus) =>
  announceWeek(ctx, {
    by,
    campus: to,
    monday: MONDAY,
    at: null,
    message: '**Well done**',
    prize: 'A cake',
    seen: null,
    now: NOW,
  });
const send = (now: Date) => sendDueWebhooks(ctx, { now, reach, luck: () => 0 });
const listed = async (of: Campus, id: number) =>
  (await listWebhooks(ctx, { by, campus: of })).find((one) => one.endpoint.id === id);

/** As the receiver would: by the independent implementation, on the day it came. */
function verified(secret: string, { body, headers }: Received, now: Date): { type: string; data: Record<string, unknown> } {
  vi.useFakeTimers({ toFake: ['Date'], now });
  const read = new Webhook(secret).verify(body, headers as Record<string, string>) as {
    type: string;
    data: Record<string, unknown>;
  };
  vi.useRealTimers();
  return read;
}

test('what is announced and corrected reaches each webhook signed, once an edition, and says what everyone may see', async () => {
  const made = await closedCampus();
  const season = { slug: 'autumn', name: 'Autumn', firstWeek: MONDAY, lastWeek: MONDAY, lens: 'energy' as const, leagues: [] };
  await addSeason(ctx, { campus: made, ...season, baseline: null, now: new Date('2026-11-08T00:00:00Z') });
  const [one, two] = [await receiver(), await receiver()];
  const { secret } = await add(one.url(), made);
  await add(two.url(), made);
  await announce(made);
  expect(one.received).toEqual([]);
  await send(NOW);
  await send(after(5));
  expect([one.received.length, two.received.length]).toEqual([1, 1]);
  const [message] = one.received as [Received];
  const { type, data } = verified(secret, message, NOW);
  expect(type).toBe('week.announced');
  expect(data).toMatchObject({
    ...{ campus: made.slug, campusName: made.name, week: '2026-W46', edition: 2, state: 'final', reason: null, prize: 'A cake' },
    message: { markdown: '**Well done**', text: 'Well done' },
    links: { week: expect.stringMatching(`/c/${made.slug}/weeks/2026-W46$`) },
  });
  expect(data.leagues).toMatchObject([
    {
      league: null,
      places: [
        { name: 'A', rank: 1 },
        { name: 'B', rank: 2 },
      ],
    },
  ]);
  expect(message.body).not.toContain('Small');
  expect(() => verified(secret, { ...message, body: message.body.replace('A cake', 'Nothing') }, NOW)).toThrow();
  expect(() => verified(`whsec_${'A'.repeat(43)}=`, message, NOW)).toThrow();

  await importText(ctx, made, { text: days(30), options: { replace: true } });
  await correctWeek(ctx, { by, campus: made, monday: MONDAY, reason: 'A was read wrong', seen: null, now: after(60) });
  await send(after(60));
  const correction = verified(secret, one.received[1] as Received, after(60));
  expect(correction).toMatchObject({
    type: 'week.corrected',
    data: { state: 'corrected', edition: 3, reason: 'A was read wrong' },
  });
  expect(correction.data.leagues).toMatchObject([
    { places: [{ name: 'B' }, { name: 'A' }], seasonSoFar: [{ name: 'B' }, { name: 'A' }] },
  ]);
});

test('what is published and what is to be sent are one: rolled back together, and never twice for an edition', async () => {
  const made = await closedCampus();
  const { id } = await add('http://127.0.0.1:9/', made);
  const publication = await newestEdition(ctx.database.db, { campusId: made.id, week: MONDAY });
  if (publication === null) throw new Error('the week is not closed');
  const failing = inTransaction(ctx.database, async (transaction) => {
    await queueWebhooks(ctx, transaction, { campus: made, publication, now: NOW });
    throw new Error('killed');
  });
  await expect(failing).rejects.toThrow('killed');
  expect((await listed(made, id))?.deliveries).toEqual([]);
  const queue = () =>
    inTransaction(ctx.database, (transaction) => queueWebhooks(ctx, transaction, { campus: made, publication, now: NOW }));
  await queue();
  await expect(queue()).rejects.toThrow();
  expect((await listed(made, id))?.deliveries.length).toBe(1);
});

test('an answer of 500 is tried again word for word with the same id, and the log tells both', async () => {
  const made = await closedCampus();
  const server = await receiver();
  const { id, secret } = await add(server.url(), made);
  server.answer(500);
  await announce(made);
  await send(NOW);
  expect((await listed(made, id))?.deliveries).toMatchObject([
    { state: 'waiting', tries: 1, dueAt: after(1), attempts: [{ status: 500 }] },
  ]);
  server.answer(204);
  await send(after(0.5));
  expect(server.received.length).toBe(1);
  await send(after(2));
  const [first, second] = server.received as [Received, Received];
  expect([second.body, second.headers['webhook-id']]).toEqual([first.body, first.headers['webhook-id']]);
  verified(secret, second, after(2));
  const [delivery] = (await listed(made, id))?.deliveries ?? [];
  expect(delivery).toMatchObject({ state: 'delivered', dueAt: null, attempts: [{ status: 204 }, { status: 500 }] });
  await resendWebhook(ctx, { by, campus: made, deliveryId: delivery?.id ?? 0, reach, now: after(3) });
  expect(server.received[2]?.headers['webhook-id']).toBe(first.headers['webhook-id']);
});

test('an answer of 410 switches a webhook off and nothing is set down for it until it is switched on', async () => {
  const made = await closedCampus();
  const server = await receiver();
  const { id } = await add(server.url(), made);
  server.answer(410);
  await announce(made);
  await send(NOW);
  expect(await listed(made, id)).toMatchObject({
    endpoint: { offReason: 'gone', offSince: NOW },
    deliveries: [{ state: 'given-up' }],
  });
  await importText(ctx, made, { text: days(30), options: { replace: true } });
  await correctWeek(ctx, { by, campus: made, monday: MONDAY, reason: 'Late', seen: null, now: after(60) });
  expect((await listed(made, id))?.deliveries.length).toBe(1);
  await switchWebhook(ctx, { by, campus: made, id, isOn: true, now: after(61) });
  expect((await listed(made, id))?.endpoint.offReason).toBeNull();
});

test('three senders at once deliver each message once', async () => {
  const server = await receiver((_, response) => setTimeout(() => response.end(), 100));
  const made = await closedCampus();
  for (const path of ['/1', '/2', '/3', '/4', '/5']) await add(server.url(path), made);
  await announce(made);
  await Promise.all([send(NOW), send(NOW), send(NOW)]);
  expect(server.received.map(({ path }) => path).sort()).toEqual(['/1', '/2', '/3', '/4', '/5']);
});

test('what was taken by a sender that was killed is sent a minute later, and not before', async () => {
  const server = await receiver();
  const made = await closedCampus();
  await add(server.url(), made);
  await announce(made);
  await ctx.database.pool.query(`UPDATE webhook_deliveries SET tries = 1, due_at = $2 WHERE campus_id = $1`, [made.id, after(1)]);
  await send(after(0.9));
  expect(server.received.length).toBe(0);
  await send(after(1));
  expect(server.received.length).toBe(1);
});

test('a test is sent at once and once; a new secret signs beside the former one for a day', async () => {
  const server = await receiver();
  const { id, secret } = await add(server.url());
  expect(await testWebhook(ctx, { by, campus, id, reach, now: NOW })).toMatchObject({
    isDelivered: true,
    outcome: { status: 200 },
  });
  expect(verified(secret, server.received[0] as Received, NOW)).toMatchObject({ type: 'ping', data: { campus: campus.slug } });
  server.answer(500);
  expect(await testWebhook(ctx, { by, campus, id, reach, now: NOW })).toMatchObject({
    isDelivered: false,
    outcome: { status: 500 },
  });
  expect((await listed(campus, id))?.deliveries[0]).toMatchObject({ event: 'ping', state: 'given-up', dueAt: null });
  const { secret: newer } = await replaceWebhookSecret(ctx, { by, campus, id, now: NOW });
  await testWebhook(ctx, { by, campus, id, reach, now: after(60) });
  for (const either of [secret, newer]) verified(either, server.received[2] as Received, after(60));
  await testWebhook(ctx, { by, campus, id, reach, now: after(24 * 60) });
  verified(newer, server.received[3] as Received, after(24 * 60));
  expect(() => verified(secret, server.received[3] as Received, after(24 * 60))).toThrow();
  await removeWebhook(ctx, { by, campus, id, now: NOW });
  const { rows } = await ctx.database.pool.query('SELECT 1 FROM webhook_deliveries WHERE campus_id = $1', [campus.id]);
  expect(rows).toEqual([]);
});

const post = (url: string, loopback = true) => postWebhook({ url, headers: {}, body: '{}' }, { loopback, patienceMs: 400 });

test('a redirect is an answer and is not followed', async () => {
  const server = await receiver();
  server.answer(302, { location: '/elsewhere' });
  expect(await post(server.url())).toEqual({ status: 302, error: null });
  expect(await post(`http://localhost:${server.port}/named`)).toEqual({ status: 302, error: null });
  expect(server.received.map(({ path }) => path)).toEqual(['/hook', '/named']);
});

test('an answer without end is not read to its end, and one that never comes is not waited for', async () => {
  let sent = 0;
  const endless = await receiver((_, response) => {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(512))) sent += 512;
      sent += 512;
    };
    response.on('drain', more);
    more();
  });
  expect(await post(endless.url())).toEqual({ status: 200, error: null });
  expect(sent).toBeLessThan(4_000_000);
  const dripping = await receiver((_, response) => void response.write('x'));
  expect(await post(dripping.url())).toEqual({ status: 200, error: null });
  const silent = await receiver(() => {});
  expect(await post(silent.url())).toEqual({ status: null, error: 'no-answer' });
  const port = silent.port;
  silent.close();
  expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ status: null, error: 'no-connection' });
});

test('nothing is posted to this machine or its network, by number or by name', async () => {
  const server = await receiver();
  for (const url of [server.url(), `https://localhost:${server.port}/`, `https://127.0.0.1:${server.port}/`, 'https://10.0.0.1/'])
    expect(await post(url, false), url).toEqual({ status: null, error: 'address-refused' });
  expect(await post(`https://ip6-localhost.:${server.port}/`, false)).toMatchObject({ status: null });
  expect(server.received).toEqual([]);
});
