import { useTranslations } from 'next-intl';
import { useFigures } from '#components/ui/use-figures.ts';
import { isRatio, type Lens, TIE_PRECISION } from '#core/ranking/rules.ts';

export type LensFigures = {
  readonly score: (score: number) => string;
  readonly amount: (score: number) => string;
  /** A difference between two ranks: never shown as zero. */
  readonly gap: (difference: number) => string;
  readonly gapAmount: (difference: number) => string;
};

/** A lens's scores at the precision at which ties are called, bare or with their unit; ratios in per cent. */
export function useLensFigures(lens: Lens): LensFigures {
  const figures = useFigures();
  const t = useTranslations('common.amount');
  const decimals = Math.max(0, Math.round(-Math.log10(TIE_PRECISION[lens])));
  const score = (value: number) => (isRatio(lens) ? figures.percent(value, decimals - 2) : figures.number(value, decimals));
  const amount = (value: number) => t(lens, { value: score(value) });
  const leastGap = (difference: number) => Math.max(difference, TIE_PRECISION[lens]);
  return {
    score,
    amount,
    gap: (difference) => score(leastGap(difference)),
    gapAmount: (difference) => amount(leastGap(difference)),
  };
}
