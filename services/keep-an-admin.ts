import { countAdmins, lockAdmins } from '#db/queries/people.ts';
import type { Transaction } from '#db/transaction.ts';
import { NotAllowed } from '#services/not-allowed.ts';

/**
 * Does `work`, unless it leaves one of the campuses without an admin who can sign in, where there was one before. Two
 * admins who take each other's role away at once come one after the other here. Call it before any person is locked.
 * Errors: not-allowed.
 */
export async function keepAnAdmin<T>(transaction: Transaction, campusIds: readonly number[], work: () => Promise<T>): Promise<T> {
  const before = new Map<number, number>();
  for (const campusId of [...campusIds].sort((a, b) => a - b)) {
    await lockAdmins(transaction, campusId);
    before.set(campusId, await countAdmins(transaction.db, campusId));
  }
  const value = await work();
  for (const [campusId, count] of before) {
    if (count === 0 || (await countAdmins(transaction.db, campusId)) > 0) continue;
    throw new NotAllowed('last-admin');
  }
  return value;
}
