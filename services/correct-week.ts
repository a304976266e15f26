import type { Campus } from '#db/queries/campuses.ts';
import { wordsIn } from '#services/announcement-words.ts';
import { type AskedWeek, askForWeek } from '#services/ask-for-week.ts';
import type { Context } from '#services/context.ts';
import { NotAllowed } from '#services/not-allowed.ts';
import { type Actor, requirePermission } from '#services/require-role.ts';
import { ServiceError } from '#services/service-error.ts';

/**
 * Corrects a final week: an edition with today's numbers stands beside the one announced, with the reason, which everyone reads. Where
 * the campus wants a second person, once another has approved. Errors: not-allowed, week-not-final, nothing-changed, numbers-moved,
 * week-asked, announcement-unfit (no reason), week-not-published, week-not-ended.
 */
export async function correctWeek(
  ctx: Context,
  request: {
    by: Actor | null;
    campus: Campus;
    monday: string;
    reason: string;
    /** Digest of what would stand instead (see `whatWouldChange`); null: whatever it is. */
    seen: string | null;
    now: Date;
  },
): Promise<AskedWeek> {
  const { by, campus, monday, seen, now } = request;
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'correct-week' });
  if (by === null) throw new NotAllowed('signed-out');
  const reason = wordsIn(request.reason, 'reason');
  if (reason === null)
    throw new ServiceError('announcement-unfit', 'A correction needs its reason: everyone who saw the old numbers reads it.');
  return askForWeek(ctx, { by, campus, monday, kind: 'correct', seen, dueAt: null, message: null, prize: null, reason, now });
}
