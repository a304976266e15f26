import { useTranslations } from 'next-intl';
import { LocalLink } from '#components/ui/local-link.tsx';
import { methodPath } from '#components/ui/paths.ts';
import { RULES } from '#core/ranking/rules.ts';

/** `campusPath` is where the campus of the page begins; null on pages of none. */
export function SiteFooter({ campusPath }: { readonly campusPath: string | null }) {
  const t = useTranslations('common.footer');
  return (
    <footer className="mt-16 border-t border-line">
      <div className="mx-auto grid w-full max-w-6xl gap-x-10 gap-y-4 px-5 py-8 text-sm text-soft sm:grid-cols-[2fr_1fr] sm:px-8">
        <p className="max-w-prose">
          <strong className="font-semibold text-ink">{t('neverTitle')}</strong>{' '}
          {t('never', { least: RULES.leastPublicResidents })}
        </p>
        <ul className="not-printed flex flex-wrap content-start gap-x-6 gap-y-1 sm:justify-end">
          {campusPath === null ? null : (
            <li>
              <LocalLink href={`${campusPath}/digest`} className="link tappable">
                {t('digest')}
              </LocalLink>
            </li>
          )}
          <li>
            <LocalLink href={methodPath()} className="link tappable">
              {t('method')}
            </LocalLink>
          </li>
          <li>
            <LocalLink href={`${methodPath()}#never`} className="link tappable">
              {t('privacy')}
            </LocalLink>
          </li>
        </ul>
      </div>
    </footer>
  );
}
