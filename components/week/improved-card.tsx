import { useFormatter, useTranslations } from 'next-intl';
import { Facade } from '#components/facade/facade.tsx';
import { NightHills } from '#components/facade/night-hills.tsx';
import type { RankedRow } from '#components/leaderboard/leaderboard-view.ts';
import type { AnnouncedLeagueView } from '#components/week/announcement-view.ts';

type ImprovedCardProps = {
  readonly improved: NonNullable<AnnouncedLeagueView['mostImproved']>;
  /** Where its houses are found. */
  readonly rows: readonly RankedRow[];
};

const MOST_HOUSES = 3;

/** Who gained most places since the week before, as houses at night. */
export function ImprovedCard({ improved, rows }: ImprovedCardProps) {
  const t = useTranslations('week.announcement.improved');
  const format = useFormatter();
  const houses = improved.dorms.flatMap(({ dorm }) => rows.find((row) => row.dorm === dorm) ?? []).slice(0, MOST_HOUSES);
  return (
    <section className="stage relative flex min-h-52 items-end gap-4 overflow-hidden rounded-(--radius-card) px-5 pt-5 sm:px-6 sm:pt-6">
      <NightHills />
      <div className="relative min-w-0 grow self-start pb-5 sm:pb-6">
        <p className="text-sm font-medium text-stage-soft">{t('label')}</p>
        <h3 className="headline mt-1 text-2xl sm:text-3xl">{format.list(improved.dorms.map(({ name }) => name))}</h3>
        <p className="mt-3 flex items-center gap-2 text-stage-gold">
          <svg viewBox="0 0 10 9" className="h-5 w-6" aria-hidden="true">
            <path d="M5 0.5 9.6 8.5H0.4Z" fill="currentColor" />
          </svg>
          <span className="figures text-3xl leading-none">{improved.places}</span>
          <span className="text-sm text-stage-soft">{t('since', { places: improved.places, count: improved.dorms.length })}</span>
        </p>
      </div>
      <div className="relative flex shrink-0 items-end gap-2">
        {houses.map(({ dorm, kind, usualRatio }) => (
          <Facade
            key={dorm}
            dorm={dorm}
            kind={kind}
            usualRatio={usualRatio}
            size="large"
            name={null}
            className={houses.length === 1 ? 'h-28 w-24 sm:h-48 sm:w-40' : 'hidden h-32 w-20 first:block sm:block'}
          />
        ))}
      </div>
    </section>
  );
}

/** "Most improved: Samphire, up 11 places." */
export function useImprovedWords({ places, dorms }: ImprovedCardProps['improved']): string {
  const t = useTranslations('week.announcement.improved');
  const format = useFormatter();
  return t('words', { names: format.list(dorms.map(({ name }) => name)), places, count: dorms.length });
}
