import type { Campus } from '#db/queries/campuses.ts';
import {
  countDigestAttempts,
  deleteDigestAttemptsBefore,
  deleteUnconfirmedBefore,
  findSubscription,
  insertDigestAttempt,
  insertSubscription,
  lockDigestRequests,
  updateSubscription,
} from '#db/queries/digest-subscriptions.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import type { DigestLocale } from '#services/digest-words.ts';
import { readEmail } from '#services/email-address.ts';
import { keyedAddress } from '#services/keyed-address.ts';
import { newSecretWord } from '#services/secret-words.ts';
import { ServiceError } from '#services/service-error.ts';

/** How many may ask: a whole hall may share one address. */
export const DIGEST_LIMITS = { perAddressAnHour: 20, perCampusADay: 200 } as const;

/** How long one who asked has to confirm, and how many mails an address that never does may get in that time. */
export const CONFIRM_HOURS = 48;
const MOST_CONFIRM_MAILS = 2;

const hour = 3_600_000;

interface Asked {
  readonly campus: Campus;
  /** As it was typed. */
  readonly email: string;
  readonly locale: DigestLocale;
  /** From where; never stored, see keyedAddress. */
  readonly address: string;
  readonly secret: string;
  readonly now: Date;
}

/**
 * Notes that somebody asked for the weekly mail to an address, which is then asked to confirm by a mail of its own. Whether it is
 * known already makes no difference to whoever asks. Errors: email-bad, too-many-attempts.
 */
export async function askForDigest(ctx: Context, asked: Asked): Promise<void> {
  const { campus, locale, now } = asked;
  const email = readEmail(asked.email);
  await inTransaction(ctx.database, async (transaction) => {
    await lockDigestRequests(transaction, campus.id);
    await countTheAttempt(transaction, asked);
    const { db } = transaction;
    const known = await findSubscription(db, { campusId: campus.id, email });
    if (known === null) {
      const leaveKey = newSecretWord();
      await insertSubscription(db, { campusId: campus.id, email, locale, leaveKey, askedAt: now, confirmDueAt: now });
    } else if (known.confirmedAt === null && known.confirmMails < MOST_CONFIRM_MAILS) {
      await updateSubscription(db, { campusId: campus.id, id: known.id, set: { locale, confirmDueAt: now } });
    }
  });
}

/** Forgets addresses that were never confirmed, and from where was asked a day ago. */
export async function forgetDigestRequests(ctx: Context, { now }: { now: Date }): Promise<void> {
  const { db } = ctx.database;
  await deleteUnconfirmedBefore(db, new Date(now.getTime() - CONFIRM_HOURS * hour));
  await deleteDigestAttemptsBefore(db, new Date(now.getTime() - 24 * hour));
}

/** Refuses the one too many; every other is counted, so that many at once cannot slip through. */
async function countTheAttempt({ db }: Transaction, { campus, address, secret, now }: Asked): Promise<void> {
  const campusId = campus.id;
  const addressHash = keyedAddress(secret, { purpose: 'digest', address, now });
  const since = (hours: number) => new Date(now.getTime() - hours * hour);
  if ((await countDigestAttempts(db, { campusId, addressHash, since: since(1) })) >= DIGEST_LIMITS.perAddressAnHour)
    throw new ServiceError('too-many-attempts', 'Many asked from here within the hour. Ask again later.');
  if ((await countDigestAttempts(db, { campusId, addressHash: null, since: since(24) })) >= DIGEST_LIMITS.perCampusADay)
    throw new ServiceError('too-many-attempts', `${campus.name} was asked very much today. Ask again tomorrow.`);
  await insertDigestAttempt(db, { campusId, addressHash, attemptedAt: now });
}
