import { useTranslations } from 'next-intl';
import { CloseAgain } from '#components/review/close-again.tsx';
import type { AskedView, ReviewView } from '#components/review/review-view.ts';
import { useReviewTimes } from '#components/review/use-review-times.ts';
import { Notice } from '#components/ui/notice.tsx';

interface StoppedNoticeProps {
  readonly view: ReviewView;
  readonly asked: AskedView;
  readonly canAnswer: boolean;
}

/** What was asked and ended without being done: why, and what to do instead. */
export function StoppedNotice({ view, asked, canAnswer }: StoppedNoticeProps) {
  const t = useTranslations('review.stopped');
  const at = useReviewTimes(view.timeZone);
  const isBlocked = view.publicationState === 'provisional' && view.changes.hasChanges;
  return (
    <Notice tone="warning" title={t('title')}>
      <p>{t('body', { when: at(asked.dueAt ?? asked.askedAt) })}</p>
      <p className="mt-1">{t(asked.kind === 'correct' ? 'correct' : isBlocked ? 'moved' : 'again')}</p>
      {isBlocked && canAnswer ? (
        <div className="mt-4 mb-1">
          <CloseAgain />
        </div>
      ) : null}
    </Notice>
  );
}
