import { useFormatter, useTranslations } from 'next-intl';
import { Facade } from '#components/facade/facade.tsx';
import { KioskHeadline } from '#components/kiosk/kiosk-headline.tsx';
import type { KioskAnnounced } from '#components/kiosk/kiosk-view.ts';
import { weekNumber } from '#components/ui/site-view.ts';

/** Leagues that can be read from 3 m beside a message. */
const MOST_LEAGUES = 5;
const MOST_NAMES = 3;

/** The last week as the organisers announced it: who won, what they say, what there was to win. */
export function AnnouncedScene({ announced }: { readonly announced: KioskAnnounced }) {
  const t = useTranslations('kiosk');
  const { week, isCorrected, leagues, prize, message, house } = announced;
  const names = useNames();
  const [only] = leagues;
  const isOne = leagues.length === 1 && only !== undefined;
  const number = weekNumber(week);
  const winners = isOne
    ? t('last.won', { week: number, names: names(only.winners), count: only.winners.length })
    : t(leagues.length === 0 ? 'announced.nobody' : 'announced.leagues', { week: number });
  return (
    <div className="flex min-h-0 grow gap-[5vmin] portrait:flex-col-reverse">
      {house === null ? null : (
        <div className="min-h-0 min-w-0 border-b-2 border-stage-soft/40 landscape:w-[34%] portrait:grow portrait:basis-0">
          <Facade {...house} size="large" className="size-full" />
        </div>
      )}
      <div className="flex min-h-0 min-w-0 flex-col justify-center-safe gap-[2.6vmin] overflow-hidden landscape:grow landscape:basis-0 portrait:max-h-[64%] portrait:shrink-0">
        <p className="text-[4vmin] leading-tight font-semibold text-stage-gold">
          {t(isCorrected ? 'announced.corrected' : 'announced.final')}
        </p>
        <div className="line-clamp-3 shrink-0 wrap-anywhere">
          <KioskHeadline words={winners} />
        </div>
        {isOne || leagues.length === 0 ? null : <Leagues leagues={leagues} />}
        <Improved announced={announced} />
        {prize === null ? null : (
          <p dir="auto" className="line-clamp-2 shrink-0 text-[4.6vmin] leading-snug font-semibold wrap-anywhere">
            {t('announced.prize', { prize })}
          </p>
        )}
        {message === null ? null : (
          <p
            dir="auto"
            className="line-clamp-6 max-w-[48ch] shrink-0 border-s-[0.8vmin] border-stage-gold ps-[2.4vmin] text-[4vmin] leading-snug whitespace-pre-line wrap-anywhere"
          >
            {message}
          </p>
        )}
      </div>
    </div>
  );
}

function Leagues({ leagues }: Pick<KioskAnnounced, 'leagues'>) {
  const t = useTranslations('kiosk.announced');
  const names = useNames();
  const rest = leagues.length - MOST_LEAGUES;
  return (
    <ul className="grid shrink-0 gap-[1.4vmin]">
      {leagues.slice(0, MOST_LEAGUES).map(({ league, winners }) => (
        <li key={league} className="flex items-baseline gap-[2vmin] text-[4.6vmin] leading-tight">
          <span className="max-w-[40%] truncate text-stage-soft">{league}</span>
          <span className="min-w-0 truncate font-semibold">{winners.length === 0 ? '–' : names(winners)}</span>
        </li>
      ))}
      {rest <= 0 ? null : <li className="text-[3.6vmin] text-stage-soft">{t('more', { count: rest })}</li>}
    </ul>
  );
}

function Improved({ announced: { improved } }: { readonly announced: KioskAnnounced }) {
  const t = useTranslations('kiosk.announced');
  const names = useNames();
  if (improved === null) return null;
  return (
    <p className="line-clamp-2 shrink-0 text-[4.2vmin] leading-snug text-stage-soft wrap-anywhere">
      {t('improved', { names: names(improved.names), places: improved.places })}
    </p>
  );
}

/** Some names as a list, and how many more. */
function useNames(): (names: readonly string[]) => string {
  const t = useTranslations('kiosk.announced');
  const format = useFormatter();
  return (names) => {
    const rest = names.length - MOST_NAMES;
    return format.list(rest <= 0 ? names : [...names.slice(0, MOST_NAMES), t('more', { count: rest })]);
  };
}
