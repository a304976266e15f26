import { useFormatter, useTranslations } from 'next-intl';
import { Facade } from '#components/facade/facade.tsx';
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
    <section className="card flex overflow-hidden rounded-(--radius-card) border border-line bg-card">
      <Houses season={season} />
      <div className="min-w-0 grow p-5 sm:p-6">
        <p className="float-right ml-3">
          <Pill tone={season.state === 'running' ? 'gold' : 'plain'}>{states(season.state)}</Pill>
        </p>
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
    </section>
  );
}

/** Those in front, at night; a season to come is an unlit house. */
export function Houses({ season }: { readonly season: ListedSeasonView }) {
  const houses = season.leaders.flatMap((league) => league.houses).slice(0, 2);
  const shown = houses.length > 0 ? houses : [{ dorm: season.slug, kind: 'slab' as const, usualRatio: null }];
  return (
    <div className="stage hidden w-52 shrink-0 items-end justify-center gap-1 px-4 pt-6 sm:flex" aria-hidden="true">
      {shown.map(({ dorm, kind, usualRatio }) => (
        <Facade key={dorm} dorm={dorm} kind={kind} size="large" usualRatio={usualRatio} name={null} className="h-28 w-1/2" />
      ))}
    </div>
  );
}

/** The season's news in one line. */
export function Leaders({ season }: { readonly season: ListedSeasonView }) {
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
