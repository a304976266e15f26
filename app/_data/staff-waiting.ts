import 'server-only';
import { cache } from 'react';
import { campusOf } from '#app/_data/campus-of.ts';
import { getContext } from '#app/_data/process-state.ts';
import { countInbox, type InboxCounts } from '#services/count-inbox.ts';

/** What waits in a campus's inbox, asked once a request. */
export const waitingCounts = cache(async (slug: string): Promise<InboxCounts> => {
  const ctx = await getContext();
  return countInbox(ctx, { campus: await campusOf(ctx, slug) });
});

/** How many things that is in all. */
export async function waitingCount(slug: string): Promise<number> {
  return Object.values(await waitingCounts(slug)).reduce((sum, count) => sum + count, 0);
}
