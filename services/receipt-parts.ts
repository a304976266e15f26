import type { Receipt, ReceiptDay, ReceiptImport, ReceiptPast, ReceiptTotals } from '#core/ranking/receipt.ts';

/** How a value stands in a cell; with a question mark an empty cell is null. µWh are written as kWh, exactly. */
export type CellKind = 'text' | 'text?' | 'number' | 'number?' | 'flag' | 'microWh' | 'microWh?' | 'days';

type Cells<Shape, Elsewhere extends keyof Shape = never> = Readonly<Record<Exclude<keyof Shape, Elsewhere>, CellKind>>;

const MODEL = {
  shape: 'text',
  base: 'number',
  weekend: 'number',
  heating: 'number',
  cooling: 'number',
  heatingBelow: 'number?',
  coolingAbove: 'number?',
  days: 'number',
  cvRmse: 'number',
  nmbe: 'number',
} as const satisfies Cells<NonNullable<ReceiptPast['weatherModel']>>;

/**
 * The table of a receipt: the parts it has, and what each says. A row is one value: part, item (a meter, a dorm, a number), day, what,
 * value, unit. Every field of a receipt has its row; nothing is rounded.
 */
export const RECEIPT_PARTS = {
  receipt: {
    receipt: 'number',
    campus: 'text',
    week: 'text',
    edition: 'number',
    state: 'text',
    publishedAt: 'text',
    method: 'text',
    contentDigest: 'text',
    chainDigest: 'text',
    lens: 'text',
    season: 'text?',
    league: 'text?',
    score: 'number?',
    rank: 'number?',
    reason: 'text?',
    areImportsAsPublished: 'flag',
  } satisfies Cells<Receipt, 'dorm' | 'totals' | 'meters' | 'temperatures' | 'past' | 'standings' | 'imports'>,
  dorm: { slug: 'text', name: 'text', residents: 'number?', floorAreaM2: 'number?' } satisfies Cells<Receipt['dorm']>,
  totals: {
    energyMicroWh: 'microWh?',
    filledKwh: 'number?',
    coveredSeconds: 'number',
    estimatedSeconds: 'number',
    totalSeconds: 'number',
    leastCoverage: 'number',
    mostEstimated: 'number',
    hasDeadMeter: 'flag',
  } satisfies Cells<ReceiptTotals>,
  past: { expectedKwh: 'number?', residual: 'number?', shared: 'number?' } satisfies Cells<
    ReceiptPast,
    'baseline' | 'weatherModel' | 'calendarModel' | 'form'
  >,
  baseline: { weeks: 'days', kwh: 'number', hours: 'number' } satisfies Cells<NonNullable<ReceiptPast['baseline']>, 'weekdays'>,
  weekday: { kwh: 'number', hours: 'number' },
  weatherModel: MODEL,
  calendarModel: MODEL,
  form: { level: 'number', spread: 'number', weeks: 'number' } satisfies Cells<NonNullable<ReceiptPast['form']>>,
  temperature: { celsius: 'number' },
  day: {
    energyMicroWh: 'microWh',
    measuredSeconds: 'number',
    estimatedMicroWh: 'microWh',
    estimatedSeconds: 'number',
    ruleEstimatedMicroWh: 'microWh',
    ruleEstimatedSeconds: 'number',
    filledMicroWh: 'microWh',
    filledSeconds: 'number',
    deadSeconds: 'number',
    activeSeconds: 'number',
  } satisfies Cells<ReceiptDay, 'day'>,
  import: {
    import: 'number',
    file: 'text',
    receivedAt: 'text',
    meter: 'text',
    rows: 'number',
    firstRow: 'number',
    lastRow: 'number',
    energyMicroWh: 'microWh',
  } satisfies Cells<ReceiptImport>,
  standing: { name: 'text', score: 'number', rank: 'number' } satisfies Cells<Receipt['standings'][number], 'dorm'>,
} as const;

export type ReceiptPart = keyof typeof RECEIPT_PARTS;

export const RECEIPT_COLUMNS = ['part', 'item', 'day', 'what', 'value', 'unit'] as const;

/** The name of a field in the table: energy stands there in kWh. */
export function cellName(field: string): string {
  return field.replace(/MicroWh$/, 'Kwh');
}

export function unitOf(part: ReceiptPart, field: string): string {
  if (/kwh$/i.test(cellName(field))) return 'kWh';
  if (field.endsWith('Seconds')) return 's';
  if (field === 'floorAreaM2') return 'm²';
  if (field === 'hours') return 'h';
  if (field === 'celsius' || field === 'heatingBelow' || field === 'coolingAbove') return '°C';
  if (part !== 'weatherModel' && part !== 'calendarModel') return '';
  if (field === 'base' || field === 'weekend') return 'kWh a day';
  return field === 'heating' || field === 'cooling' ? 'kWh a day for each °C' : '';
}
