import { useTranslations } from 'next-intl';
import { FigureFrame } from '#components/charts/figure-frame.tsx';
import { PlacesChart } from '#components/season/places-chart.tsx';
import { leadChanges } from '#components/season/season-news.ts';
import type { LeagueView } from '#components/season/season-view.ts';
import { Card } from '#components/ui/card.tsx';
import { weekNumber } from '#components/ui/site-view.ts';

/** Who stood where after each week. Nothing before the second. */
export function PlacesCard({ league, csvPath }: { readonly league: LeagueView; readonly csvPath: string }) {
  const t = useTranslations('season.places');
  const { steps, rows } = league;
  const leader = rows.find(({ rank }) => rank === 1);
  if (steps.length < 2 || rows.length < 2 || leader === undefined) return null;
  const changes = leadChanges(steps);
  const title = changes === 0 ? t('always', { name: leader.name }) : t('changed', { count: changes, name: leader.name });
  const placeAfter = (dorm: string, order: readonly string[]) => (order.includes(dorm) ? order.indexOf(dorm) + 1 : null);
  return (
    <Card title={title} note={t('note')}>
      <FigureFrame
        label={title}
        csvPath={csvPath}
        columns={[
          { key: 'dorm', label: t('dorm') },
          ...steps.map(({ week }) => ({ key: week, label: t('after', { week: weekNumber(week) }), isNumber: true })),
        ]}
        rows={rows.map(({ dorm, name }) => ({
          key: dorm,
          cells: [name, ...steps.map(({ order }) => placeAfter(dorm, order) ?? '–')],
        }))}
      >
        <PlacesChart league={league} label={title} />
      </FigureFrame>
    </Card>
  );
}
