import { z } from 'zod';
import type { DormTotals, DormWeek, MeterDay } from '#core/ranking/dorm-week.ts';
import type { DormKnowledge } from '#core/ranking/knowledge.ts';
import { LENSES } from '#core/ranking/rules.ts';
import { UNRANKED_REASONS } from '#core/ranking/standings.ts';
import { addDays } from '#core/time/local-days.ts';
import { mondayOfWeekId } from '#core/time/weeks.ts';

const Text = z.string().max(1000);
const Name = Text.min(1);
const Figure = z.number();
const Count = z.int().min(0);
const Day = z.iso.date();
/** µWh as whole decimal text: beyond 9,007 MWh a JSON number would lose digits. */
const MicroWh = z.string().regex(/^-?\d{1,19}$/);
const Digest = z.string().regex(/^[0-9a-f]{64}$/);

const Model = z.strictObject({
  shape: z.enum(['flat', 'heating', 'cooling', 'both']),
  base: Figure,
  weekend: Figure,
  heating: Figure,
  cooling: Figure,
  heatingBelow: Figure.nullable(),
  coolingAbove: Figure.nullable(),
  days: Count,
  cvRmse: Figure,
  nmbe: Figure,
});

const Baseline = z.strictObject({
  weeks: z.array(Day).max(520).readonly(),
  kwh: Figure,
  hours: Figure,
  weekdays: z
    .array(z.strictObject({ kwh: Figure, hours: Figure }))
    .length(7)
    .readonly(),
});

const ReceiptDay = z.strictObject({
  day: Day,
  energyMicroWh: MicroWh,
  measuredSeconds: Count,
  estimatedMicroWh: MicroWh,
  estimatedSeconds: Count,
  ruleEstimatedMicroWh: MicroWh,
  ruleEstimatedSeconds: Count,
  filledMicroWh: MicroWh,
  filledSeconds: Count,
  deadSeconds: Count,
  activeSeconds: Count,
} satisfies Record<keyof MeterDay, z.ZodType>);
export type ReceiptDay = z.infer<typeof ReceiptDay>;

const Totals = z.strictObject({
  energyMicroWh: MicroWh.nullable(),
  filledKwh: Figure.nullable(),
  coveredSeconds: Count,
  estimatedSeconds: Count,
  totalSeconds: Count,
  leastCoverage: Figure,
  mostEstimated: Figure,
  hasDeadMeter: z.boolean(),
} satisfies Record<keyof DormTotals, z.ZodType>);
export type ReceiptTotals = z.infer<typeof Totals>;

/** What was known before the week, as far as the lens asks for it, and what came of it. Energy in kWh; residual is ln(actual / expected). */
const Past = z.strictObject({
  baseline: Baseline.nullable(),
  weatherModel: Model.nullable(),
  calendarModel: Model.nullable(),
  form: z.strictObject({ level: Figure, spread: Figure, weeks: Count }).nullable(),
  expectedKwh: Figure.nullable(),
  residual: Figure.nullable(),
  /** What all dorms did together that week. */
  shared: Figure.nullable(),
} satisfies Record<keyof DormKnowledge | 'expectedKwh' | 'residual' | 'shared', z.ZodType>);
export type ReceiptPast = z.infer<typeof Past>;

/** Readings of one import that count in this week at one meter. Rows are lines of the file, its header included. */
const ReceiptImport = z.strictObject({
  import: Count,
  file: Text,
  receivedAt: z.iso.datetime(),
  meter: Name,
  rows: Count,
  firstRow: Count,
  lastRow: Count,
  energyMicroWh: MicroWh,
});
export type ReceiptImport = z.infer<typeof ReceiptImport>;

/** `rank` is the place among all dorms that are ranked with this one, and may be seen by whom the receipt was made for. */
const ReceiptStanding = z.strictObject({ dorm: Name, name: Name, score: Figure, rank: z.int().min(1) });

/**
 * The reckoning behind one standing of a published week under one lens, whole and without loss: from it alone the score and the
 * rank come out again (`recomputeReceipt`). Plain values that JSON keeps; numbers at full precision.
 */
