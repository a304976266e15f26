import { grouped } from '#core/ranking/grouped.ts';
import type { Campus } from '#db/queries/campuses.ts';
import {
  type ListedDelivery,
  listWebhookAttempts,
  listWebhookDeliveries,
  listWebhookEndpoints,
  type WebhookAttempt,
  type WebhookEndpoint,
} from '#db/queries/webhooks.ts';
import type { Context } from '#services/context.ts';
import { type Actor, requirePermission } from '#services/require-role.ts';

export interface ListedWebhook {
  readonly endpoint: Omit<WebhookEndpoint, 'secret' | 'formerSecret'>;
  /** Newest first, as are the tries of each. */
  readonly deliveries: readonly (ListedDelivery & { readonly attempts: readonly WebhookAttempt[] })[];
}

/** The webhooks of a campus, oldest first, and what came of the messages kept. Secrets are not told again. Errors: not-allowed. */
export async function listWebhooks(ctx: Context, request: { by: Actor | null; campus: Campus }): Promise<ListedWebhook[]> {
  const { by, campus } = request;
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'see-outgoing' });
  const { db } = ctx.database;
  const endpoints = await listWebhookEndpoints(db, campus.id);
  const deliveries = grouped(await listWebhookDeliveries(db, campus.id), ({ endpointId }) => endpointId);
  const attempts = grouped(await listWebhookAttempts(db, campus.id), ({ deliveryId }) => deliveryId);
  return endpoints.map(({ secret: _, formerSecret: __, ...endpoint }) => ({
    endpoint,
    deliveries: (deliveries.get(endpoint.id) ?? []).map((one) => ({ ...one, attempts: attempts.get(one.id) ?? [] })),
  }));
}
