import { useFormatter, useTranslations } from 'next-intl';
import type { PosterLeague, PosterPlace, PosterView } from '#components/poster/poster-view.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';

/** Places, who gained most and where the season stands: one league side by side, several each in a column. */
export function PosterLeagues({ view }: { readonly view: PosterView }) {
  const t = useTranslations('share.poster');
  const { leagues, leagueCount } = view;
  const [only] = leagues;
  if (only === undefined) return null;
  return (
    <section className="poster-leagues">
      {leagues.length === 1 ? (
        <>
          <div>
            <h2>{t('places')}</h2>
            <Places view={view} places={only.places} count={only.placeCount} />
          </div>
          <div>
            <Improved league={only} />
            <SeasonSoFar view={view} league={only} />
          </div>
        </>
      ) : (
        leagues.map((league) => (
          <div key={league.league}>
            <h2 dir="auto" className="poster-line">
              {league.league}
            </h2>
            <Places view={view} places={league.places} count={league.placeCount} />
            <Improved league={league} />
          </div>
        ))
      )}
      {leagueCount > leagues.length ? (
        <p className="poster-note">{t('moreLeagues', { count: leagueCount - leagues.length })}</p>
      ) : null}
    </section>
  );
}

function Places({
  view,
  places,
  count,
}: {
  readonly view: PosterView;
  readonly places: readonly PosterPlace[];
  readonly count: number;
}) {
  const t = useTranslations('share.poster');
  const units = useTranslations('common.amount');
  const figures = useLensFigures(view.lens);
  return (
    <>
      <ol className="poster-places">
        {places.map(({ dorm, name, rank, score }) => (
          <li key={dorm} className={rank === 1 ? 'poster-winner' : ''}>
            <span className="figures">{rank}</span>
            <bdi className="poster-line">{name}</bdi>
            {score === null ? null : <span className="poster-score">{units(view.lens, { value: figures.score(score) })}</span>}
          </li>
        ))}
      </ol>
      {count > places.length ? <p className="poster-note">{t('more', { count: count - places.length })}</p> : null}
    </>
  );
}

function Improved({ league: { improved } }: { readonly league: PosterLeague }) {
  const t = useTranslations('share.poster');
  const format = useFormatter();
  if (improved === null) return null;
  return (
    <div className="poster-improved">
      <h2>{t('improved')}</h2>
      <p dir="auto" className="poster-lines">
        {t('improvedBy', { names: format.list(improved.names), places: improved.places })}
      </p>
    </div>
  );
}

function SeasonSoFar({ view: { season }, league }: { readonly view: PosterView; readonly league: PosterLeague }) {
  const t = useTranslations('share.poster');
  if (season === null || league.seasonSoFar.length === 0) return null;
  return (
    <>
      <h2 dir="auto" className="poster-line">
        {t('season', { season })}
      </h2>
      <ol className="poster-season">
        {league.seasonSoFar.map(({ dorm, name, rank }) => (
          <li key={dorm}>
            <span className="figures">{rank}</span>
            <bdi className="poster-line">{name}</bdi>
          </li>
        ))}
      </ol>
    </>
  );
}
