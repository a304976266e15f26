import { effortGiven } from '#core/ranking/effort.ts';
import { baselineKwh, effortModel, expectedIn, residualOf, type WeekKnowledge } from '#core/ranking/knowledge.ts';
import { isCovered } from '#core/ranking/observed-week.ts';
import { dormWeekOf, RECEIPT_DORM_ID, type Receipt, type ReceiptPast, receiptTotals } from '#core/ranking/receipt.ts';
import { METHOD_VERSION } from '#core/ranking/rules.ts';
import { type Judged, judgeWeek, scoreOf, type TotalledWeek, totalledWeek } from '#core/ranking/score-week.ts';
import { orderedScore, type UnrankedReason } from '#core/ranking/standings.ts';

type Plain = string | number | boolean | null;

/** A number that the receipt states, and what its own inputs give for it. */
export interface ReceiptDifference {
  readonly what: string;
  readonly stated: Plain;
  readonly recomputed: Plain;
}

export interface RecomputedReceipt {
  readonly score: number | null;
  readonly rank: number | null;
  readonly reason: UnrankedReason | null;
  /** Whether everything stated comes out to the last digit. */
  readonly agrees: boolean;
  /** The method that reckoned it is another than this program's: differences may come from that alone. */
  readonly isOfOtherMethod: boolean;
  readonly differences: readonly ReceiptDifference[];
}

/**
 * Reckons a receipt again from its own inputs, by the functions that made the standing. What the whole campus did together and
 * the dorm's own level and spread are taken as stated, as are the scores of the others, among which the rank is found.
 */
export function recomputeReceipt(receipt: Receipt): RecomputedReceipt {
  const week = totalledWeek(dormWeekOf(receipt));
  const knowledge = knowledgeOf(receipt);
  const judged = judgeReceipt(receipt, week, knowledge);
  const score = judged.tally === null ? null : scoreOf(receipt.lens, [judged.tally]);
  const found = { score, reason: judged.reason, rank: judged.reason === null ? placeOf(receipt, score) : null };
  const stated = statedFigures(receipt);
  const again: Record<string, Plain> = {
    ...found,
    ...prefixed('totals', receiptTotals(week.totals)),
    ...(knowledge === null || receipt.past === null ? {} : prefixed('past', expectedFigures(receipt, week, knowledge))),
    ...standingFigures(receipt, found),
    ...importedFigures(receipt, ({ meters }, meter) => meters.find((one) => one.meter === meter)?.days ?? []),
  };
  const differences = Object.entries(again)
    .filter(([what, recomputed]) => stated[what] !== recomputed)
    .map(([what, recomputed]) => ({ what, stated: stated[what] ?? null, recomputed }));
  return {
    ...found,
    agrees: differences.length === 0,
    isOfOtherMethod: receipt.method !== METHOD_VERSION,
    differences,
  };
}

function knowledgeOf({ past, temperatures }: Receipt): WeekKnowledge | null {
  if (past === null) return null;
  const { baseline, weatherModel, calendarModel, form } = past;
  return {
    dorms: new Map([[RECEIPT_DORM_ID, { baseline, weatherModel, calendarModel, form }]]),
    celsius: new Map(temperatures.map(({ day, celsius }) => [day, celsius])),
  };
}

/** A dorm judged alone lacks others to be compared with; where the receipt states what they did together, effort follows. */
function judgeReceipt({ lens, past }: Receipt, week: TotalledWeek, knowledge: WeekKnowledge | null): Judged {
  const judged = judgeWeek([week], lens, knowledge).get(RECEIPT_DORM_ID);
  if (judged === undefined) throw new Error('the dorm of a receipt was not judged');
  if (judged.reason !== 'too-few-dorms' || past === null || knowledge === null) return judged;
  const residual = residualOfReceipt(past, week, knowledge);
  if (past.form === null || past.shared === null || residual === null) return judged;
  return { tally: { used: effortGiven({ own: past.form, shared: past.shared, residual }), against: 1 }, reason: null };
}

function residualOfReceipt(past: ReceiptPast, { days, totals }: TotalledWeek, { celsius }: WeekKnowledge): number | null {
  return isCovered(totals) ? residualOf({ known: past, days, filledKwh: totals.filledKwh, celsius }) : null;
}

/** What stood against the energy under this lens. */
function expectedFigures(
  { lens, past }: Receipt,
  week: TotalledWeek,
  knowledge: WeekKnowledge,
): Pick<ReceiptPast, 'expectedKwh' | 'residual'> {
  if (past === null) return { expectedKwh: null, residual: null };
  const { days } = week;
  if (lens === 'saving') return { expectedKwh: past.baseline === null ? null : baselineKwh(past.baseline, days), residual: null };
  const model = lens === 'effort' ? effortModel(past) : past.weatherModel;
  return {
    expectedKwh: model === null ? null : expectedIn(model, days, knowledge.celsius),
    residual: lens === 'effort' ? residualOfReceipt(past, week, knowledge) : null,
  };
}

/** One more than the dorms that stand before it at the precision shown. */
function placeOf({ dorm, lens, standings }: Pick<Receipt, 'dorm' | 'lens' | 'standings'>, score: number | null): number | null {
  if (score === null) return null;
  const own = orderedScore(score, lens);
  return 1 + standings.filter((other) => other.dorm !== dorm.slug && orderedScore(other.score, lens) < own).length;
}

/** Every place from the scores stated; this dorm's own from its score as it came out. */
function standingFigures(
  { dorm, lens, standings }: Receipt,
  own: { score: number | null; rank: number | null },
): Record<string, Plain> {
  const scores = standings.map((one) => (one.dorm === dorm.slug ? { ...one, score: own.score ?? one.score } : one));
  const places = scores.flatMap((one) => [
    [`standings.${one.dorm}.score`, one.score] as const,
    [`standings.${one.dorm}.rank`, placeOf({ dorm: { ...dorm, slug: one.dorm }, lens, standings: scores }, one.score)] as const,
  ]);
  return { ...Object.fromEntries(places), 'standings.hasDorm': own.rank !== null };
}

function statedFigures(receipt: Receipt): Record<string, Plain> {
  const { score, rank, reason, totals, past, standings } = receipt;
  const places = standings.flatMap((one) => [
    [`standings.${one.dorm}.score`, one.score] as const,
    [`standings.${one.dorm}.rank`, one.rank] as const,
  ]);
  return {
    ...{ score, rank, reason },
    ...prefixed('totals', totals),
    'past.expectedKwh': past?.expectedKwh ?? null,
    'past.residual': past?.residual ?? null,
    ...Object.fromEntries(places),
    'standings.hasDorm': standings.some((one) => one.dorm === receipt.dorm.slug),
    ...importedFigures(receipt, ({ imports }, meter) => imports.filter((one) => one.meter === meter)),
  };
}

/** Energy by meter, where it is said that the imports named are those that were counted. */
function importedFigures(
  receipt: Receipt,
  partsOf: (receipt: Receipt, meter: string) => readonly { readonly energyMicroWh: string }[],
): Record<string, Plain> {
  if (!receipt.areImportsAsPublished) return {};
  const sums = receipt.meters.map(({ meter }) => {
    const sum = partsOf(receipt, meter).reduce((total, { energyMicroWh }) => total + BigInt(energyMicroWh), 0n);
    return [`imports.${meter}.energyMicroWh`, sum.toString()] as const;
  });
  return Object.fromEntries(sums);
}

function prefixed(part: string, figures: Readonly<Record<string, Plain>>): Record<string, Plain> {
  return Object.fromEntries(Object.entries(figures).map(([name, figure]) => [`${part}.${name}`, figure]));
}
