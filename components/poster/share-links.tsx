import { useLocale, useTranslations } from 'next-intl';
import { LocalLink } from '#components/ui/local-link.tsx';
import { localePath, posterPath, sharePicturePath, weekPath } from '#components/ui/paths.ts';

/** A closed week to hang up and to post. */
export function ShareLinks({ campus, week }: { readonly campus: string; readonly week: string }) {
  const t = useTranslations('share');
  const locale = useLocale();
  return (
    <>
      <LocalLink href={posterPath(campus, week)} className="link tappable">
        {t('poster.link')}
      </LocalLink>
      <a href={localePath(locale, sharePicturePath(weekPath(campus, week)))} className="link tappable">
        {t('card.link')}
      </a>
    </>
  );
}
