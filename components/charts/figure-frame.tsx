import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type DataColumn, type DataRow, DataTable } from '#components/ui/data-table.tsx';

type FigureFrameProps = {
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
  readonly columns: readonly DataColumn[];
  readonly rows: readonly DataRow[];
  readonly csvPath: string | null;
  readonly children: ReactNode;
};

/** A chart with the table behind it and its CSV. */
export function FigureFrame({ label, columns, rows, csvPath, children }: FigureFrameProps) {
  const t = useTranslations('common');
  return (
    <figure>
      {children}
      <figcaption className="mt-3 flex flex-wrap items-start gap-x-5 text-sm text-soft">
        <details className="min-w-0 grow basis-full print:hidden sm:basis-0">
          <summary className="py-1 hover:text-ink">{t('tableBehind')}</summary>
          <DataTable caption={label} columns={columns} rows={rows} />
        </details>
        {csvPath === null ? null : (
          <a href={csvPath} className="link tappable not-printed">
            {t('csv')}
          </a>
        )}
      </figcaption>
    </figure>
  );
}
