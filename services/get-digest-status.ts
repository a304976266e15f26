import { weekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { countConfirmed } from '#db/queries/digest-subscriptions.ts';
import { countCopies, newestDigest } from '#db/queries/digests.ts';
import type { Context } from '#services/context.ts';
import { type Actor, requirePermission } from '#services/require-role.ts';

/** How the weekly mail of a campus stands, in numbers: addresses are shown to nobody. */
export interface DigestStatus {
  readonly confirmed: number;
  /** The mail made last, null before the first; `week` is what it is about. */
  readonly last: {
    readonly week: string;
    readonly madeAt: Date;
    readonly sent: number;
    readonly failed: number;
    readonly waiting: number;
  } | null;
}

/** Errors: not-allowed. */
export async function getDigestStatus(ctx: Context, request: { by: Actor | null; campus: Campus }): Promise<DigestStatus> {
  const { by, campus } = request;
  const { db } = ctx.database;
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'see-outgoing' });
  const confirmed = await countConfirmed(db, campus.id);
  const digest = await newestDigest(db, campus.id);
  if (digest === null) return { confirmed, last: null };
  const { sendingWeek, week, madeAt, sent, failed } = digest;
  const waiting = await countCopies(db, { campusId: campus.id, sendingWeek });
  return { confirmed, last: { week: weekId(week), madeAt, sent, failed, waiting } };
}
