import { useFormatter, useTranslations } from 'next-intl';
import { dayFigures, type Stretch } from '#components/receipt/receipt-figures.ts';
import { Card } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { useFigures } from '#components/ui/use-figures.ts';
import type { Receipt } from '#core/ranking/receipt.ts';

/** The week by day: energy, how much of it was measured, and how. */
export function DaysCard({ receipt }: { readonly receipt: Receipt }) {
  const t = useTranslations('receipt.days');
  const figures = useFigures();
  const format = useFormatter();
  const shortDate = (day: string) => format.dateTime(new Date(day), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const quality = useQuality();
  const { dorm } = receipt;
  const days = dayFigures(receipt);
  const hasExpected = days.some((day) => day.expectedKwh !== null);
  const hasCelsius = days.some((day) => day.celsius !== null);
  const holes = days.filter((day) => !day.isAway && day.coverage < 1).length;
  const number = (value: number | null) => (value === null ? t('none') : figures.number(value, 1));
  const columns = [
    { key: 'day', label: t('columns.day') },
    { key: 'kwh', label: t('columns.kwh'), isNumber: true },
    ...(hasExpected ? [{ key: 'expected', label: t('columns.expected'), isNumber: true }] : []),
    ...(hasCelsius ? [{ key: 'celsius', label: t('columns.celsius'), isNumber: true }] : []),
    { key: 'coverage', label: t('columns.coverage'), isNumber: true },
    { key: 'quality', label: t('columns.quality') },
  ];
  const rows = days.map((day) => ({
    key: day.day,
    cells: [
      <span key="day" className="whitespace-nowrap">
        {t('dayName', { weekday: figures.weekday(day.day, 'short'), date: shortDate(day.day) })}
      </span>,
      number(day.kwh),
      ...(hasExpected ? [number(day.expectedKwh)] : []),
      ...(hasCelsius ? [number(day.celsius)] : []),
      figures.percent(Math.floor(day.coverage * 1000) / 1000, 1),
      quality(day),
    ],
  }));
  const title = days.every((day) => day.coverage === 0) ? 'none' : holes === 0 ? 'whole' : 'holes';
  return (
    <Card title={t(`title.${title}`, { count: holes })} note={t('note', { name: dorm.name })}>
      <DataTable caption={t('caption', { name: dorm.name })} columns={columns} rows={rows} />
    </Card>
  );
}

function useQuality(): (day: Stretch) => string {
  const t = useTranslations('receipt.days.quality');
  const figures = useFigures();
  const share = (part: number) => figures.percent(Math.ceil(part * 1000) / 1000, 1);
  return (day) => {
    if (day.isAway) return t('away');
    if (day.isDead) return t('dead');
    if (day.kwh === null && day.estimated === 0) return t('nothing');
    const missing = 1 - day.coverage - day.estimated;
    if (missing > 1e-9) return t('missing', { share: share(missing) });
    return day.estimated > 0 ? t('estimated', { share: share(day.estimated) }) : t('whole');
  };
}
