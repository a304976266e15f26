import { useTranslations } from 'next-intl';
import { cellClass } from '#components/calendar/calendar-html.ts';
import { type CalendarView, DAY_STATES } from '#components/calendar/calendar-view.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';

/** What the cells mean, and how many days are so. */
export function CalendarLegend({ counts }: Pick<CalendarView, 'counts'>) {
  const t = useTranslations('calendar.legend');
  const words = useImportWords();
  return (
    <ul className="calendar-legend flex flex-wrap gap-x-5 gap-y-1.5 text-sm">
      {DAY_STATES.map((state) => (
        <li key={state} className="flex items-center gap-2">
          <span className={`swatch ${cellClass({ state, measured: 0.5 })}`} aria-hidden="true" />
          <span>{t(state)}</span>
          <span className="text-soft tabular-nums">{words.number(counts[state])}</span>
        </li>
      ))}
    </ul>
  );
}
