import type { ReadContext, Shape } from '#core/meter-files/meter-file.ts';
import { lookOf } from '#core/meter-files/table/cells.ts';
import type { Column } from '#core/meter-files/table/columns.ts';
import type { DayPart } from '#core/meter-files/table/day-parts.ts';
import { dayPartsOf } from '#core/meter-files/table/day-rows.ts';
import { findMeterColumn } from '#core/meter-files/table/meter-column.ts';
import { findTimeColumns, type TimeColumns, toldTimeColumns } from '#core/meter-files/table/time-columns.ts';
import { type ToldColumns, toldColumns } from '#core/meter-files/table/told-columns.ts';
import {
  chooseValue,
  isIgnored,
  isKnownMeter,
  isQuantity,
  isTotal,
  labelOf,
  labelsOf,
  type ValueColumn,
  valuesOf,
  withoutOtherEnergy,
  withoutPowerTwins,
  withoutSums,
} from '#core/meter-files/table/value-columns.ts';
import { WORDS } from '#core/meter-files/table/words.ts';

/**
 * How a table's columns make readings. long: a meter column. wide: a column a meter. single: one meter, told by staff.
 * day-rows: a row a day with a column for each part of it, with or without a meter column.
 */
export interface Layout {
  readonly shape: Shape;
  readonly time: TimeColumns;
  readonly meter: Column | null;
  readonly values: readonly ValueColumn[];
  /** The parts of a day that the values are; none but in day rows. */
  readonly parts: readonly DayPart[];
  readonly unit: Column | null;
  readonly quality: Column | null;
  /** Says each time's distance from UTC, by offset or letters such as EST. */
  readonly offset: Column | null;
  /** Says of each time whether it is summer time. */
  readonly daylight: Column | null;
  /** Columns of numbers that were seen and left alone, by name. */
  readonly leftOut: readonly string[];
}

/** Why a table cannot be understood; worded in messages/<locale>/problems.json under its kind. */
export interface LayoutDoubt {
  readonly kind: 'layout-unknown' | 'layout-ambiguous' | 'answer-unusable';
  readonly reason:
    | 'no-time'
    | 'several-times'
    | 'no-value'
    | 'several-values'
    | 'meters-or-values'
    | 'headerless'
    | 'headerless-one-time'
    | 'told-column'
    | 'told-time'
    | 'told-value'
    | 'told-layout';
  /** What staff said that does not fit; null where they said nothing about it. */
  readonly told: string | null;
  readonly columns: string;
}

/** The layout of a table, or the doubt that staff must resolve. */
export function findLayout({
  columns,
  hasHeader,
  records,
  context,
}: {
  readonly columns: readonly Column[];
  readonly hasHeader: boolean;
  /** All of the head's records. */
  readonly records: readonly (readonly string[])[];
  readonly context: ReadContext;
}): Layout | LayoutDoubt {
  const told = toldColumns(columns, context.options);
  if (typeof told === 'string') return unusable('told-column', told, columns);
  if (told.value !== null && !['number', 'missing'].includes(told.value.look))
    return unusable('told-value', context.options.valueColumn ?? '', columns);
  const free = columns.filter((column) => column !== told.meter && column !== told.value);
  const time = told.time === null ? findTimeColumns({ columns: free, hasHeader, records }) : toldTimeColumns(told.time, free);
  if (time === 'none')
    return told.time === null
      ? doubt('layout-unknown', 'no-time', columns)
      : unusable('told-time', context.options.timeColumn ?? '', columns);
  if (time === 'several') {
    const times = columns.filter(({ look }) => look === 'time' || look === 'clock');
    return doubt('layout-ambiguous', hasHeader ? 'several-times' : 'headerless', times);
  }
  const isOther = (column: Column) => !isTimeColumn(column, time) && !['time', 'clock', 'span'].includes(column.look);
  const rest = columns.filter((column) => isOther(column) || column === told.meter || column === told.value);
  return hasHeader ? withHeader({ rest, time, told, context }) : withoutHeader({ rest, time, told, context });
}

export function isDoubt(layout: Layout | LayoutDoubt): layout is LayoutDoubt {
  return 'reason' in layout;
}

