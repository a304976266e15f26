import { knowsMeter } from '#core/meter-files/known-meters.ts';
import type { ReadContext } from '#core/meter-files/meter-file.ts';
import type { Column } from '#core/meter-files/table/columns.ts';
import { findTimeColumns, type TimeColumns } from '#core/meter-files/table/time-columns.ts';
import { WORDS, wordsOf } from '#core/meter-files/table/words.ts';

/** One column of values; `meter` is its label in a wide table. */
export interface ValueColumn {
  readonly column: Column;
  readonly meter: string | null;
}

/**
 * How a table's columns make readings. long: a meter column. wide: a column a meter. single: one meter, told by staff.
 * day-rows: a row a day with a column for each part of it, with or without a meter column.
 */
export interface Layout {
  readonly shape: 'long' | 'wide' | 'single' | 'day-rows';
  readonly time: TimeColumns;
  readonly meter: Column | null;
  readonly values: readonly ValueColumn[];
  readonly unit: Column | null;
  readonly quality: Column | null;
  /** Says each time's distance from UTC, by offset or letters such as EST. */
  readonly offset: Column | null;
  /** Says of each time whether it is summer time. */
  readonly daylight: Column | null;
  /** Columns of numbers that were seen and left alone, by name. */
  readonly leftOut: readonly string[];
}

/** Why a table cannot be understood; worded in messages/<locale>/problems.json under `layout-unknown` and `layout-ambiguous`. */
export interface LayoutDoubt {
  readonly kind: 'layout-unknown' | 'layout-ambiguous';
  readonly reason:
    | 'no-time'
    | 'several-times'
    | 'no-value'
    | 'several-values'
    | 'meters-or-values'
    | 'headerless'
    | 'headerless-one-time';
  readonly columns: string;
}

/** The layout of a table, or the doubt that staff must resolve. */
export function findLayout({
  columns,
  hasHeader,
  context,
}: {
  readonly columns: readonly Column[];
  readonly hasHeader: boolean;
  readonly context: ReadContext;
}): Layout | LayoutDoubt {
  const time = findTimeColumns(columns, hasHeader);
  if (time === 'none') return doubt('layout-unknown', 'no-time', columns);
  if (time === 'several') {
    const times = columns.filter(({ look }) => look === 'time' || look === 'clock');
    return doubt('layout-ambiguous', hasHeader ? 'several-times' : 'headerless', times);
  }
  const rest = columns.filter((column) => !isTimeColumn(column, time) && column.look !== 'time' && column.look !== 'clock');
  return hasHeader ? withHeader(rest, time, context) : withoutHeader(rest, time, context);
}

export function isDoubt(layout: Layout | LayoutDoubt): layout is LayoutDoubt {
  return 'reason' in layout;
}

function doubt(kind: LayoutDoubt['kind'], reason: LayoutDoubt['reason'], columns: readonly Column[]): LayoutDoubt {
  const names = columns.slice(0, 12).map(({ name, index }) => name ?? String(index + 1));
  return { kind, reason, columns: names.join(', ') };
}

function isTimeColumn(column: Column, { stamp, start }: TimeColumns): boolean {
  return [stamp.column, stamp.clock, start?.column, start?.clock].includes(column);
}

function withoutHeader(rest: readonly Column[], time: TimeColumns, { options }: ReadContext): Layout | LayoutDoubt {
  const filled = rest.filter(({ look }) => look !== 'missing');
  const [value, another] = filled;
  if (!filled.some(({ look }) => look === 'number')) return doubt('layout-unknown', 'no-value', rest);
  if (value === undefined || another !== undefined) return doubt('layout-ambiguous', 'headerless', filled);
  if (time.start === null && !time.isSpan && options.endOnly !== true) {
    return doubt('layout-ambiguous', 'headerless-one-time', [value, time.stamp.column]);
  }
  return layoutOf({ shape: 'single', time, values: [{ column: value, meter: null }] });
}

