import type { Guess, MeterFileReading, ReadContext } from '#core/meter-files/meter-file.ts';
import type { DecimalSign } from '#core/meter-files/number-cells.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { problemOf } from '#core/meter-files/problem-list.ts';
import { decimalSignOf } from '#core/meter-files/table/cells.ts';
import { type Column, columnsOf } from '#core/meter-files/table/columns.ts';
import { decideDateOrder } from '#core/meter-files/table/date-order.ts';
import { findHeader, type Header } from '#core/meter-files/table/header.ts';
import type { Layout } from '#core/meter-files/table/layout.ts';
import { layoutQuestion, questionOf, widthQuestions, zoneQuestions } from '#core/meter-files/table/questions.ts';
import { findOrder } from '#core/meter-files/table/row-order.ts';
import type { Table } from '#core/meter-files/table/table.ts';
import { findTimeColumns, type TimeColumns, toldTimeColumns } from '#core/meter-files/table/time-columns.ts';
import { toldColumns } from '#core/meter-files/table/told-columns.ts';
import { WORDS } from '#core/meter-files/table/words.ts';
import type { TimeStyle } from '#core/meter-files/time-cells.ts';
import type { TemperatureUnit } from '#core/temperature-files/celsius.ts';
import { decideUnit } from '#core/temperature-files/decide-unit.ts';
import { findZone } from '#core/temperature-files/find-zone.ts';
import { readTemperatureLines } from '#core/temperature-files/read-temperature-lines.ts';
import { isSurfaceCell } from '#core/temperature-files/temperature-cells.ts';
import {
  findTemperatureColumns,
  isOutdoorTemperature,
  type TemperatureColumns,
} from '#core/temperature-files/temperature-columns.ts';
import { headerGuess, layoutGuess, timeGuess, zoneGuess } from '#core/temperature-files/temperature-guesses.ts';
import { areWholeDays, isRangeNeeded, rangeOf } from '#core/temperature-files/value-range.ts';

interface Setup {
  readonly context: ReadContext;
  /** What staff said; null where they said nothing. */
  readonly unit: TemperatureUnit | null;
}

type Records = readonly (readonly string[])[];

/** What a table's columns turned out to be. */
interface Found {
  readonly header: Header;
  readonly values: Records;
  readonly time: TimeColumns;
  readonly temperature: TemperatureColumns;
  readonly layout: Layout;
}

/** Understands a table of temperatures and reads its rows; what it leaves open becomes questions. */
export async function readTemperatureTable(table: Table, setup: Setup): Promise<MeterFileReading> {
  const unusable = [...widthQuestions(table.head), ...zoneQuestions(setup.context)];
  const found = unusable.length > 0 ? unusable : findColumns(table, setup.context);
  if (Array.isArray(found)) return asking(table, found);
  return readingOf(table, setup, found as Found);
}

async function readingOf(table: Table, { context, unit: told }: Setup, found: Found): Promise<MeterFileReading> {
  const { header, values, time, temperature, layout } = found;
  const firstRow = header.firstRow ?? 1;
  const order = await decideDateOrder({ table, time, firstRow, told: context.options.dateOrder ?? null });
  const { numericTime } = time.stamp.column;
  const style: TimeStyle = { order: order.order, numeric: numericTime === 'compact' ? null : numericTime };
  const decimalSign = signOf(temperature, values, table.delimiter);
  const [column] = temperature.columns;
  const isSurface = values.slice(0, 100).some((record) => isSurfaceCell(record[column.index] ?? ''));
  const reach = { table, firstRow, columns: temperature.columns, stamp: time.stamp, style, decimalSign };
  const range = await rangeOf(reach, { isWhole: isRangeNeeded({ told, column }) && !isSurface });
  const unit = decideUnit({ told: isSurface ? 'C' : told, column, range });
  const zone = findZone({ time, context, isSurface });
  const areDays = areWholeDays({ values, stamp: time.stamp, style });
  const rowOrder = findOrder({ layout, values, style, told: context.options.newestFirst });
  const questions = [order.question, unit.question].filter((question) => question !== null);
  const guesses: readonly (Guess | null)[] = [
    { about: 'format', value: table.format, evidence: 'contents', params: {}, certainty: 'likely' },
    ...table.guesses,
    headerGuess(header),
    layoutGuess(temperature, areDays),
    timeGuess({ time, order: order.guess, style, isTold: context.options.timeColumn !== undefined }),
    zoneGuess({ values, time, style, zone }),
    unit.guess,
  ];
  return {
    understanding: { format: table.format, guesses: guesses.filter((guess) => guess !== null), questions, meters: [] },
    meters: [],
    async *batches() {
      if (questions.length > 0) return;
      const { isNewestFirst } = rowOrder;
      yield* readTemperatureLines({
        ...reach,
        layout,
        zone: zone.zone,
        unit: unit.unit,
        areDays,
        isNewestFirst,
        now: context.now,
      });
    },
  };
}

