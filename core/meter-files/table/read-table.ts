import { findDialect } from '#core/meter-files/dialects/find-dialect.ts';
import type { Guess, MeterFileReading, ReadContext } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { ProblemList, problemOf } from '#core/meter-files/problem-list.ts';
import type { RowSink } from '#core/meter-files/rows/row-writer.ts';
import { decimalSignOf } from '#core/meter-files/table/cells.ts';
import { columnsOf } from '#core/meter-files/table/columns.ts';
import { decideDateOrder, type OrderDecision } from '#core/meter-files/table/date-order.ts';
import { guessesOf } from '#core/meter-files/table/guesses.ts';
import { findHeader, type Header } from '#core/meter-files/table/header.ts';
import { findLayout, isDoubt, type Layout, type ValueColumn } from '#core/meter-files/table/layout.ts';
import { LineReader } from '#core/meter-files/table/line-reader.ts';
import { readLines } from '#core/meter-files/table/read-lines.ts';
import { findOrder } from '#core/meter-files/table/row-order.ts';
import type { RecordBlock, Table } from '#core/meter-files/table/table.ts';
import { hasMultiplier, Timelines } from '#core/meter-files/table/timelines.ts';
import { isPulses } from '#core/meter-files/table/words.ts';
import type { TimeStyle } from '#core/meter-files/time-cells.ts';
import { isTimeZone } from '#core/time/zoned-times.ts';

/** Understands a table's columns and reads its rows; what its beginning and its dates leave open becomes questions. */
export async function readTable(table: Table, context: ReadContext): Promise<MeterFileReading> {
  const dialect = findDialect(table, context);
  if (dialect === null) return readPlainTable(table, context);
  const reading =
    dialect.questions.length > 0
      ? asking(dialect.table, [...dialect.questions, ...meterQuestion(null, context)])
      : await readPlainTable(dialect.table, dialect.context);
  return { ...reading, understanding: dialect.explain(reading.understanding) };
}

async function readPlainTable(table: Table, context: ReadContext): Promise<MeterFileReading> {
  const header = findHeader(table.head);
  const values = valuesBelow(table.head, header);
  if (values.length === 0) return asking(table, [questionOf('empty-file')]);
  const columns = columnsOf(header.names, values);
  const layout = findLayout({ columns, hasHeader: header.names !== null, context });
  if (isDoubt(layout)) {
    const params = { reason: layout.reason, columns: layout.columns };
    return asking(table, [
      problemOf({ kind: layout.kind, severity: 'refused', row: null, found: layout.columns, params }),
      ...meterQuestion(null, context),
    ]);
  }
  const firstRow = header.firstRow ?? 1;
  const order = await decideDateOrder({ table, time: layout.time, firstRow, told: context.options.dateOrder ?? null });
  const questions = [
    ...(order.question === null ? [] : [order.question]),
    ...meterQuestion(layout, context),
    ...unitQuestions({ layout, values, context }),
    ...zoneQuestion(context),
  ];
  return readingOf({ table, context, header, values, layout, order, questions });
}

function readingOf({
  table,
  context,
  header,
  values,
  layout,
  order,
  questions,
}: {
  readonly table: Table;
  readonly context: ReadContext;
  readonly header: Header;
  readonly values: readonly (readonly string[])[];
  readonly layout: Layout;
  readonly order: OrderDecision;
  readonly questions: readonly Problem[];
}): MeterFileReading {
  const decimal = decimalSignOf(cellsOf(layout, values), table.delimiter);
  const style = styleOf(layout, order);
  const rowOrder = findOrder({ layout, values, style, told: context.options.newestFirst });
  const labels: string[] = [];
  const meter = layout.meter === null && layout.shape !== 'wide' ? (context.options.meter?.trim() ?? null) : null;
  const guesses = guessesOf({ table, context, header, layout, order: order.guess, decimal, rowOrder, values, style });
  return {
    understanding: { format: table.format, guesses, questions, meters: metersSeen({ layout, values, meter }) },
    meters: labels,
    async *batches() {
      if (questions.length > 0) return;
      labels.length = 0;
      const sink: RowSink = { intervals: [], registers: [], problems: new ProblemList() };
      const decimalSign = decimal?.sign ?? '.';
      const timelines = new Timelines({ layout, context, decimalSign, isNewestFirst: rowOrder.isNewestFirst, sink, labels });
      const reader = new LineReader({ layout, style, problems: sink.problems });
      const duplicates = context.options.duplicates ?? 1;
      const firstRow = header.firstRow ?? 1;
      yield* readLines({ table, layout, firstRow, headerRow: header.row, reader, timelines, sink, meter, duplicates });
    },
  };
}

