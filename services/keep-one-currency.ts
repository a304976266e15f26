import type { Campus } from '#db/queries/campuses.ts';
import { listFactorStatements } from '#db/queries/factors.ts';
import type { Db } from '#db/transaction.ts';
import { ServiceError } from '#services/service-error.ts';

/**
 * The currency of a campus's prices that are not withdrawn; null where there is none. All are in one, so that costs of any days
 * add up. Errors: factor-unfit, where `currency` is another (null: no price is at hand).
 */
export async function keepOneCurrency(
  db: Db,
  { campus, currency }: { campus: Campus; currency: string | null },
): Promise<string | null> {
  const stated = await listFactorStatements(db, campus.id);
  const known = stated.find((one) => one.currency !== null && one.withdrawnAt === null)?.currency ?? null;
  if (currency === null || known === null || known === currency) return known;
  throw new ServiceError(
    'factor-unfit',
    `The prices of ${campus.name} are in ${known}, this one is in ${currency}. Withdraw those first, or state it in ${known}.`,
  );
}
