import type { Campus } from '#db/queries/campuses.ts';
import { findWebhookDelivery, updateWebhookDelivery } from '#db/queries/webhooks.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { holdWebhook } from '#services/hold-webhook.ts';
import { recordAudit } from '#services/record-audit.ts';
import { type Actor, requirePermission } from '#services/require-role.ts';
import { sendDueWebhooks, type WebhookResult } from '#services/send-due-webhooks.ts';
import { ServiceError } from '#services/service-error.ts';
import type { WebhookReach } from '#services/webhook-url.ts';

/**
 * Sends a message again at once, word for word and with its id, whatever came of it before; should it fail it is tried again as at first.
 * Null when a worker was faster to take it: the list then tells. Errors: not-allowed, webhook-unknown.
 */
export async function resendWebhook(
  ctx: Context,
  request: { by: Actor | null; campus: Campus; deliveryId: number; reach: WebhookReach; now: Date },
): Promise<WebhookResult | null> {
  const { by, campus, deliveryId, reach, now } = request;
  const key = { campusId: campus.id, id: deliveryId };
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'edit-webhooks' });
  await inTransaction(ctx.database, async ({ db }) => {
    const delivery = await findWebhookDelivery(db, key);
    if (delivery === null)
      throw new ServiceError('webhook-unknown', `There is no message ${deliveryId} at ${campus.name}. Look at the list again.`);
    await holdWebhook(db, { campus, id: delivery.endpointId });
    await updateWebhookDelivery(db, { ...key, takenUntil: null, set: { state: 'waiting', tries: 0, dueAt: now } });
    await recordAudit(db, { campusId: campus.id, by, action: 'resend-webhook', subject: deliveryId, at: now });
  });
  const sent = await sendDueWebhooks(ctx, { now, reach, of: key });
  return sent[0] ?? null;
}
