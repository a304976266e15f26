import { nextTry } from '#core/webhooks/next-try.ts';
import { signWebhook } from '#core/webhooks/sign-webhook.ts';
import {
  deleteOldWebhookDeliveries,
  giveUpWebhookDeliveries,
  holdWebhookEndpoint,
  insertWebhookAttempt,
  takeDueWebhooks,
  updateWebhookDelivery,
  updateWebhookEndpoint,
  type WebhookDelivery,
  type WebhookEndpoint,
} from '#db/queries/webhooks.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { type PostOutcome, postWebhook } from '#services/post-webhook.ts';
import type { WebhookReach } from '#services/webhook-url.ts';

/** Longer than any try takes: whoever is killed while sending has it until then. */
const TAKEN_MS = 60_000;
const AT_ONCE = 20;
const MOST_ROUNDS = 10;
const KEPT = 50;
const GONE = 410;

export interface WebhookResult {
  readonly outcome: PostOutcome;
  readonly isDelivered: boolean;
  readonly milliseconds: number;
}

/**
 * Sends what is due, signed, each message once at a time however many workers run. What is not answered with 2xx is tried again, later each
 * time, and at last given up; a test is tried once. An answer of 410 switches the webhook off. A worker killed between the answer and its note
 * sends the same message again a minute later: with the same id, by which a receiver knows it.
 */
export async function sendDueWebhooks(
  ctx: Context,
  query: {
    now: Date;
    reach: WebhookReach;
    /** One alone; all where left out. */
    of?: { campusId: number; id: number };
    /** How much of the added wait: 0 to 1. */
    luck?: () => number;
    patienceMs?: number;
  },
): Promise<WebhookResult[]> {
  const { now, of = null } = query;
  const until = new Date(now.getTime() + TAKEN_MS);
  const results: WebhookResult[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const taken = await inTransaction(ctx.database, ({ db }) => takeDueWebhooks(db, { now, until, limit: AT_ONCE, of }));
    if (taken.length === 0) break;
    results.push(...(await Promise.all(taken.map((one) => sendOne(ctx, { ...query, ...one, until })))));
  }
  return results;
}

type Taken = Parameters<typeof sendDueWebhooks>[1] & {
  readonly delivery: WebhookDelivery;
  readonly endpoint: WebhookEndpoint;
  readonly until: Date;
};

async function sendOne(ctx: Context, taken: Taken): Promise<WebhookResult> {
  const { delivery, endpoint, now, reach, patienceMs } = taken;
  const { messageId: id, body } = delivery;
  const { secret, formerSecret, formerUntil } = endpoint;
  const secrets = formerSecret !== null && formerUntil !== null && formerUntil > now ? [secret, formerSecret] : [secret];
  const signed = signWebhook({ id, sentAt: now, body, secrets });
  const headers = { 'content-type': 'application/json', 'user-agent': 'wattle', ...signed };
  const began = performance.now();
  const outcome = await postWebhook(
    { url: endpoint.url, headers, body },
    { ...reach, ...(patienceMs === undefined ? {} : { patienceMs }) },
  );
  const milliseconds = Math.round(performance.now() - began);
  await note(ctx, { ...taken, outcome, milliseconds });
  const isDelivered = isGood(outcome);
  const said = { campus: delivery.campusId, webhook: endpoint.id, delivery: delivery.id, ...outcome };
  if (isDelivered) ctx.log.info(said, 'webhook delivered');
  else ctx.log.warn(said, 'a webhook was not delivered');
  return { outcome, isDelivered, milliseconds };
}

const isGood = ({ status }: PostOutcome): boolean => status !== null && status >= 200 && status < 300;

async function note(ctx: Context, sent: Taken & { outcome: PostOutcome; milliseconds: number }): Promise<void> {
  const { delivery, endpoint, until, now, outcome, milliseconds, luck = Math.random } = sent;
  const { campusId, id, event, tries } = delivery;
  const again = isGood(outcome) || event === 'ping' ? null : nextTry({ tries, at: now, luck: luck() });
  const state = isGood(outcome) ? 'delivered' : again === null ? 'given-up' : 'waiting';
  await inTransaction(ctx.database, async ({ db }) => {
    if ((await holdWebhookEndpoint(db, { campusId, id: endpoint.id })) === null) return;
    await insertWebhookAttempt(db, { campusId, deliveryId: id, triedAt: now, milliseconds, ...outcome });
    await updateWebhookDelivery(db, { campusId, id, takenUntil: until, set: { state, dueAt: again } });
    if (outcome.status === GONE) {
      await updateWebhookEndpoint(db, { campusId, id: endpoint.id, set: { offReason: 'gone', offSince: now } });
      await giveUpWebhookDeliveries(db, { campusId, endpointId: endpoint.id });
    }
    await deleteOldWebhookDeliveries(db, { campusId, endpointId: endpoint.id, keep: KEPT });
  });
}