function withHeader(rest: readonly Column[], time: TimeColumns, context: ReadContext): Layout | LayoutDoubt {
  const unit = rest.find(({ words, look }) => WORDS.unit.test(words) && look === 'text') ?? null;
  const quality =
    rest.find((column) => WORDS.quality.test(column.words) && column.unit === null && !isKnownMeter(column, context)) ?? null;
  const offset = rest.find(({ words }) => WORDS.offset.test(words)) ?? null;
  const daylight = rest.find(({ words }) => WORDS.daylight.test(words)) ?? null;
  const told = { time, unit, quality, offset, daylight };
  const others = rest.filter((column) => ![unit, quality, offset, daylight].includes(column) && !column.isRowNumber);
  const meter = findMeterColumn(others, context);
  const numbers = others.filter(
    (column) =>
      column !== meter && column.name !== null && (column.look === 'number' || column.look === 'missing' || isQuantity(column)),
  );
  const rows = dayParts(numbers);
  if (rows !== null) return layoutOf({ ...told, shape: 'day-rows', meter, values: valuesOf(rows) });
  const usable = numbers.filter((column) => isKnownMeter(column, context) || !isIgnored(column));
  if (meter === null) return wideOrSingle(usable, told, context);
  const chosen = chooseValue(usable);
  if (chosen === null) return doubtAboutValues(usable, rest);
  const leftOut = numbers.filter((column) => column !== chosen);
  return layoutOf({ ...told, shape: 'long', meter, values: valuesOf([chosen]), leftOut: namesOf(leftOut) });
}

function doubtAboutValues(usable: readonly Column[], rest: readonly Column[]): LayoutDoubt {
  return usable.length === 0 ? doubt('layout-unknown', 'no-value', rest) : doubt('layout-ambiguous', 'several-values', usable);
}

type ToldColumns = Pick<Layout, 'time' | 'unit' | 'quality' | 'offset' | 'daylight'>;

function wideOrSingle(usable: readonly Column[], columns: ToldColumns, context: ReadContext): Layout | LayoutDoubt {
  const worded = usable.filter((column) => isQuantity(column) && !isKnownMeter(column, context));
  const named = usable.filter((column) => !worded.includes(column) && !isTotal(column, context));
  const quantities = named.length === 0 ? worded : worded.filter((column) => !isTotal(column, context));
  const told = context.options.meter?.trim();
  const wanted = told === undefined ? named : named.filter((column) => labelsOf(column).includes(told));
  const isWide = told === undefined ? named.some((column) => isKnownMeter(column, context)) || quantities.length === 0 : true;
  if (wanted.length > 0 && isWide) {
    const values = withoutPowerTwins(wanted.map((column) => ({ column, meter: labelOf(column, context) })));
    const taken = new Set(values.map(({ column }) => column));
    return layoutOf({ ...columns, shape: 'wide', values, leftOut: namesOf(usable.filter((column) => !taken.has(column))) });
  }
  if (quantities.length > 0 && named.length > 0 && told === undefined)
    return doubt('layout-ambiguous', 'meters-or-values', usable);
  const chosen = chooseValue(quantities.length > 0 ? quantities : named);
  if (chosen === null) return doubtAboutValues(usable, usable);
  const leftOut = namesOf(usable.filter((column) => column !== chosen));
  return layoutOf({ ...columns, shape: 'single', values: valuesOf([chosen]), leftOut });
}

function layoutOf(layout: Pick<Layout, 'shape' | 'time' | 'values'> & Partial<Layout>): Layout {
  return { meter: null, unit: null, quality: null, offset: null, daylight: null, leftOut: [], ...layout };
}

function valuesOf(columns: readonly Column[]): readonly ValueColumn[] {
  return columns.map((column) => ({ column, meter: null }));
}

function namesOf(columns: readonly Column[]): readonly string[] {
  return columns.map(({ name, index }) => name ?? String(index + 1));
}

/** The column with meters' labels: one whose cells are known meters, else one that is called so, else the only text. */
function findMeterColumn(columns: readonly Column[], context: ReadContext): Column | null {
  const candidates = columns.filter(({ look, words }) => look === 'text' || (look === 'number' && isMeterNumber(words)));
  const knownIn = ({ cells }: Column) => new Set(cells.filter((cell) => knowsMeter(context, cell.trim()))).size;
  const known = candidates.filter((column) => knownIn(column) > 0).sort((a, b) => knownIn(b) - knownIn(a));
  const called = candidates.filter(({ words }) => isMeterName(words));
  return known[0] ?? mostTelling(called) ?? (context.options.meter === undefined ? onlyText(candidates) : null);
}

