import { listCampuses } from '#db/queries/campuses.ts';
import { deleteStaleImports } from '#db/queries/imports.ts';
import type { Context } from '#services/context.ts';

/** How long a received file waits to be committed. */
const RECEIVED_HOURS = 24;

/** Throws away the files that nobody committed within a day, of every campus. Safe to run at any time and more than once. */
export async function discardStaleImports(ctx: Context, { now }: { now: Date }): Promise<{ discarded: number }> {
  const before = new Date(now.getTime() - RECEIVED_HOURS * 3_600_000);
  let discarded = 0;
  for (const campus of await listCampuses(ctx.database.db))
    discarded += await deleteStaleImports(ctx.database.db, { campusId: campus.id, before });
  if (discarded > 0) ctx.log.info({ discarded }, 'stale files discarded');
  return { discarded };
}