function findColumns(table: Table, context: ReadContext): Found | Problem[] {
  const header = findHeader(table.head);
  const values = valuesBelow(table, header);
  if (values.length === 0) return [questionOf('empty-file')];
  const columns = columnsOf(header.names, values);
  const told = toldColumns(columns, context.options);
  if (typeof told === 'string') return [unusable('told-column', told, columns)];
  const hasHeader = header.names !== null;
  const free = columns.filter((column) => column !== told.value && !(hasHeader && isOutdoorTemperature(column)));
  const time =
    told.time === null ? findTimeColumns({ columns: free, hasHeader, records: values }) : toldTimeColumns(told.time, free);
  if (time === 'none' && told.time !== null) return [unusable('told-time', namesOf([told.time]), columns)];
  if (time === 'none' || time === 'several') {
    const kind = time === 'none' ? 'layout-unknown' : 'layout-ambiguous';
    const reason = time === 'none' ? 'no-time' : 'several-times';
    return [layoutQuestion({ kind, reason, told: null, columns: namesOf(columns) })];
  }
  const taken = [time.stamp.column, time.stamp.clock, time.start?.column, time.start?.clock];
  const rest = columns.filter((column) => !taken.includes(column));
  const temperature = findTemperatureColumns(rest, { hasHeader, told: told.value });
  if (temperature === 'none') return [temperatureQuestion('temperature-missing', columns)];
  if (!('columns' in temperature)) return [temperatureQuestion('temperature-ambiguous', temperature)];
  return { header, values, time, temperature, layout: layoutOf(time, temperature, rest) };
}

function layoutOf(time: TimeColumns, { columns }: TemperatureColumns, rest: readonly Column[]): Layout {
  return {
    shape: 'single',
    time,
    meter: null,
    values: columns.map((column) => ({ column, meter: null, quality: null })),
    parts: [],
    unit: null,
    quality: null,
    offset: rest.find(({ words }) => WORDS.offset.test(words)) ?? null,
    daylight: rest.find(({ words }) => WORDS.daylight.test(words)) ?? null,
    leftOut: [],
  };
}

function valuesBelow({ head: { records, rows } }: Table, { firstRow }: Header): Records {
  if (firstRow === null) return [];
  return records.filter((record, at) => (rows[at] ?? 0) >= firstRow && record.some((cell) => cell.trim() !== ''));
}

function signOf({ columns }: TemperatureColumns, values: Records, delimiter: string | null): DecimalSign {
  const cells = values.slice(0, 2000).flatMap((record) => columns.map(({ index }) => record[index]?.trim() ?? ''));
  return decimalSignOf(cells, delimiter)?.sign ?? '.';
}

function temperatureQuestion(kind: 'temperature-missing' | 'temperature-ambiguous', columns: readonly Column[]): Problem {
  const names = namesOf(columns);
  return problemOf({ kind, severity: 'refused', row: null, found: names, params: { columns: names } });
}

function unusable(reason: 'told-column' | 'told-time', told: string, columns: readonly Column[]): Problem {
  return layoutQuestion({ kind: 'answer-unusable', reason, told, columns: namesOf(columns) });
}

function namesOf(columns: readonly Column[]): string {
  return columns
    .slice(0, 12)
    .map(({ name, index }) => name ?? String(index + 1))
    .join(', ');
}

function asking(table: Table, questions: readonly Problem[]): MeterFileReading {
  const format: Guess = { about: 'format', value: table.format, evidence: 'contents', params: {}, certainty: 'likely' };
  return {
    understanding: { format: table.format, guesses: [format, ...table.guesses], questions, meters: [] },
    meters: [],
    async *batches() {},
  };
}
