import { useFormatter, useTranslations } from 'next-intl';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { weekPath } from '#components/ui/paths.ts';
import { Pill } from '#components/ui/pill.tsx';
import { type WeekState, weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { CorrectionsLink } from '#components/week/editions-page.tsx';

/** A closed week in the list. Winners are the names of those in first place. */
export type ListedWeek = {
  readonly id: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly state: WeekState;
  readonly winners: readonly string[];
  readonly rankedCount: number;
  readonly dormCount: number;
};

/** Every closed week, newest first, with who won it. */
export function WeekList({ campus, weeks }: { readonly campus: string; readonly weeks: readonly ListedWeek[] }) {
  const t = useTranslations('week.list');
  const states = useTranslations('common.state');
  const format = useFormatter();
  const figures = useFigures();
  if (weeks.length === 0) {
    return (
      <EmptyState title={t('noneTitle')}>
        <p>{t('noneBody')}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <h1 className="headline text-4xl sm:text-6xl">{t('title', { count: weeks.length })}</h1>
      <ol className="mt-8 divide-y divide-line overflow-hidden rounded-(--radius-card) border border-line bg-card">
        {weeks.map((week) => (
          <li key={week.id} className="grid gap-x-6 gap-y-1 px-5 py-4 sm:grid-cols-[13rem_1fr_auto] sm:items-baseline">
            <span className="text-soft">
              <LocalLink href={weekPath(campus, week.id)} className="link tappable font-semibold text-ink">
                {t('week', { week: weekNumber(week.id), year: week.id.slice(0, 4) })}
              </LocalLink>
              <span className="block text-sm">
                {t('range', { from: figures.day(week.startsOn), to: figures.day(week.endsOn) })}
              </span>
            </span>
            <span className="min-w-0 text-lg font-semibold wrap-anywhere">
              {week.winners.length === 0 ? t('nobody') : format.list(week.winners)}
              <span className="block text-sm font-normal text-soft">
                {t('ranked', { ranked: week.rankedCount, total: week.dormCount })}
              </span>
            </span>
            <span className="justify-self-start">
              <Pill>{states(week.state)}</Pill>
            </span>
          </li>
        ))}
      </ol>
      <p className="not-printed mt-4 text-sm">
        <CorrectionsLink campus={campus} />
      </p>
    </>
  );
}
