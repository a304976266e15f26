import { useTranslations } from 'next-intl';
import { effortFactors, usedEnergy } from '#components/receipt/receipt-figures.ts';
import { Card } from '#components/ui/card.tsx';
import { useFigures } from '#components/ui/use-figures.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';
import type { Receipt } from '#core/ranking/receipt.ts';

type Line = { readonly key: string; readonly label: string; readonly figure: string; readonly isSum?: boolean };

/** The sum as on a till's receipt: each line a number, the score and the place at its foot. */
export function ReckoningCard({ receipt }: { readonly receipt: Receipt }) {
  const t = useTranslations('receipt.reckoning');
  const scores = useLensFigures(receipt.lens);
  const lines = [...useUsedLines(receipt), ...useLensLines(receipt)];
  const { lens, score, rank, standings } = receipt;
  return (
    <Card title={t('title')} note={t('note')}>
      <dl className="tabular-nums">
        {lines.map((line) => (
          <Row key={line.key} line={line} />
        ))}
      </dl>
      {score === null ? null : (
        <dl className="mt-2 border-t-4 border-double border-line-strong pt-2 tabular-nums">
          <Row line={{ key: 'score', label: t(`score.${lens}`), figure: scores.score(score), isSum: true }} />
          {rank === null ? null : (
            <Row
              line={{ key: 'place', label: t('place'), figure: t('placeOf', { rank, count: standings.length }), isSum: true }}
            />
          )}
        </dl>
      )}
    </Card>
  );
}

function Row({ line }: { readonly line: Line }) {
  const isSum = line.isSum === true;
  return (
    <div className={`flex items-baseline gap-2 py-1 ${isSum ? 'font-bold' : ''}`}>
      <dt className="flex min-w-0 grow items-baseline gap-2">
        {line.label}
        <span aria-hidden="true" className="min-w-3 grow border-b border-dotted border-line-strong" />
      </dt>
      <dd className="text-right whitespace-nowrap">{line.figure}</dd>
    </div>
  );
}

function useUsedLines(receipt: Receipt): Line[] {
  const t = useTranslations('receipt.reckoning');
  const figures = useFigures();
  const used = usedEnergy(receipt);
  if (used === null) return [];
  const kwh = (value: number) => figures.number(value, 1);
  const added = (['ruleEstimated', 'filled'] as const).flatMap((key) => {
    const value = used[`${key}Kwh`];
    return value < 0.05 ? [] : [{ key, label: t(key), figure: t('plus', { value: kwh(value) }) }];
  });
  const measured = { key: 'measured', label: t('measured'), figure: t('kwh', { value: kwh(used.measuredKwh) }) };
  return [measured, ...added, { key: 'used', label: t('used'), figure: t('kwh', { value: kwh(used.usedKwh) }), isSum: true }];
}

function useLensLines(receipt: Receipt): Line[] {
  const against = useAgainstLines(receipt);
  const effort = useEffortLines(receipt);
  const t = useTranslations('receipt.reckoning');
  const figures = useFigures();
  const { lens, dorm } = receipt;
  if (lens === 'per-resident' && dorm.residents !== null)
    return [{ key: 'residents', label: t('residents'), figure: t('divide', { value: figures.number(dorm.residents) }) }];
  if (lens === 'per-area' && dorm.floorAreaM2 !== null)
    return [{ key: 'area', label: t('area'), figure: t('squareMetres', { value: figures.number(dorm.floorAreaM2) }) }];
  return lens === 'effort' ? effort : against;
}

/** Saving, with the weather or without. */
function useAgainstLines({ lens, past, totals }: Receipt): Line[] {
  const t = useTranslations('receipt.reckoning');
  const figures = useFigures();
  const expected = past?.expectedKwh ?? null;
  if (expected === null || totals.filledKwh === null || (lens !== 'saving' && lens !== 'weather-adjusted')) return [];
  const { baseline } = past ?? {};
  const label =
    lens === 'saving' && baseline !== null && baseline !== undefined
      ? t('expectedBaseline', { kwh: figures.number(baseline.kwh, 1), hours: figures.number(baseline.hours) })
      : t('expectedModel');
  return [
    { key: 'expected', label, figure: t('kwh', { value: figures.number(expected, 1) }) },
    { key: 'ratio', label: t('ratio'), figure: figures.percent(totals.filledKwh / expected, 1) },
  ];
}

function useEffortLines(receipt: Receipt): Line[] {
  const t = useTranslations('receipt.reckoning');
  const figures = useFigures();
  const effort = effortFactors(receipt);
  const used = receipt.totals.filledKwh;
  if (effort === null || used === null) return [];
  const { modelKwh, factors, ownKwh, spread } = effort;
  const kwh = (value: number) => t('kwh', { value: figures.number(value, 1) });
  return [
    { key: 'model', label: t('expectedModel'), figure: kwh(modelKwh) },
    { key: 'level', label: t('level'), figure: t('times', { value: figures.number(factors.level, 4) }) },
    { key: 'shared', label: t('shared'), figure: t('times', { value: figures.number(factors.shared, 4) }) },
    { key: 'own', label: t('expectedOwn'), figure: kwh(ownKwh), isSum: true },
    { key: 'logarithm', label: t('logarithm'), figure: figures.number(Math.log(ownKwh / used), 4) },
    { key: 'spread', label: t('spread'), figure: t('divide', { value: figures.number(spread, 4) }) },
  ];
}