export const Receipt = z
  .strictObject({
    /** Version of this form. */
    receipt: z.literal(1),
    campus: Name,
    /** "2026-W47". */
    week: z.string().refine((text) => mondayOfWeekId(text) !== null),
    edition: z.int().min(1),
    state: z.enum(['provisional', 'final', 'corrected']),
    publishedAt: z.iso.datetime(),
    method: Name,
    /** SHA-256 over all that the publication froze, and of its link in the campus's chain. */
    contentDigest: Digest,
    chainDigest: Digest,
    lens: z.enum(LENSES),
    /** Null: outside any season. */
    season: Text.nullable(),
    league: Text.nullable(),
    dorm: z.strictObject({ slug: Name, name: Name, residents: Count.nullable(), floorAreaM2: Figure.nullable() }),
    score: Figure.nullable(),
    rank: z.int().min(1).nullable(),
    reason: z.enum(UNRANKED_REASONS).nullable(),
    totals: Totals,
    meters: z.array(z.strictObject({ meter: Name, days: z.array(ReceiptDay).length(7) })).max(1000),
    temperatures: z.array(z.strictObject({ day: Day, celsius: Figure })).max(7),
    /** Null where the lens asks for nothing of the past, or nothing of it was reckoned. */
    past: Past.nullable(),
    standings: z.array(ReceiptStanding).max(10_000),
    imports: z.array(ReceiptImport).max(100_000),
    /** Whether the imports named add up to the energy that was published; else they are those that are known of now. */
    areImportsAsPublished: z.boolean(),
  })
  .refine(hasDaysOfItsWeek, { message: 'each meter has the seven days of the week, in order', path: ['meters'] })
  .refine(({ meters }) => isEachOnce(meters.map(({ meter }) => meter)), { message: 'each meter stands once', path: ['meters'] })
  .refine(({ standings }) => isEachOnce(standings.map(({ dorm }) => dorm)), {
    message: 'each dorm stands once',
    path: ['standings'],
  });
export type Receipt = z.infer<typeof Receipt>;

function isEachOnce(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

function hasDaysOfItsWeek({ week, meters }: { week: string; meters: readonly { days: readonly { day: string }[] }[] }): boolean {
  const monday = mondayOfWeekId(week);
  return monday !== null && meters.every(({ days }) => days.every(({ day }, index) => day === addDays(monday, index)));
}

export function receiptDay(day: MeterDay): ReceiptDay {
  return {
    day: day.day,
    energyMicroWh: day.energyMicroWh.toString(),
    measuredSeconds: day.measuredSeconds,
    estimatedMicroWh: day.estimatedMicroWh.toString(),
    estimatedSeconds: day.estimatedSeconds,
    ruleEstimatedMicroWh: day.ruleEstimatedMicroWh.toString(),
    ruleEstimatedSeconds: day.ruleEstimatedSeconds,
    filledMicroWh: day.filledMicroWh.toString(),
    filledSeconds: day.filledSeconds,
    deadSeconds: day.deadSeconds,
    activeSeconds: day.activeSeconds,
  };
}

function meterDay(day: ReceiptDay): MeterDay {
  return {
    ...day,
    energyMicroWh: BigInt(day.energyMicroWh),
    estimatedMicroWh: BigInt(day.estimatedMicroWh),
    ruleEstimatedMicroWh: BigInt(day.ruleEstimatedMicroWh),
    filledMicroWh: BigInt(day.filledMicroWh),
  };
}

export function receiptTotals(totals: DormTotals): ReceiptTotals {
  const { filledKwh, coveredSeconds, estimatedSeconds, totalSeconds, leastCoverage, mostEstimated, hasDeadMeter } = totals;
  return {
    energyMicroWh: totals.energyMicroWh?.toString() ?? null,
    ...{ filledKwh, coveredSeconds, estimatedSeconds, totalSeconds, leastCoverage, mostEstimated, hasDeadMeter },
  };
}

/** The one dorm of a receipt, under a number of its own. */
export const RECEIPT_DORM_ID = 1;

/** The dorm's week as the reckoning takes it. */
export function dormWeekOf(receipt: Pick<Receipt, 'dorm' | 'meters'>): DormWeek {
  return {
    dormId: RECEIPT_DORM_ID,
    ...receipt.dorm,
    meters: receipt.meters.map(({ meter, days }, index) => ({ meterId: index + 1, label: meter, days: days.map(meterDay) })),
  };
}
