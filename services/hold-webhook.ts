import type { Campus } from '#db/queries/campuses.ts';
import { holdWebhookEndpoint, type WebhookEndpoint } from '#db/queries/webhooks.ts';
import type { Db } from '#db/transaction.ts';
import { ServiceError } from '#services/service-error.ts';

/** The webhook, which nobody else changes until the transaction ends. Errors: webhook-unknown. */
export async function holdWebhook(db: Db, { campus, id }: { campus: Campus; id: number }): Promise<WebhookEndpoint> {
  const endpoint = await holdWebhookEndpoint(db, { campusId: campus.id, id });
  if (endpoint === null)
    throw new ServiceError('webhook-unknown', `There is no webhook ${id} at ${campus.name}. Look at the list again.`);
  return endpoint;
}
