import { useLocale, useTranslations } from 'next-intl';
import type { ReviewView } from '#components/review/review-view.ts';
import { useReviewTimes } from '#components/review/use-review-times.ts';
import { Card } from '#components/ui/card.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { editionsPath, localePath, posterPath, questionsPath, sharePicturePath, weekPath } from '#components/ui/paths.ts';
import { MessageBody } from '#components/week/message-body.tsx';

/** An announced week: in which words, and everything that went out of it. */
export function OutCard({ view }: { readonly view: ReviewView }) {
  const t = useTranslations('review.out');
  const prizes = useTranslations('review.asked');
  const locale = useLocale();
  const at = useReviewTimes(view.timeZone);
  const { campus, week, announced, publicationState } = view;
  if (announced === null) return null;
  const links = [
    { href: weekPath(campus, week), words: t('week') },
    { href: posterPath(campus, week), words: t('poster') },
    ...(publicationState === 'corrected' ? [{ href: editionsPath(campus, week), words: t('editions') }] : []),
    { href: questionsPath(campus, week), words: t('questions') },
  ];
  return (
    <Card title={t('title')} note={t('since', { when: at(announced.at) })}>
      {announced.messageHtml === null ? null : <MessageBody html={announced.messageHtml} />}
      {announced.prize === null ? null : (
        <p dir="auto" className="mt-2 font-semibold wrap-anywhere">
          {prizes('prize', { prize: announced.prize })}
        </p>
      )}
      <ul className="mt-3 grid">
        {links.map(({ href, words }) => (
          <li key={href}>
            <LocalLink href={href} className="link tappable">
              {words}
            </LocalLink>
          </li>
        ))}
        <li>
          <a href={localePath(locale, sharePicturePath(weekPath(campus, week)))} className="link tappable">
            {t('image')}
          </a>
        </li>
      </ul>
    </Card>
  );
}
