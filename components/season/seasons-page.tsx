import { useFormatter, useTranslations } from 'next-intl';
import type { ListedSeasonView, SeasonListView } from '#components/season/season-view.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { boardPath, seasonPath } from '#components/ui/paths.ts';
import { Pill } from '#components/ui/pill.tsx';
import { useFigures } from '#components/ui/use-figures.ts';

/** Every season of a campus: the running one, what is planned, what was. */
export function SeasonsPage({ view: { campus, seasons } }: { readonly view: SeasonListView }) {
  const t = useTranslations('season.list');
  const [first] = seasons;
  if (first === undefined) {
    return (
      <EmptyState title={t('noneTitle')}>
        <p>{t('noneBody')}</p>
        <p className="mt-3">
          <LocalLink href={boardPath(campus.slug)} className="link tappable">
            {t('toBoard')}
          </LocalLink>
        </p>
      </EmptyState>
    );
  }
  return (
    <>
      <h1 className="headline max-w-[20ch] text-4xl wrap-anywhere sm:text-6xl">
        {t(`title.${first.state}`, { season: first.name, count: seasons.length })}
      </h1>
      <ol className="mt-8 grid gap-4">
        {seasons.map((season) => (
          <li key={season.slug}>
            <SeasonEntry campus={campus.slug} season={season} />
          </li>
        ))}
      </ol>
    </>
  );
}

function SeasonEntry({ campus, season }: { readonly campus: string; readonly season: ListedSeasonView }) {
  const t = useTranslations('season.list');
  const states = useTranslations('season.state');
  const lenses = useTranslations('common.lens');
  const figures = useFigures();
  const range = { from: figures.day(season.startsOn), to: figures.day(season.endsOn), year: season.endsOn.slice(0, 4) };
  return (
    <section className="card grid gap-x-6 gap-y-3 rounded-(--radius-card) border border-line bg-card p-5 sm:grid-cols-[1fr_auto] sm:p-6">
      <div className="min-w-0">
        <h2 className="text-2xl leading-tight font-bold tracking-tight wrap-anywhere">
          <LocalLink href={seasonPath(campus, season.slug)} className="link">
            {season.name}
          </LocalLink>
        </h2>
        <p className="mt-1 text-sm text-soft">
          {t('line', { ...range, weeks: season.weekCount, dorms: season.dormCount, lens: lenses(season.lens) })}
        </p>
        <p className="mt-3 text-lg wrap-anywhere">
          <Leaders season={season} />
        </p>
      </div>
      <p className="justify-self-start">
        <Pill tone={season.state === 'running' ? 'gold' : 'plain'}>{states(season.state)}</Pill>
      </p>
    </section>
  );
}

function Leaders({ season }: { readonly season: ListedSeasonView }) {
  const t = useTranslations('season.list');
  const format = useFormatter();
  const figures = useFigures();
  const { state, leaders, isSettled, weeksOver, weekCount, startsOn, daysToStart } = season;
  if (state === 'planned') return t('begins', { date: figures.day(startsOn), days: daysToStart });
  const held = leaders.filter(({ names }) => names.length > 0);
  if (held.length === 0) return t(state === 'running' ? 'notYet' : 'nobody');
  const said = held.map(({ league, names }) => {
    const who = { names: format.list(names), count: names.length };
    const words = t(state === 'running' ? 'leads' : isSettled ? 'won' : 'first', who);
    return league === null ? words : t('inLeague', { league, words });
  });
  const progress = state === 'running' ? ` ${t('progress', { over: weeksOver, weeks: weekCount })}` : '';
  return said.join(figures.sentenceGap) + progress;
}
