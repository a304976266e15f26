import type { Campus } from '#db/queries/campuses.ts';
import { deleteSubscriptionByKey } from '#db/queries/digest-subscriptions.ts';
import type { Context } from '#services/context.ts';

/** Ends a subscription by the key that stands in each of its mails: its row goes. False when there is none, or none any more. */
export async function leaveDigest(ctx: Context, { campus, key }: { campus: Campus; key: string }): Promise<boolean> {
  // What is no key is not asked of the database.
  if (!/^[\w-]{43}$/.test(key)) return false;
  return deleteSubscriptionByKey(ctx.database.db, { campusId: campus.id, leaveKey: key });
}
