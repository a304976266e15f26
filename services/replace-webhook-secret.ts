import type { Campus } from '#db/queries/campuses.ts';
import { updateWebhookEndpoint } from '#db/queries/webhooks.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { holdWebhook } from '#services/hold-webhook.ts';
import { recordAudit } from '#services/record-audit.ts';
import { type Actor, requirePermission } from '#services/require-role.ts';
import { newWebhookSecret } from '#services/webhook-secret.ts';

const OVERLAP_MS = 24 * 3_600_000;

/**
 * Makes a new secret, told once. For a day messages are signed with the former one too, so that the receiver can change over without
 * losing any. Errors: not-allowed, webhook-unknown.
 */
export async function replaceWebhookSecret(
  ctx: Context,
  request: { by: Actor | null; campus: Campus; id: number; now: Date },
): Promise<{ secret: string; formerUntil: Date }> {
  const { by, campus, id, now } = request;
  const campusId = campus.id;
  await requirePermission(ctx, { by, campusId, verb: 'edit-webhooks' });
  const secret = newWebhookSecret();
  const formerUntil = new Date(now.getTime() + OVERLAP_MS);
  await inTransaction(ctx.database, async ({ db }) => {
    const former = await holdWebhook(db, request);
    await updateWebhookEndpoint(db, { campusId, id, set: { secret, formerSecret: former.secret, formerUntil } });
    await recordAudit(db, { campusId, by, action: 'replace-webhook-secret', subject: id, at: now });
  });
  return { secret, formerUntil };
}
