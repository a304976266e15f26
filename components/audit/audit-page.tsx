import { useTranslations } from 'next-intl';
import { AuditFilter } from '#components/audit/audit-filter.tsx';
import { AuditList } from '#components/audit/audit-list.tsx';
import type { AuditView } from '#components/audit/audit-view.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';

/** Who did what at a campus, newest first. */
export function AuditPage({ view }: { readonly view: AuditView }) {
  const t = useTranslations('audit');
  const { days, isFiltered, lately, older, newest } = view;
  return (
    <>
      <h1 className="headline text-4xl sm:text-5xl">{t('headline', { count: lately })}</h1>
      <p className="mt-3 max-w-prose text-soft">{t('lead')}</p>
      <div className="mt-7 grid min-w-0 gap-7">
        <AuditFilter view={view} />
        {days.length > 0 ? (
          <AuditList {...view} />
        ) : (
          <EmptyState title={t(isFiltered ? 'noneTitle' : 'emptyTitle')}>
            <p>{t(isFiltered ? 'noneBody' : 'emptyBody')}</p>
          </EmptyState>
        )}
        {older === null && newest === null ? null : (
          <nav aria-label={t('paging')} className="not-printed flex flex-wrap gap-x-6">
            {older === null ? null : (
              <LocalLink href={older} className="link tappable">
                {t('older')}
              </LocalLink>
            )}
            {newest === null ? null : (
              <LocalLink href={newest} className="link tappable">
                {t('newest')}
              </LocalLink>
            )}
          </nav>
        )}
      </div>
    </>
  );
}
