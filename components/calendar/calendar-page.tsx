import { useFormatter, useTranslations } from 'next-intl';
import { CalendarLegend } from '#components/calendar/calendar-legend.tsx';
import type { CalendarView } from '#components/calendar/calendar-view.ts';
import { CoverageCalendar } from '#components/calendar/coverage-calendar.tsx';
import { calendarPath } from '#components/campus/room-paths.ts';
import { importsPath, metersPath } from '#components/imports/staff-paths.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';

/** What was measured of every meter, day by day, eight weeks at a time. */
export function CalendarPage({ campus, view }: { readonly campus: string; readonly view: CalendarView }) {
  const t = useTranslations('calendar');
  const format = useFormatter();
  const words = useImportWords();
  const meters = view.dorms.flatMap((dorm) => dorm.meters);
  const span = format.dateTimeRange(new Date(view.days[0] ?? 0), new Date(view.days.at(-1) ?? 0), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  if (meters.length === 0) {
    return (
      <>
        <h1 className="headline text-4xl sm:text-5xl">{t('headline.noMeter')}</h1>
        <div className="mt-7">
          <EmptyState title={t('emptyTitle')}>
            <p>{t('emptyBody')}</p>
            <p className="mt-4 flex flex-wrap justify-center gap-3">
              <LocalLink href={importsPath(campus)} className={buttonClass('secondary')}>
                {t('toImports')}
              </LocalLink>
              <LocalLink href={metersPath(campus)} className="link tappable">
                {t('toMeters')}
              </LocalLink>
            </p>
          </EmptyState>
        </div>
      </>
    );
  }
  const silent = meters.filter(({ silentDays }) => silentDays !== null).length;
  const share = words.percent(view.measured ?? 0);
  return (
    <>
      <h1 className="headline text-4xl sm:text-5xl">
        {t(`headline.${view.measured === null ? 'out' : view.measured >= 0.9995 ? 'whole' : 'part'}`, { share })}
      </h1>
      <p className="mt-3 max-w-prose text-soft">
        {t(silent === 0 ? 'lead' : 'leadSilent', { count: meters.length, silent, span })}
      </p>
      <div className="mt-6 flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
        <CalendarLegend counts={view.counts} />
        <nav aria-label={t('paging')} className="not-printed flex gap-x-5">
          <LocalLink href={`${calendarPath(campus)}?until=${view.older}`} className="link tappable">
            {t('older')}
          </LocalLink>
          {view.newer === null ? null : (
            <LocalLink href={`${calendarPath(campus)}?until=${view.newer}`} className="link tappable">
              {t('newer')}
            </LocalLink>
          )}
        </nav>
      </div>
      <div className="mt-4">
        <CoverageCalendar view={view} caption={t('caption', { span })} />
      </div>
      <p className="not-printed mt-3 text-sm text-soft">{t('keys')}</p>
    </>
  );
}
