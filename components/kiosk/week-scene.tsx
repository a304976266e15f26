import { useFormatter, useTranslations } from 'next-intl';
import type { KioskView } from '#components/kiosk/kiosk-view.ts';
import { spanOf } from '#components/kiosk/span.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';

/** How long the week still runs by the campus's clock, the season it belongs to, and who won the last one. */
export function WeekScene({ view, now }: { readonly view: KioskView; readonly now: number | null }) {
  const t = useTranslations('kiosk');
  const format = useFormatter();
  const figures = useFigures();
  const { week, season, lastClosed, campus } = view;
  const left = now === null ? null : Date.parse(view.endsAt) - now;
  const parts = left === null ? [] : spanOf(left).map(({ unit, count }) => t(`span.${unit}`, { count }));
  const number = weekNumber(week.id);
  const closes = figures.weekdayTime(week.closesAt, campus.timeZone);
  return (
    <div className="flex grow flex-col justify-center gap-[3vmin]">
      {left !== null && left <= 0 ? (
        <h1 className="headline text-[11vmin]">{t('over', { week: number })}</h1>
      ) : (
        <h1>
          <span className="figures block text-[14vmin] leading-none text-stage-gold">{parts.join(' ') || t('lastMinute')}</span>
          <span className="headline mt-[2vmin] block text-[6.4vmin]">{t('untilEnd', { week: number })}</span>
        </h1>
      )}
      <p className="text-[4.2vmin] leading-snug text-stage-soft">{t('counted', { when: closes })}</p>
      {season === null ? null : (
        <p className="text-[4.2vmin] leading-snug font-medium">{t('season', { ...season, count: season.weekCount })}</p>
      )}
      {lastClosed === null || lastClosed.winners.length === 0 ? null : (
        <p className="text-[4.2vmin] leading-snug font-medium">
          {t(lastClosed.state === 'provisional' ? 'last.first' : 'last.won', {
            week: weekNumber(lastClosed.week),
            names: format.list(lastClosed.winners),
            count: lastClosed.winners.length,
          })}
        </p>
      )}
    </div>
  );
}
