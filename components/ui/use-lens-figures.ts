import { useFormatter, useTranslations } from 'next-intl';
import { useFigures } from '#components/ui/use-figures.ts';
import { isOfPast, isRatio, type Lens, TIE_PRECISION } from '#core/ranking/rules.ts';

export type LensFigures = {
  /** "14.20"; against the dorm's own past with its sign: "+1.31", "−3.0 %". */
  readonly score: (score: number) => string;
  /** A size without a sign, as a score is written: what lies between two scores, or how far one ordinarily moves. */
  readonly size: (size: number) => string;
  /** A difference between two ranks: never shown as zero. Ratios in percentage points. */
  readonly gap: (difference: number) => string;
  /** The same with its unit. */
  readonly gapAmount: (difference: number) => string;
};

/** A lens's scores at the precision at which ties are called; ratios in per cent. */
export function useLensFigures(lens: Lens): LensFigures {
  const figures = useFigures();
  const format = useFormatter();
  const common = useTranslations('common');
  const decimals = Math.max(0, Math.round(-Math.log10(TIE_PRECISION[lens]))) - (isRatio(lens) ? 2 : 0);
  const plain = (value: number) => figures.number(isRatio(lens) ? value * 100 : value, decimals);
  const signed = (value: number) =>
    format
      .number(isRatio(lens) ? value * 100 : value, {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
        signDisplay: 'exceptZero',
      })
      .replace('-', '−');
  const inPercent = (value: string) => (isRatio(lens) ? common('percent', { value }) : value);
  const atLeastAStep = (difference: number) => plain(Math.max(Math.abs(difference), TIE_PRECISION[lens]));
  const gapAmount = (difference: number) => common(`gap.${lens}`, { value: atLeastAStep(difference) });
  return {
    score: (score) => inPercent(isOfPast(lens) ? signed(score) : plain(score)),
    size: (size) => inPercent(plain(Math.abs(size))),
    gap: (difference) => (isRatio(lens) ? gapAmount(difference) : atLeastAStep(difference)),
    gapAmount,
  };
}
