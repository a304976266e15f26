import { useTranslations } from 'next-intl';
import { LocalLink } from '#components/ui/local-link.tsx';
import { dormPath } from '#components/ui/paths.ts';
import type { AnnouncedPlaceView } from '#components/week/announcement-view.ts';

type PlaceListProps = { readonly campus: string; readonly places: readonly AnnouncedPlaceView[]; readonly isSmall?: boolean };

/** The first places, shared ones said. */
export function PlaceList({ campus, places, isSmall = false }: PlaceListProps) {
  const t = useTranslations('week.announcement');
  return (
    <ol className="grid">
      {places.map(({ dorm, name, rank }) => (
        <li key={dorm} className={`flex items-baseline gap-3 border-t border-line first:border-t-0 ${isSmall ? 'py-1' : 'py-2'}`}>
          <span className={`figures w-6 shrink-0 ${isSmall ? 'text-soft' : rank === 1 ? 'text-2xl text-gold-ink' : 'text-xl'}`}>
            {rank}
          </span>
          <LocalLink
            href={dormPath(campus, dorm)}
            className={`min-w-0 py-0.5 wrap-anywhere hover:underline ${rank === 1 && !isSmall ? 'text-lg font-bold' : 'font-semibold'}`}
          >
            <bdi>{name}</bdi>
          </LocalLink>
          {places.filter((one) => one.rank === rank).length > 1 ? <span className="text-sm text-soft">{t('shared')}</span> : null}
        </li>
      ))}
    </ol>
  );
}
