import { useFormatter, useTranslations } from 'next-intl';
import type { SeasonRow, SeasonView } from '#components/season/season-view.ts';
import { useCellWords } from '#components/season/week-chips.tsx';
import { Card } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { weekNumber } from '#components/ui/site-view.ts';

/** Which weeks counted for whom, and what a missed one does. */
export function CountedCard({ view }: { readonly view: SeasonView }) {
  const t = useTranslations('season.counted');
  const format = useFormatter();
  const say = useCellWords(view.lens);
  const rows = view.leagues.flatMap((league) => league.rows);
  const missed = rows.filter(({ missedWeeks }) => missedWeeks.length > 0);
  const weeks = (ids: readonly string[]) => (ids.length === 0 ? '–' : format.list(ids.map((id) => String(weekNumber(id)))));
  const cells = ({ name, countedWeeks, weeks: ofDorm }: SeasonRow) => [
    name,
    weeks(countedWeeks),
    ofDorm
      .filter(({ outcome }) => outcome === 'missed' || outcome === 'apart')
      .map(say)
      .join(' ') || '–',
  ];
  return (
    <Card title={t('title', { count: missed.length })}>
      <p className="max-w-[70ch]">{t(view.lens === 'effort' ? 'effort' : 'others')}</p>
      <p className="mt-2 max-w-[70ch] text-soft">{t('ties')}</p>
      <details className="mt-3">
        <summary className="py-1 text-sm text-soft hover:text-ink">{t('table')}</summary>
        <DataTable
          caption={t('table')}
          columns={[
            { key: 'dorm', label: t('dorm') },
            { key: 'counted', label: t('weeks') },
            { key: 'missed', label: t('missed') },
          ]}
          rows={rows.map((row) => ({ key: row.dorm, cells: cells(row) }))}
        />
      </details>
    </Card>
  );
}