function doubt(kind: LayoutDoubt['kind'], reason: LayoutDoubt['reason'], columns: readonly Column[]): LayoutDoubt {
  return { kind, reason, told: null, columns: namesOf(columns.slice(0, 12)).join(', ') };
}

function unusable(reason: LayoutDoubt['reason'], told: string, columns: readonly Column[]): LayoutDoubt {
  return { ...doubt('answer-unusable', reason, columns), told };
}

function isTimeColumn(column: Column, { stamp, start }: TimeColumns): boolean {
  return [stamp.column, stamp.clock, start?.column, start?.clock].includes(column);
}

interface Work {
  readonly rest: readonly Column[];
  readonly time: TimeColumns;
  readonly told: ToldColumns;
  readonly context: ReadContext;
}

function withoutHeader({ rest, time, told, context: { options } }: Work): Layout | LayoutDoubt {
  const filled = rest.filter((column) => column.look !== 'missing' && column !== told.meter);
  const numbers = filled.filter(({ look }) => look === 'number');
  const value = told.value ?? (numbers.length === 1 ? numbers[0] : undefined);
  if (numbers.length === 0 && value === undefined) return doubt('layout-unknown', 'no-value', rest);
  const texts = filled.filter(({ look }) => look === 'text');
  const isLong = told.meter !== null || (options.layout === 'long' && texts.length === 1);
  const meter = isLong ? (told.meter ?? texts[0] ?? null) : null;
  if (options.layout === 'long' ? meter === null : options.layout !== undefined && options.layout !== 'single')
    return unusable('told-layout', options.layout ?? '', filled);
  const isClear = told.value !== null || meter !== null || options.layout === 'single' || filled.length === 1;
  if (value === undefined || !isClear) return doubt('layout-ambiguous', 'headerless', filled);
  const isTimeClear = time.start !== null || time.isSpan || options.endOnly === true || options.label !== undefined;
  if (!isTimeClear && meter === null) return doubt('layout-ambiguous', 'headerless-one-time', [value, time.stamp.column]);
  return layoutOf({ shape: meter === null ? 'single' : 'long', time, meter, values: valuesOf([value]) });
}

function withHeader({ rest, time, told, context }: Work): Layout | LayoutDoubt {
  const { options } = context;
  const flags = rest.filter((column) => isFlag(column) && !isKnownMeter(column, context) && !isTold(column, told));
  const free = rest.filter((column) => !flags.includes(column) && !isTold(column, told));
  const unit = free.find(({ words, look }) => WORDS.unit.test(words) && look === 'text') ?? null;
  const offset = free.find(({ words }) => WORDS.offset.test(words)) ?? null;
  const daylight = free.find(({ words }) => WORDS.daylight.test(words)) ?? null;
  const shared = { time, unit, quality: flags[0] ?? null, offset, daylight };
  const others = free.filter((column) => ![unit, offset, daylight].includes(column) && !column.isRowNumber);
  const isOneMeter = options.layout === 'wide' || options.layout === 'single';
  const meter = told.meter ?? (isOneMeter ? null : findMeterColumn(others, context));
  if (options.layout === 'long' && meter === null) return unusable('told-layout', 'long', rest);
  const numbers = others.filter((column) => column !== meter && column.name !== null && holdsValues(column));
  const mayBeDays = told.value === null && (options.layout ?? 'day-rows') === 'day-rows';
  const parts = mayBeDays ? dayPartsOf({ numbers, time, hasMeter: meter !== null, context }) : null;
  if (parts !== null) {
    const values = withFlags(valuesOf(parts.map(({ column }) => column)), flags);
    return layoutOf({ ...shared, quality: flags.length > 1 ? null : shared.quality, shape: 'day-rows', meter, parts, values });
  }
  if (options.layout === 'day-rows') return unusable('told-layout', 'day-rows', rest);
  const usable =
    told.value === null ? numbers.filter((column) => isKnownMeter(column, context) || !isIgnored(column)) : [told.value];
  if (meter === null) return wideOrSingle({ usable, shared, flags, isValueTold: told.value !== null, context });
  const chosen = chooseValue(usable);
  if (chosen === null) return doubtAboutValues(usable, rest);
  const leftOut = namesOf(numbers.filter((column) => column !== chosen));
  return layoutOf({ ...shared, shape: 'long', meter, values: valuesOf([chosen]), leftOut });
}

