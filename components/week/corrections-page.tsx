import { useTranslations } from 'next-intl';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { editionsPath, weekPath } from '#components/ui/paths.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import type { CorrectionsPageView } from '#components/week/correction-view.ts';
import { Reason } from '#components/week/editions-page.tsx';
import { useCorrectionWords } from '#components/week/use-correction-words.ts';
import { useDate } from '#components/week/use-date.ts';

/** Every correction of a campus, with its reason and the way to old and new side by side. */
export function CorrectionsPage({ view }: { readonly view: CorrectionsPageView }) {
  const t = useTranslations('week.corrections');
  const { campus, corrections } = view;
  return (
    <div className="grid gap-8">
      {corrections.length === 0 ? (
        <>
          <h1 className="sr-only">{t('all')}</h1>
          <EmptyState title={t('noneTitle')}>
            <p>{t('noneBody')}</p>
          </EmptyState>
        </>
      ) : (
        <>
          <div>
            <h1 className="headline text-4xl sm:text-6xl">{t('title', { count: corrections.length })}</h1>
            <p className="mt-4 max-w-[62ch] text-lg text-soft">{t('lead')}</p>
          </div>
          <ol className="grid gap-5">
            {corrections.map((correction) => (
              <Correction key={`${correction.week} ${correction.edition}`} campus={campus} correction={correction} />
            ))}
          </ol>
          {view.isCut ? <p className="text-sm text-soft">{t('most', { count: corrections.length })}</p> : null}
        </>
      )}
      <p className="not-printed">
        <LocalLink href={`/c/${campus.slug}/weeks`} className="link tappable">
          {t('toWeeks')}
        </LocalLink>
      </p>
    </div>
  );
}

type CorrectionProps = {
  readonly campus: CorrectionsPageView['campus'];
  readonly correction: CorrectionsPageView['corrections'][number];
};

function Correction({ campus, correction }: CorrectionProps) {
  const t = useTranslations('week.corrections');
  const words = useCorrectionWords();
  const when = useDate(campus.timeZone);
  const { week, correctedAt, reason } = correction;
  return (
    <li className="card grid gap-3 rounded-(--radius-card) border border-line bg-card p-5 sm:p-6">
      <div>
        <p className="flex flex-wrap items-baseline gap-x-4 text-sm text-soft">
          <LocalLink href={weekPath(campus.slug, week)} className="link tappable font-semibold text-ink">
            {t('week', { week: weekNumber(week), year: week.slice(0, 4) })}
          </LocalLink>
          <time dateTime={correctedAt}>{t('when', { when: when(correctedAt) })}</time>
        </p>
        <h2 className="mt-1 text-xl leading-tight font-bold tracking-tight wrap-anywhere">{words(correction)}</h2>
      </div>
      {reason === null ? null : <Reason words={reason} />}
      <LocalLink href={editionsPath(campus.slug, week)} className="link tappable justify-self-start">
        {t('link')}
      </LocalLink>
    </li>
  );
}
