import { type Campus, listCampuses } from '#db/queries/campuses.ts';
import { deleteStaleImports } from '#db/queries/imports.ts';
import { deleteWaitingBeyond, releaseKeptBeyond, releaseKeptFiles } from '#db/queries/kept-files.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { REFUSED_DAYS } from '#services/keep-file.ts';

const HOUR_MS = 3_600_000;
/** How long a file that staff dropped waits to be committed. */
const DROPPED_HOURS = 24;
/** How long a file that came by itself waits for a human. */
const WAITING_DAYS = 60;
/** So much may wait for a human, and as much again be kept beside committed imports, at each campus; beyond it the oldest goes. */
const MOST = { mostFiles: 200, mostBytes: 2 * 1024 ** 3 };

/**
 * Throws away the files that nobody committed in their time, and the bytes of committed files that are of no more use, of
 * every campus. Safe to run at any time and more than once.
 */
export async function discardStaleImports(
  ctx: Context,
  { now }: { now: Date },
): Promise<{ discarded: number; released: number }> {
  const { db } = ctx.database;
  const dropped = { channels: ['page', 'command'], before: new Date(now.getTime() - DROPPED_HOURS * HOUR_MS) } as const;
  const waiting = { channels: ['api', 'watch'], before: new Date(now.getTime() - WAITING_DAYS * 24 * HOUR_MS) } as const;
  let [discarded, released] = [0, 0];
  for (const campus of await listCampuses(db)) {
    discarded += await deleteStaleImports(db, { campusId: campus.id, ...dropped });
    discarded += await deleteStaleImports(db, { campusId: campus.id, ...waiting });
    await boundWaiting(ctx, campus);
    released += await releaseUselessFiles(ctx, { campus, now });
  }
  if (discarded + released > 0) ctx.log.info({ discarded, released }, 'stale files discarded');
  return { discarded, released };
}

/** Lets the oldest files go where more wait for a human than may. */
export async function boundWaiting(ctx: Context, campus: Campus): Promise<void> {
  const gone = await deleteWaitingBeyond(ctx.database.db, { campusId: campus.id, ...MOST });
  if (gone > 0) ctx.log.warn({ campus: campus.slug, gone }, 'too many files wait for a human: the oldest were thrown away');
}

/** Lets the bytes of committed files go that no meter and no refused row needs any more; gives back of how many. */
export async function releaseUselessFiles(ctx: Context, { campus, now }: { campus: Campus; now: Date }): Promise<number> {
  const refusedBefore = new Date(now.getTime() - REFUSED_DAYS * 24 * HOUR_MS);
  return inTransaction(ctx.database, async (transaction) => {
    const useless = await releaseKeptFiles(transaction, { campusId: campus.id, now, refusedBefore });
    const tooMany = await releaseKeptBeyond(transaction, { campusId: campus.id, ...MOST });
    if (tooMany > 0) ctx.log.warn({ campus: campus.slug, tooMany }, 'too many files are kept: the oldest were let go');
    return useless + tooMany;
  });
}
