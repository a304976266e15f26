import { useFormatter, useTranslations } from 'next-intl';
import { CountedCard } from '#components/season/counted-card.tsx';
import { LeagueTable } from '#components/season/league-table.tsx';
import { PlacesCard } from '#components/season/places-card.tsx';
import { ChangesCard } from '#components/season/season-changes.tsx';
import { SeasonHeading } from '#components/season/season-heading.tsx';
import { RulesCard } from '#components/season/season-rules.tsx';
import { SeasonStreet } from '#components/season/season-street.tsx';
import type { LeagueView, SeasonView } from '#components/season/season-view.ts';
import { SeasonWeeks } from '#components/season/season-weeks.tsx';
import { Card } from '#components/ui/card.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { seasonsPath } from '#components/ui/paths.ts';

/** A season: the news, places with every week, what counted, prizes, weeks, rules and what changed. */
export function SeasonPage({ view }: { readonly view: SeasonView }) {
  const t = useTranslations('season');
  const common = useTranslations('common');
  const { campus, csvPath, jsonPath } = view;
  const hasPlaces = view.leagues.some(({ rows }) => rows.length > 0);
  return (
    <div className="grid gap-8">
      <SeasonHeading view={view} />
      {view.rules.isLate ? (
        <Notice tone="gold" title={t('late.title')}>
          <p>{t('late.body')}</p>
        </Notice>
      ) : null}
      {view.leagues.map((league) => (
        <League key={league.league ?? ''} view={view} league={league} />
      ))}
      {view.prizes.length === 0 ? null : <Prizes view={view} />}
      {hasPlaces ? <CountedCard view={view} /> : null}
      {hasPlaces ? (
        <p className="not-printed flex flex-wrap gap-x-5 text-sm">
          <a href={csvPath} className="link tappable">
            {common('csv')}
          </a>
          <a href={jsonPath} className="link tappable">
            JSON
          </a>
        </p>
      ) : null}
      <SeasonWeeks view={view} />
      {view.changes.length === 0 ? null : <ChangesCard view={view} />}
      <RulesCard view={view} />
      <p className="not-printed border-t border-line pt-4">
        <LocalLink href={seasonsPath(campus.slug)} className="link tappable">
          {t('allSeasons')}
        </LocalLink>
      </p>
    </div>
  );
}

function Prizes({ view }: { readonly view: SeasonView }) {
  const t = useTranslations('season.prizes');
  return (
    <Card title={t('title', { count: view.prizes.length })}>
      <ol className="grid gap-2">
        {view.prizes.map((prize, index) => (
          <li key={prize} className="flex items-baseline gap-3">
            <span className="figures w-6 shrink-0 text-right text-lg text-gold-ink">{index + 1}</span>
            <span className="min-w-0 wrap-anywhere">{prize}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function League({ view, league }: { readonly view: SeasonView; readonly league: LeagueView }) {
  const t = useTranslations('season.league');
  const format = useFormatter();
  const title = league.league ?? view.name;
  const unplaced = (reason: LeagueView['unplaced'][number]['reason']) =>
    league.unplaced.filter((dorm) => dorm.reason === reason).map(({ name }) => name);
  if (league.rows.length === 0 && view.weeksOver === 0) return null;
  return (
    <section className="grid gap-5" aria-label={title}>
      {league.league === null ? null : <h2 className="headline text-3xl">{league.league}</h2>}
      {league.rows.length < 2 ? null : (
        <SeasonStreet campus={view.campus.slug} rows={league.rows} title={t('street', { title })} />
      )}
      {league.rows.length === 0 ? (
        <p className="text-soft">{t('nobody')}</p>
      ) : (
        <LeagueTable campus={view.campus.slug} lens={view.lens} league={league} caption={t('caption', { title })} />
      )}
      {league.rows.length === 1 ? <p className="text-soft">{t('alone')}</p> : null}
      <div className="grid gap-1 text-sm text-soft">
        {(['no-weeks', 'left', 'withheld'] as const).map((reason) => {
          const names = unplaced(reason);
          return names.length === 0 || (reason === 'no-weeks' && view.weeksOver === 0) ? null : (
            <p key={reason}>{t(`unplaced.${reason}`, { names: format.list(names), count: names.length })}</p>
          );
        })}
      </div>
      <PlacesCard league={league} csvPath={view.csvPath} />
    </section>
  );
}
