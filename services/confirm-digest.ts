import type { Campus } from '#db/queries/campuses.ts';
import { confirmSubscription } from '#db/queries/digest-subscriptions.ts';
import { CONFIRM_HOURS } from '#services/ask-for-digest.ts';
import type { Context } from '#services/context.ts';
import { hashSecretWord } from '#services/secret-words.ts';
import { ServiceError } from '#services/service-error.ts';

/** Begins the weekly mail to the address that was sent this word. Twice is as good as once. Errors: link-invalid (unknown, or too old). */
export async function confirmDigest(ctx: Context, request: { campus: Campus; word: string; now: Date }): Promise<void> {
  const { campus, word, now } = request;
  const askedSince = new Date(now.getTime() - CONFIRM_HOURS * 3_600_000);
  const confirmHash = hashSecretWord(word);
  if (await confirmSubscription(ctx.database.db, { campusId: campus.id, confirmHash, askedSince, now })) return;
  throw new ServiceError('link-invalid', 'This link does not hold any more. Ask for the mail again.');
}
