import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { StaffView } from '#components/campus/staff-view.ts';
import { HeaderFrame } from '#components/ui/header-frame.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { SkipLink } from '#components/ui/skip-link.tsx';

interface StaffShellProps {
  readonly site: StaffView;
  /** The form that signs out. */
  readonly signOut: ReactNode;
  readonly children: ReactNode;
}

/** What every staff page stands in: skip link, header with the campus's rooms, one main, who is signed in. */
export function StaffShell({ site, signOut, children }: StaffShellProps) {
  const t = useTranslations('campus.shell');
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <HeaderFrame
        homePath={site.homePath}
        campusName={site.campusName}
        label={t('label')}
        links={site.links.map(({ section, path }) => ({
          path,
          words: t(`nav.${section}`),
          isCurrent: section === site.current,
          waiting: section === 'inbox' ? waitingOf(site.waiting, t) : null,
        }))}
        path={site.path}
      />
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

const MOST_SHOWN = 99;

function waitingOf(count: number, t: ReturnType<typeof useTranslations<'campus.shell'>>) {
  if (count === 0) return null;
  return { shown: count > MOST_SHOWN ? `${MOST_SHOWN}+` : String(count), words: t('waiting', { count }) };
}
