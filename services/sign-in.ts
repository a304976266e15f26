import { createHmac } from 'node:crypto';
import { findPersonByEmail } from '#db/queries/people.ts';
import {
  type AttemptKeys,
  deleteAttemptsBefore,
  deleteAttemptsOn,
  findNthAttempt,
  insertAttempt,
  lockAttempts,
} from '#db/queries/sign-in-attempts.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { plainEmail } from '#services/email-address.ts';
import { type OpenedSession, openSession } from '#services/open-session.ts';
import { hashOfNobody, isPasswordOf } from '#services/passwords.ts';
import { recordOwnAudit } from '#services/record-own-audit.ts';
import { ServiceError } from '#services/service-error.ts';

/** Wrong passwords within the minutes after which the next try has to wait. */
export const SIGN_IN_LIMITS = { minutes: 15, perAccount: 5, perAddress: 30, keptHours: 24 } as const;

/** Too many wrong passwords; the same for accounts that do not exist. */
export class TooManyAttempts extends ServiceError {
  readonly waitMinutes: number;

  constructor(waitMinutes: number) {
    super('too-many-attempts', `Too many attempts. Wait ${waitMinutes} minute${waitMinutes === 1 ? '' : 's'} and sign in again.`);
    this.name = 'TooManyAttempts';
    this.waitMinutes = waitMinutes;
  }
}

/**
 * Opens a session. `address` is where the request came from; `secret` keys the hashes under which attempts are counted.
 * Unknown people, wrong passwords and disabled people get the same answer after the same work.
 * Errors: credentials-wrong, too-many-attempts (TooManyAttempts).
 */
export async function signIn(
  ctx: Context,
  request: { email: string; password: string; address: string; secret: string; now: Date },
): Promise<OpenedSession> {
  const { password, address, secret, now } = request;
  const email = plainEmail(request.email);
  const keys = { accountHash: keyed(secret, `account ${email}`), addressHash: keyed(secret, `address ${address}`) };
  await countAttempt(ctx, keys, now);
  await hashOfNobody();
  const person = await findPersonByEmail(ctx.database.db, email);
  const passwordHash = person?.isDisabled === true ? null : (person?.passwordHash ?? null);
  const isRight = await isPasswordOf(passwordHash, password);
  const session =
    person === null || passwordHash === null || !isRight
      ? null
      : await inTransaction(ctx.database, async (transaction) => {
          const opened = await openSession(transaction, { personId: person.id, passwordHash, now });
          if (opened === null) return null;
          await deleteAttemptsOn(transaction.db, keys.accountHash);
          await recordOwnAudit(transaction.db, { personId: person.id, action: 'sign-in', at: now });
          return opened;
        });
  if (session !== null) {
    ctx.log.info({ person: session.personId }, 'signed in');
    return session;
  }
  throw new ServiceError(
    'credentials-wrong',
    'The e-mail address or the password is wrong. Check both; an admin of your campus can give you a link for a new password.',
  );
}

/** Counts the attempt before its password is looked at, so that many at once cannot slip through. One refused is not counted. */
async function countAttempt(ctx: Context, keys: AttemptKeys, now: Date): Promise<void> {
  const waitMinutes = await inTransaction(ctx.database, async (transaction) => {
    await deleteAttemptsBefore(transaction.db, new Date(now.getTime() - SIGN_IN_LIMITS.keptHours * 3_600_000));
    await lockAttempts(transaction, keys);
    const since = new Date(now.getTime() - windowMs);
    const { accountHash, addressHash } = keys;
    const full = [
      await findNthAttempt(transaction.db, { by: { accountHash }, nth: SIGN_IN_LIMITS.perAccount, since }),
      await findNthAttempt(transaction.db, { by: { addressHash }, nth: SIGN_IN_LIMITS.perAddress, since }),
    ];
    const waits = full.map((first) => (first === null ? 0 : first.getTime() + windowMs - now.getTime()));
    const wait = Math.max(...waits);
    if (wait > 0) return Math.ceil(wait / 60_000);
    await insertAttempt(transaction.db, { ...keys, attemptedAt: now });
    return null;
  });
  if (waitMinutes !== null) throw new TooManyAttempts(waitMinutes);
}

const windowMs = SIGN_IN_LIMITS.minutes * 60_000;

const keyed = (secret: string, text: string): Buffer => createHmac('sha256', secret).update(text).digest();
