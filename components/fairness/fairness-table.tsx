import { useTranslations } from 'next-intl';
import { isEnough, type LensFairnessView, mostWon } from '#components/fairness/fairness-view.ts';
import { useFairnessWords } from '#components/fairness/use-fairness-words.ts';
import { Card } from '#components/ui/card.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { useFigures } from '#components/ui/use-figures.ts';

interface FairnessTableProps {
  readonly lenses: readonly LensFairnessView[];
  readonly seasonWeeks: number;
  readonly csvPath: string | null;
}

/** Every way to count side by side; none is recommended. */
export function FairnessTable({ lenses, seasonWeeks, csvPath }: FairnessTableProps) {
  const t = useTranslations('fairness.table');
  const common = useTranslations('common');
  const figures = useFigures();
  const { won } = useFairnessWords();
  const share = (value: number | null, isShown: boolean) => (value === null || !isShown ? '–' : figures.percent(value));
  const saved = { ten: figures.percent(0.1), twenty: figures.percent(0.2) };
  return (
    <Card title={t('title')} note={t('note')}>
      {/* Chinese may break anywhere: columns stay as wide as a few signs. */}
      <div className="[&_tbody_th]:whitespace-nowrap [&_thead_th]:min-w-18">
        <DataTable
          caption={t('title')}
          columns={[
            { key: 'lens', label: t('lens') },
            { key: 'weeks', label: t('weeks'), isNumber: true },
            { key: 'dorms', label: t('dorms'), isNumber: true },
            { key: 'most', label: t('most'), isNumber: true },
            { key: 'evenness', label: t('evenness'), isNumber: true },
            { key: 'week10', label: t('week', { percent: saved.ten }), isNumber: true },
            { key: 'week20', label: t('week', { percent: saved.twenty }), isNumber: true },
            { key: 'season10', label: t('season', { percent: saved.ten, weeks: seasonWeeks }), isNumber: true },
            { key: 'season20', label: t('season', { percent: saved.twenty, weeks: seasonWeeks }), isNumber: true },
            { key: 'luck', label: t('luck'), isNumber: true },
          ]}
          rows={lenses.map((one) => {
            const isShown = isEnough(one);
            const { lens, weeks, dorms, evenness, power, seasonPower, luck } = one;
            return {
              key: lens,
              cells: [
                common(`lens.${lens}`),
                figures.number(weeks),
                weeks === 0 ? '–' : figures.number(dorms, Number.isInteger(dorms) ? 0 : 1),
                isShown ? won(mostWon(one).won) : '–',
                evenness === null || !isShown ? '–' : figures.number(evenness, 2),
                share(power['10'], isShown),
                share(power['20'], isShown),
                share(seasonPower['10'], isShown),
                share(seasonPower['20'], isShown),
                share(luck, isShown),
              ],
            };
          })}
        />
      </div>
      {csvPath === null ? null : (
        <p className="not-printed mt-3 text-sm">
          <a href={csvPath} className="link tappable">
            {common('csv')}
          </a>
        </p>
      )}
    </Card>
  );
}