/** A reading of a file that only staff can explain. */
function asking(table: Table, questions: readonly Problem[]): MeterFileReading {
  const format: Guess = { about: 'format', value: table.format, evidence: 'contents', params: {}, certainty: 'likely' };
  return {
    understanding: { format: table.format, guesses: [format, ...table.guesses], questions, meters: [] },
    meters: [],
    async *batches() {},
  };
}

function questionOf(kind: 'empty-file' | 'meter-not-given'): Problem {
  return problemOf({ kind, severity: 'refused', row: null });
}

function meterQuestion(layout: Layout | null, { options }: ReadContext): readonly Problem[] {
  const isNeeded = layout !== null && layout.meter === null && layout.shape !== 'wide';
  return isNeeded && (options.meter ?? '').trim() === '' ? [questionOf('meter-not-given')] : [];
}

function unitQuestions({
  layout,
  values,
  context,
}: {
  readonly layout: Layout;
  readonly values: readonly (readonly string[])[];
  readonly context: ReadContext;
}): readonly Problem[] {
  if (context.options.unit !== undefined || layout.unit !== null) return [];
  const isOpen = ({ column, meter }: ValueColumn) => {
    if (column.foreignUnit === null) return false;
    if (!isPulses(column.foreignUnit)) return true;
    const labels = meter === null ? metersSeen({ layout, values, meter: context.options.meter?.trim() ?? null }) : [meter];
    return context.options.multiplier === undefined && !labels.some((label) => isWorthTold(label, context));
  };
  return layout.values
    .filter(isOpen)
    .slice(0, 20)
    .map(({ column }) =>
      problemOf({
        kind: 'unit-unknown',
        severity: 'refused',
        row: null,
        column: column.name,
        found: column.foreignUnit ?? '',
        params: { reason: isPulses(column.foreignUnit ?? '') ? 'pulses' : 'foreign' },
      }),
    );
}

function isWorthTold(label: string, context: ReadContext): boolean {
  const settings = context.meter(label);
  return settings !== null && hasMultiplier(settings);
}

function zoneQuestion({ options: { timeZone } }: ReadContext): readonly Problem[] {
  if (timeZone === undefined || isTimeZone(timeZone)) return [];
  return [
    problemOf({ kind: 'zone-disagrees', severity: 'refused', row: null, found: timeZone, params: { timeZone, other: '' } }),
  ];
}

function valuesBelow({ records, rows }: RecordBlock, { firstRow }: Header): readonly (readonly string[])[] {
  if (firstRow === null) return [];
  return records.filter((record, at) => (rows[at] ?? 0) >= firstRow && record.some((cell) => cell.trim() !== ''));
}

const LOOKED_AT = 2000;

function cellsOf({ values }: Layout, records: readonly (readonly string[])[]): readonly string[] {
  return records
    .slice(0, LOOKED_AT)
    .flatMap((record) => values.slice(0, 50).map(({ column }) => record[column.index]?.trim() ?? ''));
}

function styleOf({ time }: Layout, { order }: OrderDecision): TimeStyle {
  const { numericTime } = time.stamp.column;
  return { order, numeric: numericTime === 'compact' ? null : numericTime };
}

function metersSeen({
  layout,
  values,
  meter,
}: {
  readonly layout: Layout;
  readonly values: readonly (readonly string[])[];
  readonly meter: string | null;
}): readonly string[] {
  const { meter: column } = layout;
  if (layout.shape === 'wide') return layout.values.map((value) => value.meter ?? '');
  if (column === null) return meter === null ? [] : [meter];
  return [...new Set(values.map((record) => record[column.index]?.trim() ?? ''))].filter((label) => label !== '');
}
