import 'server-only';
import { headers } from 'next/headers';
import { siteOrigin } from '#app/_data/site-origin.ts';
import type { StaffPlace } from '#app/_data/staff.ts';
import type { DeliveryView, OutgoingView, WebhookHealth, WebhookView } from '#components/outgoing/outgoing-view.ts';
import { atomPath, embedPath, localePath, rssPath } from '#components/ui/paths.ts';
import { tameName } from '#core/feeds/tame-name.ts';
import { weekId } from '#core/time/weeks.ts';
import { listPublishedWeeks } from '#db/queries/publications.ts';
import { type ListedWebhook, listWebhooks } from '#services/list-webhooks.ts';
import { siteAddress } from '#services/site-address.ts';

type Log = readonly Omit<DeliveryView, 'again'>[];

/** A webhook without what an admin can do about it. */
export interface WebhookFacts extends Omit<WebhookView, 'actions' | 'deliveries'> {
  readonly deliveries: Log;
}

const MOST_LISTED = 20;
const MOST_SIGNS = 80;

/** The webhooks of a campus, as plain values. Who may not change them sees no more than the machine they go to. */
export async function webhookFacts({ ctx, campus, session, can }: StaffPlace): Promise<WebhookFacts[]> {
  const webhooks = await listWebhooks(ctx, { by: session, campus });
  return webhooks.map(({ endpoint: { id, url, description, offReason, offSince }, deliveries }) => {
    const log = deliveries.slice(0, MOST_LISTED).map(deliveryFacts);
    return {
      ...{ id, description: tameName(description, MOST_SIGNS), deliveries: log },
      address: can('edit-webhooks') ? url : new URL(url).origin,
      health: healthOf(offReason, log),
      offSince: offSince?.toISOString() ?? null,
    };
  });
}

function deliveryFacts(delivery: ListedWebhook['deliveries'][number]): Log[number] {
  const { id, event, week, edition, queuedAt, state, dueAt, attempts } = delivery;
  return {
    ...{ id, event, edition, state },
    week: week === null ? null : weekId(week),
    queuedAt: queuedAt.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    attempts: attempts.map(({ id: number, triedAt, milliseconds, status, error }) => ({
      ...{ id: number, at: triedAt.toISOString(), seconds: Math.round(milliseconds / 100) / 10 },
      outcome: status === null ? { status, error: error ?? 'no-answer' } : { status, error: null },
    })),
  };
}

function healthOf(offReason: 'by-hand' | 'gone' | null, [newest]: Log): WebhookHealth {
  if (offReason !== null) return offReason === 'gone' ? 'gone' : 'off';
  if (newest === undefined) return 'quiet';
  if (newest.state === 'delivered') return 'well';
  return newest.attempts.length === 0 ? 'queued' : 'failing';
}

/** What anybody may read along with, whole addresses; and whether messages can hold whole ones too. */
export async function sharedAddresses(
  { ctx, campus }: StaffPlace,
  locale: string,
): Promise<Pick<OutgoingView, 'addresses' | 'hasSite'>> {
  const origin = siteOrigin({ headers: await headers() });
  const [newest] = await listPublishedWeeks(ctx.database.db, { campusId: campus.id, beforeWeek: null, limit: 1 });
  const pages = [
    { kind: 'rss', path: localePath(locale, rssPath(campus.slug)) },
    { kind: 'atom', path: localePath(locale, atomPath(campus.slug)) },
    { kind: 'calendar', path: localePath(locale, `/c/${campus.slug}/calendar.ics`) },
  ] as const;
  const standings = newest === undefined ? null : `/api/v1/campuses/${campus.slug}/weeks/${weekId(newest.week)}/standings`;
  const files =
    standings === null
      ? []
      : ([
          { kind: 'standings', path: standings },
          { kind: 'standingsCsv', path: `${standings}?format=csv` },
        ] as const);
  return {
    hasSite: siteAddress() !== null,
    addresses: [
      ...[...pages, ...files].map(({ kind, path }) => ({ kind, url: `${origin}${path}` })),
      { kind: 'embed', url: frameOf(`${origin}${localePath(locale, embedPath(campus.slug))}`) },
    ],
  };
}

/** What another site's page holds to show the widget; light or dark as that page is. */
function frameOf(url: string): string {
  return `<iframe src="${url}" title="Wattle" width="320" height="440" style="border:0"></iframe>`;
}
