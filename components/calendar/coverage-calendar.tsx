import { useFormatter, useTranslations } from 'next-intl';
import { type CalendarWords, dormRowsHtml, isMonday } from '#components/calendar/calendar-html.ts';
import { CalendarKeys } from '#components/calendar/calendar-keys.tsx';
import type { CalendarView } from '#components/calendar/calendar-view.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';

/** Meters by days, in groups by dorm. */
export function CoverageCalendar({ view, caption }: { readonly view: CalendarView; readonly caption: string }) {
  const t = useTranslations('calendar');
  const { percent } = useImportWords();
  const words: CalendarWords = {
    cell: ({ state, measured }) => t(`day.${state}`, { share: percent(measured) }),
    share: (share) => (share === null ? t('none') : percent(share)),
    silent: (days) => t('silent', { days }),
  };
  return (
    <CalendarKeys label={caption} key={view.days[0]}>
      <table className="calendar">
        <caption className="sr-only">{caption}</caption>
        <Head days={view.days} />
        {view.dorms
          .filter(({ meters }) => meters.length > 0)
          .map((dorm) => (
            // biome-ignore lint/security/noDangerouslySetInnerHtml: dormRowsHtml escapes every name; see there why it is text.
            <tbody key={dorm.slug} dangerouslySetInnerHTML={{ __html: dormRowsHtml(dorm, { days: view.days, words }) }} />
          ))}
      </table>
    </CalendarKeys>
  );
}

/** A date over each Monday, and over the first day where there is room; what hears reads every day. */
function Head({ days }: { readonly days: readonly string[] }) {
  const t = useTranslations('calendar');
  const format = useFormatter();
  const isShown = (day: string, index: number) =>
    index === 0 ? !days.slice(1, 4).some(isMonday) : isMonday(day) && index < days.length - 3;
  return (
    <thead>
      <tr>
        <th scope="col">{t('meter')}</th>
        {days.map((day, index) => (
          <th key={day} scope="col">
            <span className="sr-only">
              {format.dateTime(new Date(day), { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })}
            </span>
            {isShown(day, index) ? (
              <span aria-hidden="true">
                {format.dateTime(new Date(day), { day: 'numeric', month: 'short', timeZone: 'UTC' })}
              </span>
            ) : null}
          </th>
        ))}
        <th scope="col">{t('measured')}</th>
      </tr>
    </thead>
  );
}