/** Of columns that are called meters, buildings and so on: the meters', unless they are all one and others are not. */
function mostTelling(called: readonly Column[]): Column | null {
  const labels = ({ cells }: Column) => new Set(cells.map((cell) => cell.trim())).size;
  const meters = called.filter(({ words }) => WORDS.meterItself.test(words));
  const varied = called.filter((column) => labels(column) > 1 && labels(column) < column.cells.length);
  return (
    meters.find((column) => labels(column) > 1) ??
    (meters.length > 0 ? varied[0] : undefined) ??
    meters[0] ??
    varied[0] ??
    called[0] ??
    null
  );
}

function onlyText(columns: readonly Column[]): Column | null {
  const isDescription = ({ words }: Column) => words === '' || WORDS.ignored.test(words) || WORDS.description.test(words);
  const texts = columns.filter((column) => column.look === 'text' && !isDescription(column) && !isQuantity(column));
  return texts.length === 1 ? (texts[0] ?? null) : null;
}

function isMeterName(words: string): boolean {
  return WORDS.meter.test(words) && !/\b(reading|readings|value|usage|consumption|kwh|energy|type|read)\b/.test(words);
}

/** "Meter", "Meter ID", "Building No": numbers that tell meters apart; "Hall 3" is a meter itself. */
function isMeterNumber(words: string): boolean {
  return (
    isMeterName(words) &&
    words
      .replaceAll(new RegExp(WORDS.meter, 'g'), '')
      .replaceAll(/\b(number|no|nr|code|#)\b/g, '')
      .trim() === ''
  );
}

function isIgnored({ words, foreignUnit, unit }: Column): boolean {
  return (
    unit === null && (foreignUnit !== null ? !/^(therms?|pulses?|mj|gj|mw|gwh)$/i.test(foreignUnit) : WORDS.ignored.test(words))
  );
}

/** Whether a name says what is measured and not which meter: "kWh", "Usage (kWh)", "Energy consumption". */
function isQuantity({ bare, words, unit }: Column): boolean {
  const left = wordsOf(bare).replaceAll(WORDS.value, '').replaceAll(new RegExp(WORDS.energy, 'g'), '').trim();
  return left === '' && (words !== '' || unit !== null);
}

function isTotal(column: Column, context: ReadContext): boolean {
  return WORDS.total.test(column.words) && !isKnownMeter(column, context);
}

function labelsOf({ name, bare }: Column): readonly string[] {
  return name === null ? [] : [name, bare];
}

function labelOf(column: Column, context: ReadContext): string {
  return labelsOf(column).find((label) => knowsMeter(context, label)) ?? (column.bare === '' ? (column.name ?? '') : column.bare);
}

function isKnownMeter(column: Column, context: ReadContext): boolean {
  return labelsOf(column).some((label) => knowsMeter(context, label));
}

/** A meter that has a column of energy and one of power is read by its energy. */
function withoutPowerTwins(values: readonly ValueColumn[]): readonly ValueColumn[] {
  const isPowerColumn = ({ column }: ValueColumn) => column.unit === 'kW' || column.unit === 'W';
  const withEnergy = new Set(values.filter((value) => !isPowerColumn(value)).map(({ meter }) => meter));
  return values.filter((value) => !isPowerColumn(value) || !withEnergy.has(value.meter));
}

/** The one column that is most clearly energy; null where none or several are. */
function chooseValue(columns: readonly Column[]): Column | null {
  const best = Math.max(...columns.map(clarityOf));
  const clearest = columns.filter((column) => clarityOf(column) === best);
  return clearest.length === 1 ? (clearest[0] ?? null) : null;
}

function clarityOf({ unit, words, look }: Column): number {
  if (look !== 'number') return unit === null ? 0 : 1;
  if (unit === 'kWh' || unit === 'Wh' || unit === 'MWh') return 5;
  if (WORDS.energy.test(words)) return 4;
  if (unit !== null) return 3;
  return words.replaceAll(WORDS.value, '').trim() === '' ? 2 : 1;
}

/** The columns of the parts of a day: 24, 48, 96 or 288 clocks, or hours numbered from 0 or 1. Null where there are no such columns. */
function dayParts(numbers: readonly Column[]): readonly Column[] | null {
  const parts = numbers.filter(({ name }) => DAY_PART.test(name ?? ''));
  return [24, 48, 96, 288].includes(parts.length) ? parts : null;
}

const DAY_PART =
  /^\s*(?:(?:h|hr|he|hour|int|interval|p|period|q|v|value)?[\s_-]?\d{1,3}|\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]m)?(?:\s*[-–]\s*\d{1,2}[:.]\d{2})?|\d{1,2}\s*[ap]m)\s*$/i;
