import 'server-only';
import { UnfitTime } from '#app/_data/staff-review-words.ts';
import type { AnnounceFields, AnnounceState } from '#components/review/form-states.ts';
import { messageHtml } from '#core/text/message-markdown.ts';
import { instantAt } from '#core/time/instant-at.ts';
import { wordsIn } from '#services/announcement-words.ts';

interface AnnouncePlan {
  readonly message: string | null;
  readonly prize: string | null;
  /** Null: at once. */
  readonly at: Date | null;
  /** What the form shows before it is sent. */
  readonly shown: Pick<AnnounceState, 'messageHtml' | 'dueAt'>;
}

/** What the fields of the form ask for. Throws UnfitTime; errors: announcement-unfit. */
export function announcePlan(fields: AnnounceFields, { timeZone, now }: { timeZone: string; now: Date }): AnnouncePlan {
  const message = wordsIn(fields.message, 'message');
  const prize = wordsIn(fields.prize, 'prize');
  const at = fields.when === 'now' ? null : setTime(fields.at, timeZone);
  if (at !== null && at <= now) throw new UnfitTime('past');
  const shown = { messageHtml: message === null ? null : messageHtml(message), dueAt: at?.toISOString() ?? null };
  return { message, prize, at, shown };
}

function setTime(text: string, timeZone: string): Date {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) ? instantAt(text, timeZone) : null;
  if (at === null) throw new UnfitTime('missing');
  return at;
}
