import { useTranslations } from 'next-intl';
import { type WeekView, weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';

/** "Week 47 so far · data until Sunday 14:00 · closes Monday 06:00" by the campus's clock. */
export function WeekLine({ week, timeZone }: { readonly week: WeekView; readonly timeZone: string }) {
  const t = useTranslations('board');
  const states = useTranslations('common.state');
  const figures = useFigures();
  const number = weekNumber(week.id);
  const isClosed = week.state !== 'open' && week.state !== 'ended';
  const parts = [
    week.state === 'open' ? t('weekSoFar', { week: number }) : t('weekState', { week: number, state: states(week.state) }),
    week.dataUntil === null ? t('noDataYet') : t('dataUntil', { when: figures.weekdayTime(week.dataUntil, timeZone) }),
    isClosed ? null : t('closes', { when: figures.weekdayTime(week.closesAt, timeZone) }),
  ];
  return <p className="font-medium text-soft">{parts.filter((part) => part !== null).join(' · ')}</p>;
}
