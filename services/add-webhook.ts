import type { Campus } from '#db/queries/campuses.ts';
import { insertWebhookEndpoint, listWebhookEndpoints } from '#db/queries/webhooks.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';
import { type Actor, requirePermission } from '#services/require-role.ts';
import { ServiceError } from '#services/service-error.ts';
import { newWebhookSecret } from '#services/webhook-secret.ts';
import { type WebhookReach, webhookUrl } from '#services/webhook-url.ts';

const MOST_AT_A_CAMPUS = 20;

/**
 * From now on what the campus announces and corrects is sent to an address. `description` says whose it is, for the list. The secret that
 * signs is told once. Errors: not-allowed, webhook-unfit (no address to send to, or the campus has twenty).
 */
export async function addWebhook(
  ctx: Context,
  request: { by: Actor | null; campus: Campus; url: string; description: string; reach: WebhookReach; now: Date },
): Promise<{ id: number; secret: string }> {
  const { by, campus, reach, now } = request;
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'edit-webhooks' });
  const url = webhookUrl(request.url, reach);
  const secret = newWebhookSecret();
  return inTransaction(ctx.database, async ({ db }) => {
    if ((await listWebhookEndpoints(db, campus.id)).length >= MOST_AT_A_CAMPUS)
      throw new ServiceError('webhook-unfit', `${campus.name} has ${MOST_AT_A_CAMPUS} webhooks. Remove one first.`);
    const { id } = await insertWebhookEndpoint(db, {
      ...{ campusId: campus.id, url: url.href, secret, addedAt: now },
      description: request.description.trim().slice(0, 80),
      addedBy: by === null || by === 'operator' ? null : by.personId,
    });
    const detail = { host: url.host };
    await recordAudit(db, { campusId: campus.id, by, action: 'add-webhook', subject: id, detail, at: now });
    return { id, secret };
  });
}
