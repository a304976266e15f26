import type { Campus } from '#db/queries/campuses.ts';
import { giveUpWebhookDeliveries, updateWebhookEndpoint } from '#db/queries/webhooks.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { holdWebhook } from '#services/hold-webhook.ts';
import { recordAudit } from '#services/record-audit.ts';
import { type Actor, requirePermission } from '#services/require-role.ts';

/** Switches a webhook off, and gives up what waits for it, or on again. Errors: not-allowed, webhook-unknown. */
export async function switchWebhook(
  ctx: Context,
  request: { by: Actor | null; campus: Campus; id: number; isOn: boolean; now: Date },
): Promise<void> {
  const { by, campus, id, isOn, now } = request;
  const campusId = campus.id;
  await requirePermission(ctx, { by, campusId, verb: 'edit-webhooks' });
  await inTransaction(ctx.database, async ({ db }) => {
    await holdWebhook(db, request);
    const set = isOn ? { offReason: null, offSince: null } : { offReason: 'by-hand' as const, offSince: now };
    await updateWebhookEndpoint(db, { campusId, id, set });
    if (!isOn) await giveUpWebhookDeliveries(db, { campusId, endpointId: id });
    await recordAudit(db, { campusId, by, action: 'switch-webhook', subject: id, detail: { isOn }, at: now });
  });
}
