import type { Campus } from '#db/queries/campuses.ts';
import { insertWebhookDeliveries } from '#db/queries/webhooks.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { holdWebhook } from '#services/hold-webhook.ts';
import { newMessageId } from '#services/queue-webhooks.ts';
import { recordAudit } from '#services/record-audit.ts';
import { type Actor, requirePermission } from '#services/require-role.ts';
import { sendDueWebhooks, type WebhookResult } from '#services/send-due-webhooks.ts';
import { pingBody } from '#services/webhook-body.ts';
import type { WebhookReach } from '#services/webhook-url.ts';

/**
 * Sends a webhook a `ping` at once, and once, even while it is switched off. Null when a worker was faster to take it: the list then tells.
 * Errors: not-allowed, webhook-unknown.
 */
export async function testWebhook(
  ctx: Context,
  request: { by: Actor | null; campus: Campus; id: number; reach: WebhookReach; now: Date },
): Promise<WebhookResult | null> {
  const { by, campus, id, reach, now } = request;
  const campusId = campus.id;
  await requirePermission(ctx, { by, campusId, verb: 'edit-webhooks' });
  const [ping] = await inTransaction(ctx.database, async ({ db }) => {
    await holdWebhook(db, request);
    await recordAudit(db, { campusId, by, action: 'test-webhook', subject: id, at: now });
    const message = { event: 'ping' as const, publicationSeq: null, messageId: newMessageId(), body: pingBody(campus, now) };
    const due = { queuedAt: now, state: 'waiting' as const, tries: 0, dueAt: now };
    return insertWebhookDeliveries(db, [{ campusId, endpointId: id, ...message, ...due }]);
  });
  const sent = await sendDueWebhooks(ctx, { now, reach, of: { campusId, id: ping?.id ?? 0 } });
  return sent[0] ?? null;
}
