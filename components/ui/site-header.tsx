import { useLocale, useTranslations } from 'next-intl';
import { LanguageSwitch } from '#components/ui/language-switch.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { localePath } from '#components/ui/paths.ts';
import type { SiteView } from '#components/ui/site-view.ts';
import { WattleMark } from '#components/ui/wattle-mark.tsx';

export function SiteHeader({ site }: { readonly site: SiteView }) {
  const t = useTranslations('common');
  const locale = useLocale();
  return (
    <header className="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-x-6 gap-y-2 px-5 pt-5 sm:px-8 sm:pt-7">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-5 gap-y-1">
        <a
          href={localePath(locale, site.homePath)}
          className="tappable gap-2 font-display text-[1.6rem] leading-none font-bold tracking-tight"
        >
          <WattleMark className="size-7" />
          wattle
        </a>
        {site.campusName === null ? null : <span className="min-w-0 text-soft">{site.campusName}</span>}
      </div>
      <nav aria-label={t('nav.label')} className="not-printed order-last w-full md:order-none md:w-auto">
        <ul className="flex flex-wrap gap-x-5">
          {site.links.map(({ section, path }) => (
            <li key={section}>
              <LocalLink
                href={path}
                className="tappable min-h-9 border-b-2 border-transparent text-soft hover:text-ink aria-[current=page]:border-gold aria-[current=page]:font-semibold aria-[current=page]:text-ink"
                {...(site.current === section ? { 'aria-current': 'page' as const } : {})}
              >
                {t(`nav.${section}`)}
              </LocalLink>
            </li>
          ))}
        </ul>
      </nav>
      <LanguageSwitch path={site.path} />
    </header>
  );
}
