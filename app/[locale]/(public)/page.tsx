import { redirect } from 'next/navigation';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { campusNames } from '#app/_data/campus.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { PageShell } from '#components/ui/page-shell.tsx';
import { boardPath, localePath, methodPath } from '#components/ui/paths.ts';

export const dynamic = 'force-dynamic';

/** The one campus's board, or a list of campuses to choose from. */
export default async function FrontPage({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  setRequestLocale(locale);
  const t = await getTranslations('common.front');
  const campuses = await campusNames();
  const [only] = campuses;
  if (only !== undefined && campuses.length === 1) redirect(localePath(locale, boardPath(only.slug)));
  return (
    <PageShell
      site={{ campusName: null, homePath: '/', links: [{ section: 'method', path: methodPath() }], current: null, path: '/' }}
    >
      {campuses.length === 0 ? (
        <EmptyState title={t('noneTitle')}>
          <p>{t('noneBody')}</p>
        </EmptyState>
      ) : (
        <>
          <h1 className="headline">{t('title')}</h1>
          <ul className="mt-6 grid gap-3 sm:grid-cols-2">
            {campuses.map(({ slug, name }) => (
              <li key={slug}>
                <LocalLink href={boardPath(slug)} className="link tappable text-lg">
                  {name}
                </LocalLink>
              </li>
            ))}
          </ul>
        </>
      )}
    </PageShell>
  );
}
