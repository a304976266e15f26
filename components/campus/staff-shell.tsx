import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { StaffView } from '#components/campus/staff-view.ts';
import { LanguageSwitch } from '#components/ui/language-switch.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { localePath } from '#components/ui/paths.ts';
import { SkipLink } from '#components/ui/skip-link.tsx';
import { WattleMark } from '#components/ui/wattle-mark.tsx';

interface StaffShellProps {
  readonly site: StaffView;
  /** The form that signs out. */
  readonly signOut: ReactNode;
  readonly children: ReactNode;
}

/** What every staff page stands in: skip link, header with the campus's rooms, one main, who is signed in. */
export function StaffShell({ site, signOut, children }: StaffShellProps) {
  const t = useTranslations('campus.shell');
  const locale = useLocale();
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-x-6 gap-y-2 px-5 pt-5 sm:px-8 sm:pt-7">
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-5 gap-y-1">
          <a
            href={localePath(locale, site.homePath)}
            className="tappable gap-2 font-display text-[1.6rem] leading-none font-bold tracking-tight"
          >
            <WattleMark className="size-7" />
            wattle
          </a>
          <span className="min-w-0 text-soft">{site.campusName}</span>
        </div>
        <nav aria-label={t('label')} className="not-printed order-last w-full md:order-none md:w-auto">
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
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl grow px-5 pt-8 outline-none sm:px-8 sm:pt-12">
        {children}
      </main>
      <footer className="not-printed mt-16 border-t border-line">
        <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-x-6 gap-y-2 px-5 py-6 text-sm text-soft sm:px-8">
          <span className="break-all">{t('signedIn', { email: site.email })}</span>
          <LocalLink href="/people/me" className="link tappable">
            {t('account')}
          </LocalLink>
          {signOut}
          <LocalLink href={site.boardPath} className="link tappable sm:ml-auto">
            {t('toBoard')}
          </LocalLink>
        </div>
      </footer>
    </div>
  );
}
