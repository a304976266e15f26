import { useTranslations } from 'next-intl';
import { AnswerForm } from '#components/campus/answers.tsx';

import type { AskedView, ReviewView } from '#components/review/review-view.ts';
import { useReviewTimes } from '#components/review/use-review-times.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { MessageBody } from '#components/week/message-body.tsx';

interface AskedCardProps {
  readonly view: ReviewView;
  readonly asked: AskedView;
  readonly canAnswer: boolean;
}

/** What somebody asked and waits for its time or a second person: in whose words, and the way to approve or withdraw it. */
export function AskedCard({ view, asked, canAnswer }: AskedCardProps) {
  const t = useTranslations('review.asked');
  const at = useReviewTimes(view.timeZone);
  const { id, kind, by, isOwn, dueAt, approvedBy, hasMoved } = asked;
  const waits = view.state === 'awaits-approval';
  const when = at(asked.askedAt);
  return (
    <Card title={t(kind)} note={by === null ? t('byCommand', { when }) : t('by', { email: by, when })}>
      <div className="grid gap-3">
        {approvedBy === null ? null : <p className="wrap-anywhere">{t('approved', { email: approvedBy })}</p>}
        <p className="font-semibold">{dueAt === null ? t('atOnce') : t('due', { when: at(dueAt) })}</p>
        <Words asked={asked} />
        {hasMoved ? <Notice tone="warning">{t('moved')}</Notice> : null}
        {waits && isOwn ? <Notice tone="gold">{t('own')}</Notice> : null}
        {canAnswer ? (
          <div className="flex flex-wrap items-start gap-3">
            {waits && !isOwn && !hasMoved ? (
              <AnswerForm item="approve">
                <input type="hidden" name="id" value={id} />
                <Button type="submit">{t(dueAt === null ? 'approve' : 'approveLater')}</Button>
              </AnswerForm>
            ) : null}
            <AnswerForm item="withdraw">
              <input type="hidden" name="id" value={id} />
              <Button type="submit" look="secondary">
                {t('withdraw')}
              </Button>
            </AnswerForm>
          </div>
        ) : null}
      </div>
    </Card>
  );
}

function Words({ asked: { kind, messageHtml, prize, reason } }: { readonly asked: AskedView }) {
  const t = useTranslations('review.asked');
  if (kind === 'correct')
    return (
      <div className="border-l-4 border-line-strong pl-4">
        <p className="text-sm text-soft">{t('reason')}</p>
        <p dir="auto" className="whitespace-pre-line wrap-anywhere">
          {reason}
        </p>
      </div>
    );
  return (
    <div className="border-l-4 border-gold-line pl-4">
      {messageHtml === null ? <p className="text-soft">{t('noMessage')}</p> : <MessageBody html={messageHtml} />}
      {prize === null ? null : (
        <p dir="auto" className="mt-2 font-semibold wrap-anywhere">
          {t('prize', { prize })}
        </p>
      )}
    </div>
  );
}
