import { useTranslations } from 'next-intl';
import { FigureFrame } from '#components/charts/figure-frame.tsx';
import { LiveOverlay } from '#components/charts/live-overlay.tsx';
import type { DormView, WeekRank } from '#components/dorm/dorm-view.ts';
import { HistoryChart } from '#components/dorm/history-chart.tsx';
import { Card } from '#components/ui/card.tsx';
import { weekNumber } from '#components/ui/site-view.ts';

/** The dorm's place over the last weeks. */
export function HistoryCard({ view }: { readonly view: DormView }) {
  const t = useTranslations('dorm.history');
  const ordinals = useTranslations('common.ordinal');
  const title = useTitle(view.history);
  const place = (rank: number | null) => (rank === null ? t('unranked') : ordinals('figure', { rank }));
  const week = (id: string) => t('week', { week: weekNumber(id) });
  return (
    <Card title={title} note={t('note')}>
      <FigureFrame
        label={title}
        csvPath={view.paths.historyCsv}
        columns={[
          { key: 'week', label: t('columns.week') },
          { key: 'place', label: t('columns.place'), isNumber: true },
        ]}
        rows={view.history.map((entry) => ({ key: entry.week, cells: [week(entry.week), place(entry.rank)] }))}
      >
        <LiveOverlay
          label={title}
          points={view.history.map((entry) => ({ key: entry.week, title: week(entry.week), lines: [place(entry.rank)] }))}
        >
          <HistoryChart label={title} history={view.history} />
        </LiveOverlay>
      </FigureFrame>
    </Card>
  );
}

function useTitle(history: readonly WeekRank[]): string {
  const t = useTranslations('dorm.history');
  const ordinals = useTranslations('common.ordinal');
  const ranked = history.flatMap(({ rank }) => (rank === null ? [] : [rank]));
  const [first] = ranked;
  const last = ranked.at(-1);
  if (first === undefined || last === undefined) return t('titleNone');
  if (ranked.length === 1) return t('titleOne', { place: ordinals('figure', { rank: last }) });
  if (ranked.every((rank) => rank === last)) return t('titleSteady', { place: ordinals('figure', { rank: last }) });
  const places = { from: ordinals('figure', { rank: first }), to: ordinals('figure', { rank: last }) };
  return t(first === last ? 'titleBack' : 'titleMoved', { ...places, count: history.length });
}
