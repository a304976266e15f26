import { expect, onTestFinished, test, vi } from 'vitest';
import type { Verb } from '#jobs/verbs/answer.ts';
import { webhooksAdd, webhooksList, webhooksRemove, webhooksTest } from '#jobs/verbs/webhooks.ts';
import { newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';
import { webhookReceiver } from '#tests/support/webhook-receiver.ts';

const ctx = testContext(await testDatabase());
const now = new Date('2026-11-16T09:00:00Z');
const run = (verb: Verb, ...words: string[]) => verb.prepare(words)(ctx, now);

test('a webhook is added, tested, listed and removed from the command line', async () => {
  const { slug } = await newCampus(ctx);
  const server = await webhookReceiver();
  onTestFinished(() => server.close());
  await expect(run(webhooksAdd, slug, server.url())).rejects.toMatchObject({ code: 'webhook-unfit' });
  vi.stubEnv('WATTLE_WEBHOOKS_LOOPBACK', 'yes');
  onTestFinished(() => void vi.unstubAllEnvs());
  const { json } = await run(webhooksAdd, slug, server.url(), '--description', 'Chat');
  const { webhook, secret } = json as { webhook: number; secret: string };
  expect(Buffer.from(secret.replace('whsec_', ''), 'base64').length).toBe(32);
  expect(await run(webhooksTest, slug, String(webhook))).toMatchObject({
    isDone: true,
    json: { isDelivered: true, status: 200 },
  });
  server.answer(503);
  expect(await run(webhooksTest, slug, String(webhook))).toMatchObject({
    isDone: false,
    refusal: `Webhook ${webhook}: answered 503.`,
  });
  const listed = await run(webhooksList, slug);
  expect(listed.json).toMatchObject({
    webhooks: [{ description: 'Chat', isOn: true, messages: [{ type: 'ping', state: 'given-up' }, { state: 'delivered' }] }],
  });
  expect(JSON.stringify(listed)).not.toContain(secret);
  await run(webhooksRemove, slug, String(webhook));
  expect((await run(webhooksList, slug)).text).toBe('Nothing is sent anywhere.');
});
