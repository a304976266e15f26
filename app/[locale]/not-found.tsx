import { getLocale, getTranslations } from 'next-intl/server';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageShell } from '#components/ui/page-shell.tsx';
import { localePath, methodPath } from '#components/ui/paths.ts';

/** What stands where a campus, dorm or week is not. */
export default async function NotFound() {
  const t = await getTranslations('common.notFound');
  const home = localePath(await getLocale(), '/');
  return (
    <PageShell
      site={{ campusName: null, homePath: '/', links: [{ section: 'method', path: methodPath() }], current: null, path: '/' }}
    >
      <EmptyState title={t('title')}>
        <p>{t('body')}</p>
        <p>
          <a href={home} className="link tappable">
            {t('home')}
          </a>
        </p>
      </EmptyState>
    </PageShell>
  );
}
