'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { BadValues } from '#app/_data/staff-action.ts';
import { answerStaff, type FormPlace, fieldsOf, Refusal } from '#app/_data/staff-answer.ts';
import { isLocale } from '#app/_i18n/locales.ts';
import type { StaffAnswer } from '#components/campus/staff-answer.ts';
import { FACTOR_LIMITS } from '#core/footprint/read-factor-list.ts';
import { ServiceError } from '#services/service-error.ts';
import { setFactor } from '#services/set-factor.ts';
import { withdrawFactor } from '#services/withdraw-factor.ts';

const blank = z.literal('').transform(() => null);

const NewFactors = z
  .object({
    fromDay: z.iso.date().refine((day) => day >= '1990' && day < '2100'),
    carbon: blank.or(z.coerce.number().min(0).max(FACTOR_LIMITS.mostCarbonGrams)),
    price: blank.or(z.coerce.number().min(0).max(FACTOR_LIMITS.mostPrice)),
    currency: blank.or(z.string().regex(/^[A-Za-z]{3}$/)),
    source: blank.or(z.string().trim().max(200)),
  })
  .refine(({ carbon, price }) => carbon !== null || price !== null)
  .refine(({ price, currency }) => price === null || currency !== null);

const Withdrawal = z.object({ id: z.coerce.number().int().positive() });

/** States carbon, a price, or both, from a day on. */
export async function setFactorsAction(place: FormPlace, _before: StaffAnswer, form: FormData): Promise<StaffAnswer> {
  return answerStaff({ place, verb: 'edit-factors', form }, ({ ctx, campus, session: by }) =>
    refusing(place, async () => {
      const { fromDay, carbon, price, currency, source } = fieldsOf(NewFactors, form);
      const common = { by, campus, fromDay, source: source === '' ? null : source, now: new Date() };
      if (price !== null && currency !== null)
        await setFactor(ctx, { ...common, factor: { kind: 'price', pricePerKwh: price, currency } });
      if (carbon !== null) await setFactor(ctx, { ...common, factor: { kind: 'carbon', gramsPerKwh: carbon } });
      return 'stated';
    }),
  );
}

/** Takes a statement back. */
export async function withdrawFactorAction(place: FormPlace, _before: StaffAnswer, form: FormData): Promise<StaffAnswer> {
  return answerStaff({ place, verb: 'edit-factors', form }, ({ ctx, campus, session: by }) =>
    refusing(place, async () => {
      await withdrawFactor(ctx, { by, campus, id: fieldsOf(Withdrawal, form).id, now: new Date() });
      return 'withdrawn';
    }),
  );
}

/** Says what was done, or why not, in the words of this room. */
async function refusing({ locale }: FormPlace, work: () => Promise<'stated' | 'withdrawn'>): Promise<{ message: string }> {
  const t = await getTranslations({ locale: isLocale(locale) ? locale : 'en', namespace: 'footprint.factors' });
  try {
    return { message: t(`done.${await work()}`) };
  } catch (error) {
    const code = error instanceof BadValues ? 'values-bad' : error instanceof ServiceError ? error.code : null;
    if (code === null || !t.has(`refusal.${code}`)) throw error;
    throw new Refusal(t(`refusal.${code}`));
  }
}
