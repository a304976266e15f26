import { useFormatter, useTranslations } from 'next-intl';
import { cellClass, isMonday } from '#components/calendar/calendar-html.ts';
import { meterDayPath } from '#components/campus/room-paths.ts';
import { useImportWords } from '#components/imports/use-import-words.ts';
import type { MeterDayView } from '#components/meter/meter-view.ts';
import { LocalLink } from '#components/ui/local-link.tsx';

interface DaysPictureProps {
  readonly campus: string;
  readonly meterId: number;
  readonly days: readonly MeterDayView[];
  /** The day whose values are listed below. */
  readonly chosen: string;
}

/** Energy by day over what was measured of it: bars from zero, what rules filled in striped, below each the calendar's cell. */
export function DaysPicture({ campus, meterId, days, chosen }: DaysPictureProps) {
  const t = useTranslations('meter.picture');
  const words = useImportWords();
  const most = Math.max(...days.map(({ kwh, estimatedKwh }) => kwh + estimatedKwh), 0);
  const top = niceCeiling(most);
  return (
    <figure className="min-w-0">
      <div className="grid grid-cols-[auto_1fr] gap-x-2">
        <p className="flex h-44 flex-col justify-between text-right text-xs text-soft tabular-nums" aria-hidden="true">
          <span className="-translate-y-1/2">{t('kwh', { kwh: words.number(top, 1) })}</span>
          <span className="translate-y-1/2">0</span>
        </p>
        <ul className="meter-days" aria-label={t('label')}>
          {days.map((day) => (
            <DayBar key={day.day} day={day} {...{ campus, meterId, top }} isChosen={day.day === chosen} />
          ))}
        </ul>
        <span />
        <Dates days={days} />
      </div>
    </figure>
  );
}

interface DayBarProps {
  readonly campus: string;
  readonly meterId: number;
  readonly day: MeterDayView;
  readonly top: number;
  readonly isChosen: boolean;
}

function DayBar({ campus, meterId, day, top, isChosen }: DayBarProps) {
  const t = useTranslations('calendar.day');
  const words = useImportWords();
  const format = useFormatter();
  const picture = useTranslations('meter.picture');
  const date = format.dateTime(new Date(day.day), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const state = day.state === 'out' ? picture('out') : t(day.state, { share: words.percent(day.measured) });
  const height = (kwh: number) => `${top === 0 ? 0 : (Math.max(0, kwh) / top) * 100}%`;
  return (
    <li>
      <LocalLink
        href={meterDayPath(campus, meterId, day.day)}
        title={picture('day', { date, kwh: words.number(day.kwh + day.estimatedKwh, 1), state })}
        {...(isChosen ? { 'aria-current': 'date' as const } : {})}
      >
        <span className="bar">
          <span className="by-rule" style={{ height: height(day.estimatedKwh) }} />
          <span className="by-meter" style={{ height: height(day.kwh) }} />
        </span>
        {day.state === 'out' ? <span className="cell" /> : <span className={`cell ${cellClass(day)}`} />}
      </LocalLink>
    </li>
  );
}

function Dates({ days }: { readonly days: readonly MeterDayView[] }) {
  const format = useFormatter();
  const mondays = days.flatMap(({ day }, index) => (isMonday(day) && index < days.length - 3 ? [{ day, index }] : []));
  return (
    <p className="relative h-5 text-xs text-soft" aria-hidden="true">
      {mondays.map(({ day, index }, place) => (
        <span
          key={day}
          className={`absolute whitespace-nowrap ${place % 3 !== 0 ? 'max-sm:hidden' : ''}`}
          style={{ left: `${(index / days.length) * 100}%` }}
        >
          {format.dateTime(new Date(day), { day: 'numeric', month: 'short', timeZone: 'UTC' })}
        </span>
      ))}
    </p>
  );
}

/** 1, 2 or 5 times a power of ten, at or above the value; 1 for nothing. */
function niceCeiling(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 1.5, 2, 3, 5, 7.5].find((step) => step * power >= value) ?? 10) * power;
}
