import { useLocale, useTranslations } from 'next-intl';
import { FigureFrame } from '#components/charts/figure-frame.tsx';
import { LiveOverlay } from '#components/charts/live-overlay.tsx';
import { DaysChart } from '#components/dorm/days-chart.tsx';
import type { DayUse, DormView } from '#components/dorm/dorm-view.ts';
import { countDays } from '#components/dorm/week-days.ts';
import { Card } from '#components/ui/card.tsx';
import { useFigures } from '#components/ui/use-figures.ts';

/** The week day by day against its usual; the title says how it went. */
export function DaysCard({ view }: { readonly view: DormView }) {
  const t = useTranslations('dorm.days');
  const figures = useFigures();
  const story = useTitle(view.days);
  // Days of a dorm that is not ranked may have holes or zeros that nobody meant: no saving is read out of them.
  const title = view.unranked === null ? story : t('titlePlain');
  const hasUsual = view.days.some((day) => day.usualKwh !== null);
  const kwh = (value: number | null) => (value === null ? t('none') : t('kwh', { value: figures.number(value) }));
  const points = view.days.map((day) => ({
    key: day.day,
    title: t('dayTitle', { weekday: figures.weekday(day.day, 'long'), date: figures.day(day.day) }),
    lines: [t('used', { kwh: kwh(day.energyKwh) }), t('usual', { kwh: kwh(day.usualKwh) })],
  }));
  return (
    <Card title={title} note={t(hasUsual ? 'note' : 'noteWithoutUsual', { name: view.dorm.name })}>
      <FigureFrame
        label={title}
        csvPath={view.paths.daysCsv}
        columns={[
          { key: 'day', label: t('columns.day') },
          { key: 'used', label: t('columns.used'), isNumber: true },
          { key: 'usual', label: t('columns.usual'), isNumber: true },
        ]}
        rows={view.days.map((day) => ({
          key: day.day,
          cells: [figures.weekday(day.day, 'long'), kwh(day.energyKwh), kwh(day.usualKwh)],
        }))}
      >
        <LiveOverlay label={title} points={points}>
          <DaysChart label={title} days={view.days} />
        </LiveOverlay>
      </FigureFrame>
    </Card>
  );
}

/** "Six days under, one to come": the first part names the days, the others only count them. */
function useTitle(days: readonly DayUse[]): string {
  const t = useTranslations('dorm.days');
  const locale = useLocale();
  const counts = countDays(days);
  const parts = (['under', 'same', 'over', 'missing', 'toCome'] as const).filter((part) => counts[part] > 0);
  const compared = counts.under + counts.same + counts.over;
  if (compared === 0) return t('titlePlain');
  const words = parts.map((part, index) =>
    t(`title.${part}`, {
      counted: t(index === 0 ? 'countedDays' : 'counted', { count: counts[part], word: t('word', { count: counts[part] }) }),
    }),
  );
  const sentence = words.join(t('comma'));
  return sentence.charAt(0).toLocaleUpperCase(locale) + sentence.slice(1);
}
