import { useFormatter, useTranslations } from 'next-intl';
import { Facade } from '#components/facade/facade.tsx';
import { NightHills } from '#components/facade/night-hills.tsx';
import type { LeagueOutcome, ReviewView } from '#components/review/review-view.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { weekPath } from '#components/ui/paths.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';

/** Who wins the week, as everyone sees it or would: league by league, with its house. */
export function OutcomeStage({ view }: { readonly view: ReviewView }) {
  const t = useTranslations('review.outcome');
  return (
    <section className="stage relative min-w-0 overflow-hidden rounded-(--radius-card)">
      <NightHills />
      <div className="relative grid gap-7 px-5 py-6 sm:px-6">
        {view.leagues.map((league) => (
          <League key={league.league ?? ''} league={league} view={view} />
        ))}
        <p className="text-sm text-stage-soft">
          {t('gate')}{' '}
          <LocalLink href={weekPath(view.campus, view.week)} className="link tappable">
            {t('board')}
          </LocalLink>
        </p>
      </div>
    </section>
  );
}

function League({ league: { league, places, mostImproved, seasonSoFar }, view }: LeagueProps) {
  const t = useTranslations('review.outcome');
  const format = useFormatter();
  const figures = useFigures();
  const { score } = useLensFigures(view.lens);
  const winners = places.filter(({ rank }) => rank === 1);
  const [winner] = winners;
  if (winner === undefined)
    return (
      <div>
        <LeagueName league={league} />
        <h2 className="text-xl font-bold">{t('nobody')}</h2>
      </div>
    );
  const words = { count: winners.length, name: format.list(winners.map(({ name }) => name)) };
  return (
    <div className="grid gap-4">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-4">
        <div className="min-w-0">
          <LeagueName league={league} />
          <h2 dir="auto" className="text-2xl leading-tight font-bold wrap-anywhere">
            {t(view.announced === null ? 'would' : 'won', words)}
          </h2>
          <p className="mt-1 text-stage-soft">{figures.usual(winner.usualRatio)}</p>
        </div>
        <Facade {...winner} size="large" name={null} className="h-28" />
      </div>
      <ol className="border-t border-stage-soft/30">
        {places.map(({ dorm, name, rank, score: reached }) => (
          <li
            key={dorm}
            className="grid grid-cols-[1.75rem_minmax(0,1fr)_auto] items-baseline gap-x-2 border-b border-stage-soft/30 py-1.5"
          >
            <span className="figures text-stage-gold">{rank}</span>
            <bdi className="wrap-anywhere">{name}</bdi>
            <span className="text-stage-soft tabular-nums">{reached === null ? '–' : score(reached)}</span>
          </li>
        ))}
      </ol>
      {mostImproved === null ? null : (
        <p className="text-sm wrap-anywhere text-stage-soft">
          {t('improved', { names: format.list(mostImproved.names), places: mostImproved.places })}
        </p>
      )}
      {seasonSoFar.length === 0 || view.season === null ? null : (
        <p className="text-sm wrap-anywhere text-stage-soft">
          <span className="font-semibold text-stage-ink">{t('season', { season: view.season })}</span>{' '}
          {seasonSoFar.map(({ rank, name }) => t('place', { rank, name })).join('  ')}
        </p>
      )}
    </div>
  );
}

interface LeagueProps {
  readonly league: LeagueOutcome;
  readonly view: ReviewView;
}

function LeagueName({ league }: { readonly league: string | null }) {
  return league === null ? null : (
    <p dir="auto" className="text-sm font-semibold wrap-anywhere text-stage-gold">
      {league}
    </p>
  );
}
