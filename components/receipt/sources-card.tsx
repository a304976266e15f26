import { useFormatter, useTranslations } from 'next-intl';
import { stretchOf } from '#components/receipt/receipt-figures.ts';
import { Card } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { useFigures } from '#components/ui/use-figures.ts';
import { kwhOf } from '#core/energy/micro-wh.ts';
import type { Receipt } from '#core/ranking/receipt.ts';

/** The meters that count, and what each measured. */
export function MetersCard({ receipt }: { readonly receipt: Receipt }) {
  const t = useTranslations('receipt.meters');
  const figures = useFigures();
  const percent = (share: number) => figures.percent(Math.floor(share * 1000) / 1000, 1);
  const { meters, dorm } = receipt;
  return (
    <Card title={t('title', { count: meters.length })} note={t('note')}>
      <DataTable
        caption={t('caption', { name: dorm.name })}
        columns={[
          { key: 'meter', label: t('columns.meter') },
          { key: 'kwh', label: t('columns.kwh'), isNumber: true },
          { key: 'coverage', label: t('columns.coverage'), isNumber: true },
          { key: 'estimated', label: t('columns.estimated'), isNumber: true },
        ]}
        rows={meters.map(({ meter, days }) => {
          const { kwh, coverage, estimated } = stretchOf(days);
          return {
            key: meter,
            cells: [meter, kwh === null ? '–' : figures.number(kwh, 1), percent(coverage), percent(estimated)],
          };
        })}
      />
    </Card>
  );
}

/** The files behind it, down to the rows. */
export function ImportsCard({ receipt, timeZone }: { readonly receipt: Receipt; readonly timeZone: string }) {
  const t = useTranslations('receipt.imports');
  const figures = useFigures();
  const format = useFormatter();
  const { imports, areImportsAsPublished } = receipt;
  const files = new Set(imports.map((one) => one.import)).size;
  return (
    <Card title={t('title', { count: files })} note={t('note')}>
      {imports.length === 0 ? null : (
        <DataTable
          caption={t('caption')}
          columns={[
            { key: 'file', label: t('columns.file') },
            { key: 'number', label: t('columns.number'), isNumber: true },
            { key: 'received', label: t('columns.received') },
            { key: 'meter', label: t('columns.meter') },
            { key: 'rows', label: t('columns.rows') },
            { key: 'kwh', label: t('columns.kwh'), isNumber: true },
          ]}
          rows={imports.map((one) => ({
            key: `${one.import} ${one.meter}`,
            cells: [
              one.file,
              one.import,
              format.dateTime(new Date(one.receivedAt), { dateStyle: 'medium', timeZone }),
              one.meter,
              <span key="rows" className="whitespace-nowrap">
                {t('rows', { count: one.rows, first: one.firstRow, last: one.lastRow })}
              </span>,
              figures.number(kwhOf(BigInt(one.energyMicroWh)), 1),
            ],
          }))}
        />
      )}
      {areImportsAsPublished ? null : <p className="mt-3 max-w-prose text-sm text-soft">{t('asNow')}</p>}
    </Card>
  );
}
