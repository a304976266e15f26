import { randomUUID } from 'node:crypto';
import type { Campus } from '#db/queries/campuses.ts';
import type { Publication } from '#db/queries/publications.ts';
import { holdWebhookEndpoints, insertWebhookDeliveries } from '#db/queries/webhooks.ts';
import type { Transaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { getAnnouncement } from '#services/get-announcement.ts';
import { siteAddress } from '#services/site-address.ts';
import { weekBody } from '#services/webhook-body.ts';

/**
 * Sets down what each webhook of the campus is to be sent about an edition, in the transaction that publishes it: so there is one message
 * an edition and webhook or, if it fails, neither. It says what everyone may see at this moment and stays as it is however often it is sent.
 */
export async function queueWebhooks(
  ctx: Context,
  transaction: Transaction,
  published: { campus: Campus; publication: Publication; now: Date },
): Promise<void> {
  const { campus, publication, now } = published;
  const { db } = transaction;
  const endpoints = await holdWebhookEndpoints(db, campus.id);
  if (endpoints.length === 0) return;
  const within = { ...ctx, database: { ...ctx.database, db, within: transaction } };
  const announcement = await getAnnouncement(within, { campus, monday: publication.week, now });
  if (announcement === null) throw new Error('an edition that was just published is not there');
  const body = weekBody({ campus, announcement, site: siteAddress() });
  await insertWebhookDeliveries(
    db,
    endpoints.map(({ id }) => ({
      ...{ campusId: campus.id, endpointId: id, publicationSeq: publication.seq, messageId: newMessageId(), body },
      event: publication.state === 'corrected' ? ('week.corrected' as const) : ('week.announced' as const),
      ...{ queuedAt: now, state: 'waiting' as const, tries: 0, dueAt: now },
    })),
  );
}

/** By which a receiver knows a message that comes twice. */
export function newMessageId(): string {
  return `msg_${randomUUID().replaceAll('-', '')}`;
}
