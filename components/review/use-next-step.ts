import { useTranslations } from 'next-intl';
import type { ReviewRow } from '#components/review/review-view.ts';
import { useReviewTimes } from '#components/review/use-review-times.ts';

/** What to do about a week, in a sentence. */
export function useNextStep(timeZone: string): (row: ReviewRow, place: { isNewest: boolean }) => string {
  const t = useTranslations('review.list.next');
  const at = useReviewTimes(timeZone);
  return ({ state, asked, wouldMovePlaces }, { isNewest }) => {
    if (state === 'awaits-approval')
      return asked?.isOwn === true ? t('awaitsOwn') : t('awaits', { kind: asked?.kind ?? 'announce' });
    if (state === 'scheduled') return t('scheduled', { when: asked?.dueAt == null ? '' : at(asked.dueAt) });
    if (state === 'touched') return t(wouldMovePlaces ? 'places' : 'inputs');
    if (state === 'provisional') return t(isNewest ? 'provisional' : 'passed');
    return t(state);
  };
}
