import { useTranslations } from 'next-intl';
import type { Gap } from '#components/leaderboard/leaderboard-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';
import type { Lens } from '#core/ranking/rules.ts';

/** "0.50 kWh per resident behind Harbour House: about 26 kWh less by Sunday night." The kWh only while the week is open. */
export function useGapSentence({ lens, isOpen }: { lens: Lens; isOpen: boolean }): (gap: Gap | null, rank: number) => string {
  const t = useTranslations('board.yours');
  const figures = useFigures();
  const scores = useLensFigures(lens);
  return (gap, rank) => {
    if (gap === null) return rank === 1 ? t('leadPlain') : '';
    if (gap.amount === 0) return t('level', { name: gap.aheadName });
    const amount = scores.gapAmount(gap.amount);
    if (gap.energyKwh === null || !isOpen) return t('behind', { name: gap.aheadName, amount });
    return t('behindKwh', { name: gap.aheadName, amount, kwh: figures.number(Math.ceil(gap.energyKwh)) });
  };
}
