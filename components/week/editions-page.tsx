import { useTranslations } from 'next-intl';
import { Card } from '#components/ui/card.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { correctionsPath, questionsPath, weekPath } from '#components/ui/paths.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { CorrectionTable } from '#components/week/correction-table.tsx';
import type { CorrectionView, EditionsPageView } from '#components/week/correction-view.ts';
import { Editions } from '#components/week/editions.tsx';
import { useCorrectionWords } from '#components/week/use-correction-words.ts';
import { useDate } from '#components/week/use-date.ts';

/** What was announced of a week beside what corrected it; where nothing did, that it stands. */
export function EditionsPage({ view }: { readonly view: EditionsPageView }) {
  const t = useTranslations('week.compare');
  const common = useTranslations('common');
  const { campus, week, corrections, editions, methodVersion } = view;
  const [newest, ...earlier] = corrections;
  return (
    <div className="grid gap-8">
      <Heading view={view} />
      {newest === undefined ? null : (
        <>
          <Why campus={campus.slug} week={week} correction={newest} />
          <section className="grid gap-3">
            <div>
              <h2 className="text-xl font-bold tracking-tight">{t('tableTitle')}</h2>
              <p className="mt-1 text-sm text-soft">{t('tableNote', { lens: common(`unit.${view.lens}`) })}</p>
            </div>
            <CorrectionTable campus={campus.slug} week={week} lens={view.lens} correction={newest} />
            <p className="not-printed flex flex-wrap gap-x-6 gap-y-1 text-sm">
              <a href={view.csvPath} className="link tappable">
                {common('csv')}
              </a>
              <a href={view.jsonPath} className="link tappable">
                {t('json')}
              </a>
            </p>
          </section>
        </>
      )}
      {earlier.map((correction) => (
        <EarlierCorrection key={correction.edition} view={view} correction={correction} />
      ))}
      <Editions {...{ editions, methodVersion }} campus={campus.slug} week={null} timeZone={campus.timeZone} />
      <p className="not-printed flex flex-wrap gap-x-6 border-t border-line pt-4">
        <LocalLink href={weekPath(campus.slug, week)} className="link tappable">
          {t('toWeek', { week: weekNumber(week) })}
        </LocalLink>
        <CorrectionsLink campus={campus.slug} />
      </p>
    </div>
  );
}

function Heading({ view }: { readonly view: EditionsPageView }) {
  const t = useTranslations('week.compare');
  const figures = useFigures();
  const words = useCorrectionWords();
  const { campus, week, announcedAt, corrections } = view;
  const when = useDate(campus.timeZone);
  const [newest] = corrections;
  const number = weekNumber(week);
  const headline =
    newest === undefined
      ? t(`headline.${announcedAt === null ? 'provisional' : 'none'}`, { week: number })
      : words({ ...newest, week, lens: view.lens });
  return (
    <div className="min-w-0">
      <p className="text-soft">
        {t('eyebrow', { week: number, from: figures.day(view.startsOn), to: figures.day(view.endsOn) })}
      </p>
      <h1 className={`headline mt-2 max-w-[22ch] ${headline.length > 60 ? 'text-3xl sm:text-5xl' : 'text-4xl sm:text-6xl'}`}>
        {headline}
      </h1>
      <p className="mt-4 max-w-[62ch] text-lg text-soft">
        {newest === undefined || announcedAt === null
          ? t('leadNone')
          : [t('dates', { announced: when(announcedAt), corrected: when(newest.correctedAt) }), t('lead')].join(
              figures.sentenceGap,
            )}
      </p>
    </div>
  );
}

type CorrectionProps = { readonly campus: string; readonly week: string; readonly correction: CorrectionView };

/** The reason in the organisers' words, and where to ask about it. */
function Why({ campus, week, correction }: CorrectionProps) {
  const t = useTranslations('week.compare');
  return (
    <Card title={t('why')}>
      {correction.reason === null ? null : <Reason words={correction.reason} />}
      <p className="mt-4 text-sm text-soft">
        {t.rich('asked', {
          ask: (chunks) => (
            <LocalLink href={questionsPath(campus, week)} className="link tappable">
              {chunks}
            </LocalLink>
          ),
        })}
      </p>
    </Card>
  );
}

/** The organisers' reason, as text in its own direction. */
export function Reason({ words }: { readonly words: string }) {
  return (
    <blockquote dir="auto" className="max-w-prose border-s-4 border-gold ps-4 text-lg wrap-anywhere whitespace-pre-line">
      {words}
    </blockquote>
  );
}

function EarlierCorrection({ view, correction }: { readonly view: EditionsPageView; readonly correction: CorrectionView }) {
  const t = useTranslations('week.compare');
  const words = useCorrectionWords();
  const when = useDate(view.campus.timeZone);
  return (
    <details className="rounded-(--radius-card) border border-line p-4 sm:p-5">
      <summary className="py-0.5 font-semibold">{t('earlier', { when: when(correction.correctedAt) })}</summary>
      <div className="mt-3 grid gap-4">
        <p>{words({ ...correction, week: view.week, lens: view.lens })}</p>
        {correction.reason === null ? null : <Reason words={correction.reason} />}
        <CorrectionTable campus={view.campus.slug} week={view.week} lens={view.lens} correction={correction} />
      </div>
    </details>
  );
}

/** To the list of all corrections. */
export function CorrectionsLink({ campus }: { readonly campus: string }) {
  const t = useTranslations('week.corrections');
  return (
    <LocalLink href={correctionsPath(campus)} className="link tappable">
      {t('all')}
    </LocalLink>
  );
}
