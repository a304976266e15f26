import { useTranslations } from 'next-intl';
import type { SeasonStripView } from '#components/season/season-view.ts';
import { LocalLink } from '#components/ui/local-link.tsx';

/** One line on a week's page: which season it belongs to, and the way there. */
export function SeasonStrip({ season }: { readonly season: SeasonStripView }) {
  const t = useTranslations('season.strip');
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-soft">
      <span aria-hidden="true" className="size-2.5 self-center rounded-full bg-gold" />
      <span>{t('week', { number: season.number, count: season.weekCount })}</span>
      <LocalLink href={season.path} className="link tappable font-semibold text-ink wrap-anywhere">
        {season.name}
      </LocalLink>
    </p>
  );
}
