import '#components/poster/poster.css';
import { useTranslations } from 'next-intl';
import { PosterFoot } from '#components/poster/poster-foot.tsx';
import { PosterLeagues } from '#components/poster/poster-leagues.tsx';
import { PosterStreet } from '#components/poster/poster-street.tsx';
import type { PosterView } from '#components/poster/poster-view.ts';
import { PosterWords } from '#components/poster/poster-words.tsx';
import { PrintButton } from '#components/poster/print-button.tsx';
import { LanguageSwitch } from '#components/ui/language-switch.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { posterPath, weekPath } from '#components/ui/paths.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { WattleMark } from '#components/ui/wattle-mark.tsx';

/** A closed week on one A4 page, as it is printed, with what prints it. */
export function PosterPage({ view }: { readonly view: PosterView }) {
  return (
    <div className="poster-room">
      {/* Only while this page is shown: other pages print with their own edges. */}
      <style>{'@page { size: A4; margin: 0 }'}</style>
      <PosterBar view={view} />
      <main id="main" className="poster">
        <PosterHead view={view} />
        <PosterStreet houses={view.houses} isSettled={view.week.state !== 'provisional'} />
        <PosterLeagues view={view} />
        <PosterWords view={view} />
        <PosterFoot view={view} />
      </main>
    </div>
  );
}

function PosterBar({ view: { campus, week } }: { readonly view: PosterView }) {
  const t = useTranslations('share.poster');
  return (
    <nav aria-label={t('title', { week: weekNumber(week.id) })} className="not-printed poster-bar">
      <LocalLink href={weekPath(campus.slug, week.id)} className="link tappable">
        {t('back')}
      </LocalLink>
      <span className="flex flex-wrap items-center gap-3">
        <span className="text-sm text-soft">{t('hint')}</span>
        <LanguageSwitch path={posterPath(campus.slug, week.id)} />
        <PrintButton words={t('print')} />
      </span>
    </nav>
  );
}

const LONG = 34;
const LONGER = 60;

function PosterHead({ view: { campus, week, headline } }: { readonly view: PosterView }) {
  const t = useTranslations('share.poster');
  const figures = useFigures();
  const width = [...headline].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 2 : 1), 0);
  const size = width > LONGER ? 'poster-longer' : width > LONG ? 'poster-long' : '';
  const range = { from: figures.day(week.startsOn), to: figures.day(week.endsOn), year: week.endsOn.slice(0, 4) };
  return (
    <header>
      <p className="poster-top">
        <span className="poster-name">
          <WattleMark className="poster-flower" />
          <span className="poster-wattle">wattle</span>
          <bdi className="poster-line">{campus.name}</bdi>
        </span>
        <span>{t('week', { week: weekNumber(week.id), ...range })}</span>
      </p>
      <h1 dir="auto" className={`headline poster-headline ${size}`}>
        {headline}
      </h1>
      {week.state === 'provisional' ? <Warning title={t('notFinal')} body={t('notFinalBody')} /> : null}
      {week.state === 'corrected' ? <Warning title={t('corrected')} body={t('correctedBody')} /> : null}
    </header>
  );
}

function Warning({ title, body }: { readonly title: string; readonly body: string }) {
  return (
    <p className="poster-warning">
      <strong>{title}</strong> {body}
    </p>
  );
}
