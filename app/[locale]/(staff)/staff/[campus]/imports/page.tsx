import type { Metadata } from 'next';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { staffPage } from '#app/_data/staff.ts';
import { historyFilter, historyRow } from '#app/_data/staff-history.ts';
import { undoAction } from '#app/[locale]/(staff)/staff/[campus]/imports/actions.ts';
import { StaffFrame } from '#app/[locale]/(staff)/staff/[campus]/staff-frame.tsx';
import { DropZone } from '#components/imports/drop-zone.tsx';
import { HistoryFilters } from '#components/imports/history-filters.tsx';
import { historyQuery, isNarrowed } from '#components/imports/history-view.ts';
import { ImportsList } from '#components/imports/imports-list.tsx';
import { importsPath } from '#components/imports/staff-paths.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { listImports } from '#services/list-imports.ts';

interface Props {
  readonly params: Promise<{ locale: string; campus: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'imports' });
  return { title: t('title') };
}

export default async function ImportsPage({ params, searchParams }: Props) {
  const { locale, campus: slug } = await params;
  setRequestLocale(locale);
  const path = importsPath(slug);
  const place = await staffPage({ locale, slug, verb: 'see-imports', path });
  const filter = historyFilter(await searchParams);
  const { before, text, ...others } = filter;
  const query = { campus: place.campus, before, ...others, ...(text === null ? {} : { text }) };
  const { imports, next } = await listImports(place.ctx, query);
  const t = await getTranslations('imports');
  const history = await getTranslations('campus.history');
  const canImport = place.can('import-readings');
  const isNarrow = isNarrowed(filter);
  const isEmpty = imports.length === 0 && before === null && !isNarrow;
  return (
    <StaffFrame place={place} current="imports" path={path + historyQuery(filter)}>
      <h1 className="headline text-4xl sm:text-5xl">{t(`headline.${!canImport ? 'lookOnly' : isEmpty ? 'empty' : 'start'}`)}</h1>
      <div className="mt-7 grid gap-9">
        {canImport && before === null && !isNarrow ? <DropZone campus={slug} /> : null}
        {isEmpty ? (
          <section>
            <h2 className="text-xl font-bold">{t('list.emptyTitle')}</h2>
            <p className="mt-1 max-w-prose text-soft">{t('list.emptyBody')}</p>
          </section>
        ) : (
          <section className="min-w-0">
            <h2 className="mb-3 text-xl font-bold">{t('list.heading')}</h2>
            <HistoryFilters filter={filter} path={path} />
            {imports.length === 0 ? <p className="text-soft">{history('none')}</p> : null}
            <ImportsList
              campus={slug}
              timeZone={place.campus.timeZone}
              rows={imports.map(historyRow)}
              undo={place.can('undo-import') ? undoAction.bind(null, slug) : null}
            />
            <p className="mt-4 flex flex-wrap gap-x-6">
              {next === null ? null : (
                <LocalLink href={path + historyQuery({ ...filter, before: next })} className="link tappable">
                  {t('list.older')}
                </LocalLink>
              )}
              {before === null ? null : (
                <LocalLink href={path + historyQuery({ ...filter, before: null })} className="link tappable">
                  {t('list.newest')}
                </LocalLink>
              )}
            </p>
          </section>
        )}
      </div>
    </StaffFrame>
  );
}
