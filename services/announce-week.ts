import type { Campus } from '#db/queries/campuses.ts';
import { wordsIn } from '#services/announcement-words.ts';
import { type AskedWeek, askForWeek } from '#services/ask-for-week.ts';
import type { Context } from '#services/context.ts';
import { NotAllowed } from '#services/not-allowed.ts';
import { type Actor, requirePermission } from '#services/require-role.ts';
import { ServiceError } from '#services/service-error.ts';

/**
 * Announces a closed week: its newest provisional edition becomes final, with the same numbers to the last digit, and only a
 * correction changes it after. Now or, with `at`, at a set time; where the campus wants a second person, once another has approved.
 * If what the week rests on has moved since, nothing is announced. Errors: not-allowed, week-not-ended, week-not-published, week-final,
 * numbers-moved, week-asked, announcement-unfit.
 */
export async function announceWeek(
  ctx: Context,
  request: {
    by: Actor | null;
    campus: Campus;
    /** Its Monday. */
    monday: string;
    at: Date | null;
    /** Markdown, kept as text. */
    message: string | null;
    prize: string | null;
    /** Digest, in hexadecimal, of the numbers that were looked at; null: those of the newest edition, whatever they are. */
    seen: string | null;
    now: Date;
  },
): Promise<AskedWeek> {
  const { by, campus, monday, at, seen, now } = request;
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'announce-week' });
  if (by === null) throw new NotAllowed('signed-out');
  if (at !== null && at <= now)
    throw new ServiceError(
      'announcement-unfit',
      `The time ${at.toISOString()} is past. Give one to come, or none: then it is now.`,
    );
  const message = wordsIn(request.message, 'message');
  const prize = wordsIn(request.prize, 'prize');
  return askForWeek(ctx, { by, campus, monday, kind: 'announce', seen, dueAt: at, message, prize, reason: null, now });
}
