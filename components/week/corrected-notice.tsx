import { useTranslations } from 'next-intl';
import { LocalLink } from '#components/ui/local-link.tsx';
import { editionsPath } from '#components/ui/paths.ts';
import type { CampusView } from '#components/ui/site-view.ts';
import { useDate } from '#components/week/use-date.ts';
import type { EditionView } from '#components/week/week-page-view.ts';

type CorrectedNoticeProps = { readonly campus: CampusView; readonly week: string; readonly edition: EditionView };

/** Above a corrected week: when and why, and the way to what was announced. */
export function CorrectedNotice({ campus, week, edition }: CorrectedNoticeProps) {
  const t = useTranslations('week.corrected');
  const when = useDate(campus.timeZone);
  return (
    <div className="rounded-xl border border-l-4 border-line border-l-gold bg-card px-4 py-3">
      <p className="font-semibold">{t('title', { when: when(edition.publishedAt) })}</p>
      {edition.reason === null ? null : (
        <p className="mt-1 text-soft">
          {t('reason')}{' '}
          <q className="wrap-anywhere">
            <bdi>{edition.reason}</bdi>
          </q>
        </p>
      )}
      <LocalLink href={editionsPath(campus.slug, week)} className="link tappable mt-1 font-semibold">
        {t('link')}
      </LocalLink>
    </div>
  );
}
