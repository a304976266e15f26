import { currencyIn } from '#core/footprint/factor-columns.ts';
import { FACTOR_LIMITS } from '#core/footprint/read-factor-list.ts';
import { type Campus, notifyChanged } from '#db/queries/campuses.ts';
import { type Factor, insertFactor, lockFactors } from '#db/queries/factors.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { keepOneCurrency } from '#services/keep-one-currency.ts';
import { recordAudit } from '#services/record-audit.ts';
import { type Actor, actorName, requirePermission } from '#services/require-role.ts';
import { ServiceError } from '#services/service-error.ts';

/**
 * States what a kWh is from a local day of the campus on, until a later factor of its kind begins: so many grams of CO2e, or a
 * price in an ISO 4217 currency. Nothing is overwritten: a statement for the same day counts instead of the earlier one, which
 * stays on record. Errors: not-allowed; factor-unfit (out of reach, an unknown currency, or another than the campus's prices are in).
 */
export async function setFactor(
  ctx: Context,
  request: {
    by: Actor | null;
    campus: Campus;
    /** YYYY-MM-DD. */
    fromDay: string;
    factor: { kind: 'carbon'; gramsPerKwh: number } | { kind: 'price'; pricePerKwh: number; currency: string };
    /** Where the figure is from, in the words of whoever states it. */
    source: string | null;
    now: Date;
  },
): Promise<Factor> {
  const { by, campus, fromDay, factor, source, now } = request;
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'edit-factors' });
  const stated =
    factor.kind === 'carbon'
      ? { kind: factor.kind, amount: grams(factor.gramsPerKwh), currency: null }
      : { kind: factor.kind, amount: price(factor.pricePerKwh), currency: knownCurrency(factor.currency) };
  return inTransaction(ctx.database, async ({ db }) => {
    await lockFactors(db, campus.id);
    await keepOneCurrency(db, { campus, currency: stated.currency });
    const personId = by === null || by === 'operator' ? null : by.personId;
    const added = await insertFactor(db, { campusId: campus.id, fromDay, ...stated, source, personId, statedAt: now });
    await recordAudit(db, {
      ...{ campusId: campus.id, by, action: 'set-factor', subject: added.id, at: now },
      detail: { ...stated, fromDay },
    });
    await notifyChanged(db, campus.slug);
    ctx.log.info({ campus: campus.slug, factor: added.id, kind: added.kind, by: actorName(by) }, 'factor stated');
    return added;
  });
}

function grams(amount: number): number {
  if (amount >= 0 && amount <= FACTOR_LIMITS.mostCarbonGrams) return amount;
  throw new ServiceError(
    'factor-unfit',
    `Carbon is given in grams of CO2e for a kWh, from 0 to ${FACTOR_LIMITS.mostCarbonGrams}, not ${amount}. Check the unit.`,
  );
}

function price(amount: number): number {
  if (amount >= 0 && amount <= FACTOR_LIMITS.mostPrice) return amount;
  throw new ServiceError('factor-unfit', `A price of a kWh is 0 or more, not ${amount}. Check the sign and the unit.`);
}

function knownCurrency(text: string): string {
  const currency = currencyIn(text);
  if (currency !== null && currency === text.toUpperCase()) return currency;
  throw new ServiceError('factor-unfit', `“${text}” is no currency. Give the three letters of ISO 4217, such as AUD.`);
}
