import 'server-only';
import { cache } from 'react';
import { campusOf } from '#app/_data/campus-of.ts';
import { getContext } from '#app/_data/process-state.ts';
import { countInbox } from '#services/count-inbox.ts';

/** How many things wait in a campus's inbox, asked once a request. */
export const waitingCount = cache(async (slug: string): Promise<number> => {
  const ctx = await getContext();
  const counts = await countInbox(ctx, { campus: await campusOf(ctx, slug) });
  return Object.values(counts).reduce((sum: number, count: number) => sum + count, 0);
});
