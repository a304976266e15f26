import type { Campus } from '#db/queries/campuses.ts';
import { deleteWebhookEndpoint } from '#db/queries/webhooks.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { holdWebhook } from '#services/hold-webhook.ts';
import { recordAudit } from '#services/record-audit.ts';
import { type Actor, requirePermission } from '#services/require-role.ts';

/** Nothing is sent there any more; its secret and what is known of earlier messages are deleted. Errors: not-allowed, webhook-unknown. */
export async function removeWebhook(
  ctx: Context,
  request: { by: Actor | null; campus: Campus; id: number; now: Date },
): Promise<void> {
  const { by, campus, id, now } = request;
  const campusId = campus.id;
  await requirePermission(ctx, { by, campusId, verb: 'edit-webhooks' });
  await inTransaction(ctx.database, async ({ db }) => {
    const { url } = await holdWebhook(db, request);
    await deleteWebhookEndpoint(db, { campusId, id });
    const detail = { host: new URL(url).host };
    await recordAudit(db, { campusId, by, action: 'remove-webhook', subject: id, detail, at: now });
  });
}
