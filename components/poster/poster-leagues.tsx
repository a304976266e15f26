import { useFormatter, useTranslations } from 'next-intl';
import type { PosterLeague, PosterView } from '#components/poster/poster-view.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';

/** Places, who gained most and where the season stands: one league side by side, several each in a column. */
export function PosterLeagues({ view }: { readonly view: PosterView }) {
  const t = useTranslations('share.poster');
  const { leagues, leagueCount } = view;
  const [only] = leagues;
  if (only === undefined) return null;
  return (
    <section>
      <div className="poster-leagues">
        {leagues.length === 1 ? (
          <>
            <div>
              <h2>{t('places')}</h2>
              <Places view={view} league={only} />
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
              <Places view={view} league={league} />
              <Improved league={league} />
            </div>
          ))
        )}
      </div>
      {leagueCount > leagues.length ? (
        <p className="poster-note">{t('moreLeagues', { count: leagueCount - leagues.length })}</p>
      ) : null}
    </section>
  );
}

/** Scores only where one league has the width for them. */
function Places({ view, league }: { readonly view: PosterView; readonly league: PosterLeague }) {
  const t = useTranslations('share.poster');
  const units = useTranslations('common.amount');
  const figures = useLensFigures(view.lens);
  const { places, placeCount } = league;
  const hasScores = view.leagues.length === 1;
  return (
    <>
      <ol className="poster-places">
        {places.map(({ dorm, name, rank, score }) => (
          <li key={dorm} className={rank === 1 ? 'poster-winner' : ''}>
            <span className="figures">{rank}</span>
            <bdi className="poster-line">{name}</bdi>
            {score === null || !hasScores ? null : (
              <span className="poster-score">{units(view.lens, { value: figures.score(score) })}</span>
            )}
          </li>
        ))}
      </ol>
      {placeCount > places.length ? <p className="poster-note">{t('more', { count: placeCount - places.length })}</p> : null}
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
