import { useFormatter, useTranslations } from 'next-intl';
import { reviewPath } from '#components/campus/room-paths.ts';
import { Facade } from '#components/facade/facade.tsx';
import { NightHills } from '#components/facade/night-hills.tsx';
import type { HouseView, ReviewRow, WeeksView } from '#components/review/review-view.ts';
import { StatePill } from '#components/review/state-pill.tsx';
import { useNextStep } from '#components/review/use-next-step.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';

/** How many weeks are listed unfolded. */
const SHOWN = 12;

/** The organisers' weeks: the one to look at first, then every closed week with what to do about it. */
export function WeeksPage({ view }: { readonly view: WeeksView }) {
  const t = useTranslations('review.list');
  const { rows, first } = view;
  if (rows.length === 0)
    return (
      <EmptyState title={t('headline.none')}>
        <p>{t('emptyBody')}</p>
      </EmptyState>
    );
  const state = first === null || first.state === 'final' || first.state === 'corrected' ? 'rest' : first.state;
  return (
    <>
      <h1 className="headline text-4xl sm:text-5xl">
        {t(`headline.${state}`, { week: first === null ? 0 : weekNumber(first.week) })}
      </h1>
      <p className="mt-3 max-w-prose text-soft">{t('lead')}</p>
      <FirstWeek view={view} />
      <section className="mt-10 min-w-0">
        <h2 className="mb-3 text-xl font-bold">{t('all')}</h2>
        <WeekRows view={view} rows={rows.slice(0, SHOWN)} />
        {rows.length <= SHOWN ? null : (
          <details className="mt-4">
            <summary className="link tappable mb-3">{t('earlier', { count: rows.length - SHOWN })}</summary>
            <WeekRows view={view} rows={rows.slice(SHOWN)} />
          </details>
        )}
      </section>
    </>
  );
}

/** The week that waits, or the newest, on the night stage with the house in front. */
function FirstWeek({ view }: { readonly view: WeeksView }) {
  const t = useTranslations('review.list');
  const figures = useFigures();
  const nextStep = useNextStep(view.timeZone);
  const { campus, first, rows, leader } = view;
  const row = first ?? rows[0];
  if (row === undefined) return null;
  const isOut = row.state === 'final' || row.state === 'corrected';
  const number = weekNumber(row.week);
  return (
    <section className="stage relative mt-7 overflow-hidden rounded-[1.25rem] px-6 pt-7 sm:px-9 sm:pt-9">
      <NightHills />
      <div className="relative flex flex-wrap items-end justify-between gap-x-10 gap-y-6">
        <div className="max-w-xl min-w-0 grow basis-72 pb-7 sm:pb-9">
          <p className="text-stage-soft">
            {t('week', { week: number, year: row.week.slice(0, 4) })} ·{' '}
            {t('range', { from: figures.day(row.startsOn), to: figures.day(row.endsOn) })}
          </p>
          <h2 className="mt-2 text-2xl leading-tight font-bold wrap-anywhere sm:text-3xl">
            {leader === null ? t('nobody') : t(isOut ? 'won' : 'leads', { name: leader.name })}
          </h2>
          <p className="mt-2 text-stage-soft">{nextStep(row, { isNewest: rows[0] === row })}</p>
          <p className="mt-5">
            <LocalLink href={reviewPath(campus, row.week)} className={buttonClass('secondary')}>
              {t(isOut ? 'see' : 'open', { week: number })}
            </LocalLink>
          </p>
        </div>
        {leader === null ? null : <House house={leader} />}
      </div>
    </section>
  );
}

function House({ house }: { readonly house: HouseView }) {
  return (
    <div className="mx-auto flex h-40 shrink-0 items-end border-b border-stage-soft/40 px-4 sm:mx-0 sm:h-56">
      <Facade {...house} size="large" name={null} className="-mb-px h-full" />
    </div>
  );
}

function WeekRows({ view, rows }: { readonly view: WeeksView; readonly rows: readonly ReviewRow[] }) {
  return (
    <ol className="divide-y divide-line overflow-hidden rounded-(--radius-card) border border-line bg-card">
      {rows.map((row) => (
        <WeekRow key={row.week} view={view} row={row} isNewest={row === view.rows[0]} />
      ))}
    </ol>
  );
}

interface WeekRowProps {
  readonly view: WeeksView;
  readonly row: ReviewRow;
  readonly isNewest: boolean;
}

function WeekRow({ view, row, isNewest }: WeekRowProps) {
  const t = useTranslations('review.list');
  const format = useFormatter();
  const figures = useFigures();
  const nextStep = useNextStep(view.timeZone);
  const { week, winners } = row;
  return (
    <li className="grid gap-x-6 gap-y-1.5 px-5 py-4 sm:grid-cols-[13.5rem_1fr_auto] sm:items-baseline">
      <span className="text-soft">
        <LocalLink href={reviewPath(view.campus, week)} className="link tappable font-semibold text-ink">
          {t('week', { week: weekNumber(week), year: week.slice(0, 4) })}
        </LocalLink>
        <span className="block text-sm">{t('range', { from: figures.day(row.startsOn), to: figures.day(row.endsOn) })}</span>
      </span>
      <span className="min-w-0">
        <span className="block wrap-anywhere">{nextStep(row, { isNewest })}</span>
        <span className="block text-sm wrap-anywhere text-soft">{winners.length === 0 ? t('nobody') : format.list(winners)}</span>
      </span>
      <span className="justify-self-start">
        <StatePill state={row.state} />
      </span>
    </li>
  );
}
