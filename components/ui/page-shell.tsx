import type { ReactNode } from 'react';
import { SiteFooter } from '#components/ui/site-footer.tsx';
import { SiteHeader } from '#components/ui/site-header.tsx';
import type { SiteView } from '#components/ui/site-view.ts';
import { SkipLink } from '#components/ui/skip-link.tsx';

/** What every page stands in: skip link, header, one main, footer. */
export function PageShell({ site, children }: { readonly site: SiteView; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <SiteHeader site={site} />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl grow px-5 pt-8 outline-none sm:px-8 sm:pt-12">
        {children}
      </main>
      <SiteFooter campusPath={site.campusName === null ? null : site.homePath} />
    </div>
  );
}
