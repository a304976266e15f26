import { useFormatter, useTranslations } from 'next-intl';
import type { FactorRow } from '#components/footprint/factors-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';

interface FactorWords {
  readonly number: (value: number) => string;
  readonly price: (price: { readonly amount: number; readonly currency: string }) => string;
  readonly day: (day: string) => string;
  /** What a kilowatt-hour is by a statement. */
  readonly what: (row: FactorRow) => string;
}

/** Factors in the reader's language. */
export function useFactorWords(): FactorWords {
  const t = useTranslations('footprint.factors');
  const format = useFormatter();
  const figures = useFigures();
  const number = (value: number) => format.number(value, { maximumFractionDigits: 3 });
  const price: FactorWords['price'] = ({ amount, currency }) =>
    format.number(amount, {
      style: 'currency',
      currency,
      currencyDisplay: 'code',
      minimumFractionDigits: 2,
      maximumFractionDigits: 5,
    });
  return {
    number,
    price,
    day: (day) => `${figures.day(day)} ${day.slice(0, 4)}`,
    what: ({ kind, amount, currency, hours }) => {
      if (kind === 'carbon')
        return amount === null ? t('hourlyCarbon', { hours: hours ?? 0 }) : t('grams', { grams: number(amount) });
      if (amount === null) return t('hourlyPrice', { hours: hours ?? 0, currency: currency ?? '' });
      return price({ amount, currency: currency ?? 'XXX' });
    },
  };
}
