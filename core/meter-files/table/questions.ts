import type { ReadContext } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { problemOf } from '#core/meter-files/problem-list.ts';
import { MOST_COLUMNS } from '#core/meter-files/table/columns.ts';
import type { Layout, LayoutDoubt } from '#core/meter-files/table/layout.ts';
import type { RecordBlock, Table } from '#core/meter-files/table/table.ts';
import { hasMultiplier } from '#core/meter-files/table/timelines.ts';
import type { ValueColumn } from '#core/meter-files/table/value-columns.ts';
import { isPulses } from '#core/meter-files/table/words.ts';
import { multiplierQuestions } from '#core/meter-files/told-multiplier.ts';
import { isTimeZone } from '#core/time/zoned-times.ts';

export function questionOf(kind: 'empty-file' | 'meter-not-given'): Problem {
  return problemOf({ kind, severity: 'refused', row: null });
}

export function layoutQuestion({ kind, reason, told, columns }: LayoutDoubt): Problem {
  return problemOf({ kind, severity: 'refused', row: null, found: told ?? columns, params: { reason, columns } });
}

const MOST_VALUES = 2000;
const LOOKED_AT = 100;

/** A table wider than anything that meters send, before anyone looks at its columns. */
export function widthQuestions({ records }: RecordBlock): readonly Problem[] {
  const width = records
    .slice(0, LOOKED_AT)
    .filter(({ length }) => length > MOST_COLUMNS)
    .reduce((most, record) => Math.max(most, record.filter((cell) => cell !== '').length), 0);
  return width > MOST_COLUMNS ? [tooMany(width)] : [];
}

export function valuesQuestions({ values }: Layout): readonly Problem[] {
  return values.length > MOST_VALUES ? [tooMany(values.length)] : [];
}

function tooMany(count: number): Problem {
  const params = { count: String(count), most: String(MOST_VALUES) };
  return problemOf({ kind: 'too-many-columns', severity: 'refused', row: null, found: String(count), params });
}

/** What staff said that no table of this kind can be: a multiplier that is none, a sign that divides nothing. */
export function answerQuestions({ head, delimiter }: Table, { options }: ReadContext): readonly Problem[] {
  const unusable = (reason: string, found: string) =>
    problemOf({ kind: 'answer-unusable', severity: 'refused', row: null, found, params: { reason, columns: '' } });
  const isOneColumn = delimiter !== null && head.records.every(({ length }) => length < 2);
  return [
    ...multiplierQuestions(options),
    ...(options.delimiter !== undefined && isOneColumn ? [unusable('told-delimiter', options.delimiter)] : []),
  ];
}

/** What staff said that changes nothing here: whether single times are starts or ends, of lines that have both. */
export function idleAnswers({ time }: Layout, { options }: ReadContext): readonly Problem[] {
  const found = options.label ?? (options.endOnly === true ? 'end-only' : null);
  if (found === null || (time.start === null && !time.isSpan)) return [];
  const params = { reason: 'told-label', columns: '' };
  return [problemOf({ kind: 'answer-unusable', severity: 'warning', row: null, found, params })];
}

export function unitQuestions({
  layout,
  labels,
  context,
}: {
  readonly layout: Layout;
  /** Labels of the meters in the head. */
  readonly labels: readonly string[];
  readonly context: ReadContext;
}): readonly Problem[] {
  const { options } = context;
  if (options.unit !== undefined || layout.unit !== null) return [];
  const isOpen = ({ column, meter }: ValueColumn) => {
    if (column.foreignUnit === null) return false;
    if (!isPulses(column.foreignUnit)) return true;
    return options.multiplier === undefined && !(meter === null ? labels : [meter]).some((label) => isWorthTold(label, context));
  };
  return layout.values
    .filter(isOpen)
    .slice(0, 20)
    .map(({ column }) => {
      const found = column.foreignUnit ?? '';
      const params = { reason: isPulses(found) ? 'pulses' : 'foreign' };
      return problemOf({ kind: 'unit-unknown', severity: 'refused', row: null, column: column.name, found, params });
    });
}

function isWorthTold(label: string, context: ReadContext): boolean {
  const settings = context.meter(label);
  return settings !== null && hasMultiplier(settings);
}

export function zoneQuestions({ options: { timeZone } }: ReadContext): readonly Problem[] {
  if (timeZone === undefined || isTimeZone(timeZone)) return [];
  const params = { timeZone, other: '' };
  return [problemOf({ kind: 'zone-disagrees', severity: 'refused', row: null, found: timeZone, params })];
}
