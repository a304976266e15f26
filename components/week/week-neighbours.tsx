import { useTranslations } from 'next-intl';
import { LocalLink } from '#components/ui/local-link.tsx';
import { weekPath } from '#components/ui/paths.ts';
import { weekNumber } from '#components/ui/site-view.ts';

type WeekNeighboursProps = { readonly campus: string; readonly previousWeek: string | null; readonly nextWeek: string | null };

export function WeekNeighbours({ campus, previousWeek, nextWeek }: WeekNeighboursProps) {
  const t = useTranslations('week.neighbours');
  if (previousWeek === null && nextWeek === null) return null;
  return (
    <nav aria-label={t('label')} className="not-printed flex flex-wrap justify-between gap-4 border-t border-line pt-4">
      {previousWeek === null ? (
        <span />
      ) : (
        <LocalLink href={weekPath(campus, previousWeek)} className="link tappable">
          {t('previous', { week: weekNumber(previousWeek) })}
        </LocalLink>
      )}
      {nextWeek === null ? null : (
        <LocalLink href={weekPath(campus, nextWeek)} className="link tappable">
          {t('next', { week: weekNumber(nextWeek) })}
        </LocalLink>
      )}
    </nav>
  );
}
