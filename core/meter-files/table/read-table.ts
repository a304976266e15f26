import { findDialect } from '#core/meter-files/dialects/find-dialect.ts';
import type { Guess, MeterFileReading, ReadContext } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { ProblemList } from '#core/meter-files/problem-list.ts';
import type { RowSink } from '#core/meter-files/rows/row-writer.ts';
import { decimalSignOf } from '#core/meter-files/table/cells.ts';
import { columnsOf } from '#core/meter-files/table/columns.ts';
import { decideDateOrder, type OrderDecision } from '#core/meter-files/table/date-order.ts';
import { guessesOf, headerGuess } from '#core/meter-files/table/guesses.ts';
import { findHeader, type Header } from '#core/meter-files/table/header.ts';
import { decideLabel } from '#core/meter-files/table/label-evidence.ts';
import { findLayout, isDoubt, type Layout } from '#core/meter-files/table/layout.ts';
import { LineReader } from '#core/meter-files/table/line-reader.ts';
import { type MeterAbove, meterAbove } from '#core/meter-files/table/meter-above.ts';
import { MeterFinder } from '#core/meter-files/table/meter-finder.ts';
import { withoutNotes } from '#core/meter-files/table/notes-beside.ts';
import { decideNumbering } from '#core/meter-files/table/numbered-parts.ts';
import {
  answerQuestions,
  idleAnswers,
  layoutQuestion,
  questionOf,
  unitQuestions,
  valuesQuestions,
  widthQuestions,
  zoneQuestions,
} from '#core/meter-files/table/questions.ts';
import { readLines } from '#core/meter-files/table/read-lines.ts';
import { findOrder } from '#core/meter-files/table/row-order.ts';
import type { RecordBlock, Table } from '#core/meter-files/table/table.ts';
import { Timelines } from '#core/meter-files/table/timelines.ts';
import type { TimeStyle } from '#core/meter-files/time-cells.ts';

/** Understands a table's columns and reads its rows; what its beginning and its dates leave open becomes questions. */
export async function readTable(given: Table, context: ReadContext): Promise<MeterFileReading> {
  const table = withoutNotes(given);
  const dialect = findDialect(table, context);
  if (dialect === null) return readPlainTable(table, context);
  const reading =
    dialect.questions.length > 0
      ? asking(dialect.table, [...dialect.questions, ...meterQuestions(null, context)])
      : await readPlainTable(dialect.table, dialect.context);
  return { ...reading, understanding: dialect.explain(reading.understanding) };
}

async function readPlainTable(table: Table, context: ReadContext): Promise<MeterFileReading> {
  const unusable = [...answerQuestions(table, context), ...widthQuestions(table.head)];
  if (unusable.length > 0) return asking(table, unusable);
  const header = findHeader(table.head);
  const values = valuesBelow(table.head, header);
  if (values.length === 0) return asking(table, [questionOf('empty-file')]);
  const columns = columnsOf(header.names, values);
  const found = findLayout({ columns, hasHeader: header.names !== null, records: values, context });
  const looks = columns.map(({ look }) => look);
  if (isDoubt(found))
    return asking(table, [layoutQuestion(found), ...meterQuestions(null, context)], headerGuess({ header, looks }));
  const layout = await decideNumbering(found, table);
  const firstRow = header.firstRow ?? 1;
  const order = await decideDateOrder({ table, time: layout.time, firstRow, told: context.options.dateOrder ?? null });
  const above = needsMeter(layout) ? meterAbove(table.head, header.row ?? firstRow, context) : null;
  return readingOf({ table, context, header, values, layout, order, above, looks });
}

function readingOf({
  table,
  context,
  header,
  values,
  layout: found,
  order,
  above,
  looks,
}: {
  readonly table: Table;
  readonly context: ReadContext;
  readonly header: Header;
  readonly values: readonly (readonly string[])[];
  readonly layout: Layout;
  readonly order: OrderDecision;
  readonly above: MeterAbove | null;
  readonly looks: readonly string[];
}): MeterFileReading {
  const told = context.options.meter?.trim() ?? '';
  const meter = needsMeter(found) ? (told === '' ? (above?.label ?? null) : told) : null;
  const style = styleOf(found, order);
  const { layout, doubt } = decideLabel({ layout: found, values, style, isWhole: table.isHeadWhole === true, context });
  const decimal = decimalSignOf(cellsOf(layout, values), table.delimiter);
  const rowOrder = findOrder({ layout, values, style, told: context.options.newestFirst });
  const meters = metersSeen({ layout, values, meter });
  const questions = [
    ...(order.question === null ? [] : [order.question]),
    ...valuesQuestions(layout),
    ...meterQuestions(layout, context, above),
    ...unitQuestions({ layout, labels: meters, context }),
    ...zoneQuestions(context),
  ];
  const labels: string[] = [];
  const findings = { table, context, header, looks, layout, order: order.guess, decimal, rowOrder, values, style, meters };
  return {
    understanding: {
      format: table.format,
      guesses: guessesOf({ ...findings, above: told === '' ? above : null }),
      questions,
      meters,
    },
    meters: labels,
    async *batches() {
      if (questions.length > 0) return;
      labels.length = 0;
      const problems = new ProblemList();
      const sink: RowSink = { intervals: [], registers: [], problems };
      if (doubt !== null) problems.add(doubt);
      for (const problem of idleAnswers(layout, context)) problems.add(problem);
      const decimalSign = decimal?.sign ?? '.';
      const timelines = new Timelines({
        layout,
        context,
        decimalSign,
        isNewestFirst: rowOrder.isNewestFirst,
        sink,
        valueNames: table.valueNames,
        labels,
      });
      const reader = new LineReader({ layout, style, problems });
      const finder = new MeterFinder({ layout, reader, timelines, problems });
      const { duplicates = 1 } = context.options;
      const { row: headerRow, firstRow } = header;
      yield* readLines({
        table,
        layout,
        firstRow: firstRow ?? 1,
        headerRow,
        reader,
        timelines,
        finder,
        sink,
        meter,
        duplicates,
        witness: context.witness,
      });
    },
  };
}

/** A reading of a file that only staff can explain. Its header is said all the same: by it the answers are known again. */
function asking(table: Table, questions: readonly Problem[], header: Guess | null = null): MeterFileReading {
  const format: Guess = { about: 'format', value: table.format, evidence: 'contents', params: {}, certainty: 'likely' };
  const guesses = [format, ...table.guesses, ...(header === null ? [] : [header])];
  return {
    understanding: { format: table.format, guesses, questions, meters: [] },
    meters: [],
    async *batches() {},
  };
}

/** Whether the table is about one meter that it has no column for. */
function needsMeter({ meter, shape }: Layout): boolean {
  return meter === null && shape !== 'wide';
}

function meterQuestions(layout: Layout | null, { options }: ReadContext, above: MeterAbove | null = null): readonly Problem[] {
  const isOpen = layout !== null && needsMeter(layout) && (options.meter ?? '').trim() === '' && above === null;
  return isOpen ? [questionOf('meter-not-given')] : [];
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
