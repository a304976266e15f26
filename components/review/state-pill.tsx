import { useTranslations } from 'next-intl';
import type { ReviewStateView } from '#components/review/review-view.ts';
import { Pill, type PillTone } from '#components/ui/pill.tsx';

const TONES: Record<ReviewStateView, PillTone> = {
  provisional: 'plain',
  'awaits-approval': 'gold',
  scheduled: 'gold',
  stopped: 'warning',
  touched: 'warning',
  final: 'good',
  corrected: 'good',
};

export function StatePill({ state }: { readonly state: ReviewStateView }) {
  const t = useTranslations('review.list.state');
  return <Pill tone={TONES[state]}>{t(state)}</Pill>;
}
