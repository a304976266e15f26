import { useTranslations } from 'next-intl';
import { useFigures } from '#components/ui/use-figures.ts';
import { type Lens, TIE_PRECISION } from '#core/ranking/rules.ts';

export type LensFigures = { readonly score: (score: number) => string; readonly amount: (score: number) => string };

/** A lens's scores at the precision at which ties are called, bare or with their unit. */
export function useLensFigures(lens: Lens): LensFigures {
  const figures = useFigures();
  const t = useTranslations('common.amount');
  const decimals = Math.max(0, Math.round(-Math.log10(TIE_PRECISION[lens])));
  const score = (value: number) => figures.number(value, decimals);
  return { score, amount: (value) => t(lens, { value: score(value) }) };
}
