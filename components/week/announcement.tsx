import { useFormatter, useTranslations } from 'next-intl';
import type { RankedRow } from '#components/leaderboard/leaderboard-view.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { WattleMark } from '#components/ui/wattle-mark.tsx';
import { AnnouncedLeagues } from '#components/week/announced-leagues.tsx';
import type { AnnouncementView } from '#components/week/announcement-view.ts';
import { ImprovedCard } from '#components/week/improved-card.tsx';
import { MessageBody } from '#components/week/message-body.tsx';
import { PlaceList } from '#components/week/place-list.tsx';
import { useDate } from '#components/week/use-date.ts';

type AnnouncementProps = {
  readonly campus: string;
  readonly timeZone: string;
  readonly announcement: AnnouncementView;
  readonly rows: readonly RankedRow[];
};

/** The organisers' words, the prize, and whom the week should be remembered for besides the first three. */
export function Announcement({ campus, timeZone, announcement, rows }: AnnouncementProps) {
  const { leagues, season } = announcement;
  const [league] = leagues;
  return (
    <section aria-labelledby="announcement-title" className="grid gap-5">
      <Words announcement={announcement} timeZone={timeZone} />
      {leagues.length > 1 ? (
        <AnnouncedLeagues campus={campus} announcement={announcement} />
      ) : league === undefined ? null : (
        <div className="grid gap-5 md:grid-cols-2">
          {league.mostImproved === null ? null : <ImprovedCard improved={league.mostImproved} rows={rows} />}
          {season === null || league.seasonSoFar.length === 0 ? null : (
            <SeasonSoFar campus={campus} season={season} places={league.seasonSoFar} />
          )}
        </div>
      )}
    </section>
  );
}

function Words({ announcement, timeZone }: Pick<AnnouncementProps, 'announcement' | 'timeZone'>) {
  const t = useTranslations('week.announcement');
  const { announcedAt, messageHtml, prize, isCorrected } = announcement;
  const when = useDate(timeZone)(announcedAt);
  return (
    <div className="card grid gap-x-12 gap-y-7 rounded-[1.25rem] bg-gold-wash px-5 py-6 text-on-gold-wash sm:px-9 sm:py-8 lg:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <div className="flex items-center gap-3.5">
          <WattleMark className="size-11 shrink-0" />
          <div>
            <h2 id="announcement-title" className="text-2xl leading-tight font-bold tracking-tight sm:text-3xl">
              {t(messageHtml === null ? 'title' : 'titleWords')}
            </h2>
            <p className="text-sm">
              <time dateTime={announcedAt}>{t(isCorrected ? 'whenCorrected' : 'when', { when })}</time>
            </p>
          </div>
        </div>
        {messageHtml === null ? null : <MessageBody html={messageHtml} className="mt-5 max-w-prose text-lg leading-relaxed" />}
      </div>
      {prize === null ? null : <Prize prize={prize} />}
    </div>
  );
}

/** Longer ones are read, not shouted. */
const LONG_PRIZE = 70;

function Prize({ prize }: { readonly prize: string }) {
  const t = useTranslations('week.announcement');
  const size = prize.length > LONG_PRIZE ? 'text-base' : 'text-xl sm:text-2xl';
  return (
    <p className="max-w-sm min-w-0 self-start rounded-xl border-2 border-dashed border-gold-line px-5 py-4 lg:min-w-56">
      <span className="block text-sm font-medium">{t('prize')}</span>
      <strong dir="auto" className={`mt-1 block font-display leading-snug font-bold tracking-tight wrap-anywhere ${size}`}>
        {prize}
      </strong>
    </p>
  );
}

type SeasonSoFarProps = {
  readonly campus: string;
  readonly season: NonNullable<AnnouncementView['season']>;
  readonly places: AnnouncementView['leagues'][number]['seasonSoFar'];
};

function SeasonSoFar({ campus, season, places }: SeasonSoFarProps) {
  const t = useTranslations('week.announcement.season');
  const format = useFormatter();
  const leaders = places.filter(({ rank }) => rank === 1).map(({ name }) => name);
  return (
    <section className="card flex min-w-0 flex-col rounded-(--radius-card) border border-line bg-card p-5 sm:p-6">
      <h3 className="text-xl leading-tight font-bold tracking-tight wrap-anywhere">
        {t('title', { names: format.list(leaders), count: leaders.length, season: season.name })}
      </h3>
      <p className="mt-1 mb-3 text-sm text-soft">{t('note')}</p>
      <PlaceList campus={campus} places={places} />
      <div className="mt-auto pt-3 text-sm">
        {season.prizes.length === 0 ? null : (
          <p className="text-soft wrap-anywhere">{t('prizes', { prizes: format.list(season.prizes) })}</p>
        )}
        <LocalLink href={season.path} className="link tappable">
          {t('link')}
        </LocalLink>
      </div>
    </section>
  );
}
