import { useFormatter, useTranslations } from 'next-intl';
import { changeOf, effortFactors, usedEnergy } from '#components/receipt/receipt-figures.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';
import type { Receipt } from '#core/ranking/receipt.ts';
import { weekId } from '#core/time/weeks.ts';

/** "Acacia House came second by using 11 % less than expected." */
export function useReceiptHeadline(receipt: Receipt): string {
  const t = useTranslations('receipt.headline');
  const ordinals = useTranslations('common.ordinal');
  const figures = useFigures();
  const scores = useLensFigures(receipt.lens);
  const { lens, dorm, rank, score } = receipt;
  if (rank === null || score === null) return t('unranked', { name: dorm.name });
  const said = { name: dorm.name, place: ordinals('word', { rank }) };
  if (lens === 'energy' || lens === 'per-resident' || lens === 'per-area')
    return t(lens, { ...said, score: scores.score(score) });
  const { direction, change } = changeOf(receipt);
  const way = direction === 'over' && rank === 1 ? 'overFirst' : direction;
  return t(`${lens}.${way}`, { ...said, percent: figures.percent(Math.abs(change), Math.abs(change) < 0.095 ? 1 : 0) });
}

/** The weeks of the baseline in words: "week 40 and week 41". */
export function useBaselineWeeks(receipt: Receipt): string {
  const t = useTranslations('receipt.model');
  const format = useFormatter();
  const weeks = receipt.past?.baseline?.weeks ?? [];
  return format.list(weeks.map((monday) => t('week', { week: weekNumber(weekId(monday)) })));
}

/** The receipt as prose with the numbers in it. */
export function ReceiptProse({ receipt }: { readonly receipt: Receipt }) {
  const sentences = [...useMeasured(receipt), useRule(receipt), ...usePlaces(receipt)];
  const figures = useFigures();
  return <p className="max-w-prose text-lg">{sentences.filter((sentence) => sentence !== null).join(figures.sentenceGap)}</p>;
}

function useMeasured(receipt: Receipt): (string | null)[] {
  const t = useTranslations('receipt.prose');
  const figures = useFigures();
  const { dorm, totals, meters } = receipt;
  const used = usedEnergy(receipt);
  if (used === null) return [t('nothing', { name: dorm.name })];
  const kwh = (value: number) => figures.number(value, 1);
  const coverage = totals.totalSeconds === 0 ? 0 : totals.coveredSeconds / totals.totalSeconds;
  const shown = (value: number) => value >= 0.05;
  return [
    t('measured', {
      ...{ name: dorm.name, meters: meters.length, kwh: kwh(used.measuredKwh) },
      coverage: figures.percent(Math.floor(coverage * 1000) / 1000, 1),
    }),
    shown(used.sourceEstimatedKwh) ? t('sourceEstimated', { kwh: kwh(used.sourceEstimatedKwh) }) : null,
    shown(used.ruleEstimatedKwh) ? t('ruleEstimated', { kwh: kwh(used.ruleEstimatedKwh) }) : null,
    shown(used.filledKwh) ? t('filled', { kwh: kwh(used.filledKwh) }) : null,
  ];
}

function useRule(receipt: Receipt): string | null {
  const t = useTranslations('receipt.prose');
  const figures = useFigures();
  const scores = useLensFigures(receipt.lens);
  const weeks = useBaselineWeeks(receipt);
  const { lens, score, rank, dorm, past } = receipt;
  if (score === null || rank === null) return null;
  const kwh = (value: number) => figures.number(value, 1);
  return t(lens, {
    score: scores.score(score),
    residents: dorm.residents ?? 0,
    area: figures.number(dorm.floorAreaM2 ?? 0),
    weeks,
    expected: kwh(past?.expectedKwh ?? 0),
    own: kwh(effortFactors(receipt)?.ownKwh ?? 0),
  });
}

/** The place, whether it is shared, and who stands next to it. */
function usePlaces({ dorm, lens, rank, standings }: Receipt): (string | null)[] {
  const t = useTranslations('receipt.prose');
  const ordinals = useTranslations('common.ordinal');
  const scores = useLensFigures(lens);
  if (rank === null) return [];
  const ahead = standings.findLast((other) => other.rank < rank);
  const behind = standings.find((other) => other.rank > rank);
  const isShared = standings.some((other) => other.rank === rank && other.dorm !== dorm.slug);
  return [
    t('places', { name: dorm.name, place: ordinals('word', { rank }), count: standings.length }),
    isShared ? t('shared') : null,
    ahead === undefined ? null : t('ahead', { other: ahead.name, score: scores.score(ahead.score) }),
    behind === undefined ? null : t('behind', { other: behind.name, score: scores.score(behind.score) }),
  ];
}
