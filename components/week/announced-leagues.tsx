import { useFormatter, useTranslations } from 'next-intl';
import { LocalLink } from '#components/ui/local-link.tsx';
import type { AnnouncedLeagueView, AnnouncementView } from '#components/week/announcement-view.ts';
import { useImprovedWords } from '#components/week/improved-card.tsx';
import { PlaceList } from '#components/week/place-list.tsx';

/** Winners by league, each with who gained most and where its season stands. */
export function AnnouncedLeagues({
  campus,
  announcement: { leagues, season },
}: {
  readonly campus: string;
  readonly announcement: AnnouncementView;
}) {
  const t = useTranslations('week.announcement');
  const format = useFormatter();
  return (
    <>
      <h3 className="mt-2 text-xl font-bold tracking-tight">{t('leagues')}</h3>
      <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-[repeat(auto-fit,minmax(18rem,1fr))]">
        {leagues.map((league) => (
          <LeagueCard key={league.league} campus={campus} league={league} />
        ))}
      </div>
      {season === null ? null : (
        <p className="flex flex-wrap items-baseline gap-x-6 text-sm text-soft">
          {season.prizes.length === 0 ? null : (
            <span className="wrap-anywhere">{t('season.prizes', { prizes: format.list(season.prizes) })}</span>
          )}
          <LocalLink href={season.path} className="link tappable">
            {t('season.linkNamed', { season: season.name })}
          </LocalLink>
        </p>
      )}
    </>
  );
}

function LeagueCard({ campus, league }: { readonly campus: string; readonly league: AnnouncedLeagueView }) {
  const t = useTranslations('week.announcement');
  const { places, mostImproved, seasonSoFar } = league;
  return (
    <section className="card flex min-w-0 flex-col rounded-(--radius-card) border border-line bg-card p-5 sm:p-6">
      <h4 dir="auto" className="mb-2 text-lg leading-tight font-bold tracking-tight wrap-anywhere">
        {league.league}
      </h4>
      {places.length === 0 ? <p className="text-soft">{t('nobody')}</p> : <PlaceList campus={campus} places={places} />}
      {mostImproved === null ? null : <ImprovedLine improved={mostImproved} />}
      {seasonSoFar.length === 0 ? null : (
        <div className="mt-4 border-t border-line-strong pt-3">
          <h5 className="text-sm font-medium text-soft">{t('season.label')}</h5>
          <PlaceList campus={campus} places={seasonSoFar} isSmall />
        </div>
      )}
    </section>
  );
}

function ImprovedLine({ improved }: { readonly improved: NonNullable<AnnouncedLeagueView['mostImproved']> }) {
  return (
    <p className="mt-3 flex items-baseline gap-2 rounded-lg bg-sunken px-3 py-2 text-sm wrap-anywhere">
      <svg viewBox="0 0 10 9" className="h-3 w-3.5 shrink-0 text-leaf" aria-hidden="true">
        <path d="M5 0.5 9.6 8.5H0.4Z" fill="currentColor" />
      </svg>
      <span className="min-w-0">{useImprovedWords(improved)}</span>
    </p>
  );
}
