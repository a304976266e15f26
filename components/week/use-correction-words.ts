import { useFormatter, useTranslations } from 'next-intl';
import { weekNumber } from '#components/ui/site-view.ts';
import { correctionNews } from '#components/week/correction-news.ts';
import type { CorrectionView } from '#components/week/correction-view.ts';
import type { Lens } from '#core/ranking/rules.ts';

/** What a correction changed, as one sentence. */
export function useCorrectionWords(): (correction: CorrectionView & { readonly week: string; readonly lens: Lens }) => string {
  const t = useTranslations('week.compare.headline');
  const format = useFormatter();
  return ({ rows, week, lens }) => {
    const { key, before, names, moved, scores } = correctionNews(rows, lens);
    const said = { names: format.list(names), before: format.list(before), count: names.length };
    return t(key, { ...said, moved, scores, week: weekNumber(week) });
  };
}