/** Numbers, blanks, or words under a name that says energy: then its cells are wrong, not its name. */
function holdsValues(column: Column): boolean {
  const { look, unit, cells } = column;
  if (look === 'number' || look === 'missing' || isQuantity(column)) return true;
  return unit !== null && cells.some((cell) => lookOf(cell) === 'number');
}

function isTold(column: Column, { meter, value }: ToldColumns): boolean {
  return column === meter || column === value;
}

function isFlag({ words, unit }: Column): boolean {
  return WORDS.quality.test(words.replaceAll(/\d+/g, ' ')) && unit === null;
}

function doubtAboutValues(usable: readonly Column[], rest: readonly Column[]): LayoutDoubt {
  return usable.length === 0 ? doubt('layout-unknown', 'no-value', rest) : doubt('layout-ambiguous', 'several-values', usable);
}

type SharedColumns = Pick<Layout, 'time' | 'unit' | 'quality' | 'offset' | 'daylight'>;

function wideOrSingle({
  usable,
  shared,
  flags,
  isValueTold,
  context,
}: {
  readonly usable: readonly Column[];
  readonly shared: SharedColumns;
  readonly flags: readonly Column[];
  readonly isValueTold: boolean;
  readonly context: ReadContext;
}): Layout | LayoutDoubt {
  const { layout, meter } = context.options;
  const told = meter?.trim();
  const isWideTold = layout === 'wide';
  const worded = isWideTold ? [] : usable.filter((column) => isQuantity(column) && !isKnownMeter(column, context));
  const others = usable.filter((column) => !worded.includes(column) && !isTotal(column, context));
  const named = isValueTold ? others : withoutSums(withoutOtherEnergy(others, context), context);
  const quantities = named.length === 0 ? worded : worded.filter((column) => !isTotal(column, context));
  const wanted = told === undefined ? named : named.filter((column) => labelsOf(column).includes(told));
  const isWide =
    isWideTold || (told === undefined ? named.some((column) => isKnownMeter(column, context)) || quantities.length === 0 : true);
  if (wanted.length > 0 && isWide && layout !== 'single' && !(isValueTold && layout === undefined)) {
    const values = withFlags(withoutPowerTwins(wanted.map((column) => ({ column, meter: labelOf(column, context) }))), flags);
    const taken = new Set(values.map(({ column }) => column));
    const quality = flags.length > 1 ? null : shared.quality;
    return layoutOf({
      ...shared,
      quality,
      shape: 'wide',
      values,
      leftOut: namesOf(usable.filter((column) => !taken.has(column))),
    });
  }
  if (isWideTold) return unusable('told-layout', 'wide', usable);
  if (quantities.length > 0 && named.length > 0 && told === undefined && layout === undefined)
    return doubt('layout-ambiguous', 'meters-or-values', usable);
  const chosen = chooseValue(quantities.length > 0 ? quantities : named);
  if (chosen === null) return doubtAboutValues(usable, usable);
  const leftOut = namesOf(usable.filter((column) => column !== chosen));
  return layoutOf({ ...shared, shape: 'single', values: valuesOf([chosen]), leftOut });
}

/** Where there are several columns of flags, each is the nearest column's before it, or behind it where it stands first. */
function withFlags(values: readonly ValueColumn[], flags: readonly Column[]): readonly ValueColumn[] {
  const [first] = flags;
  if (first === undefined || flags.length < 2) return values;
  const isBefore = values.every(({ column }) => column.index > first.index);
  return values.map((value, at) => {
    const from = isBefore ? (values[at - 1]?.column.index ?? -1) : value.column.index;
    const to = isBefore ? value.column.index : (values[at + 1]?.column.index ?? Number.POSITIVE_INFINITY);
    return { ...value, quality: flags.find(({ index }) => index > from && index < to) ?? null };
  });
}

function layoutOf(layout: Pick<Layout, 'shape' | 'time' | 'values'> & Partial<Layout>): Layout {
  return { meter: null, parts: [], unit: null, quality: null, offset: null, daylight: null, leftOut: [], ...layout };
}

function namesOf(columns: readonly Column[]): readonly string[] {
  return columns.map(({ name, index }) => name ?? String(index + 1));
}
