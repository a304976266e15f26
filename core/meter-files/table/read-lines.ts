import type { Batch } from '#core/meter-files/meter-file.ts';
import { isMissing } from '#core/meter-files/number-cells.ts';
import type { ProblemList } from '#core/meter-files/problem-list.ts';
import type { Line } from '#core/meter-files/rows/line.ts';
import type { MeterTimeline } from '#core/meter-files/rows/meter-timeline.ts';
import type { RowSink } from '#core/meter-files/rows/row-writer.ts';
import { DuplicateGroups } from '#core/meter-files/table/duplicate-groups.ts';
import type { Layout, ValueColumn } from '#core/meter-files/table/layout.ts';
import { type LineReader, nameOf } from '#core/meter-files/table/line-reader.ts';
import type { Table, TakeRecord } from '#core/meter-files/table/table.ts';
import type { Timelines } from '#core/meter-files/table/timelines.ts';

export interface LineWork {
  readonly table: Table;
  readonly layout: Layout;
  /** The physical line at which the values begin, and the header's, null where there is none. */
  readonly firstRow: number;
  readonly headerRow: number | null;
  readonly reader: LineReader;
  readonly timelines: Timelines;
  readonly sink: RowSink;
  /** The label of the one meter of a file without meter labels. */
  readonly meter: string | null;
  readonly duplicates: number;
}

const BATCH_ROWS = 8000;

/** Reads a table whose layout is known, from its first line to its last, into batches of rows and problems. */
export async function* readLines(work: LineWork): AsyncGenerator<Batch> {
  const { table, firstRow, sink, timelines } = work;
  const take = takerOf(work);
  const groups = work.duplicates > 1 ? new DuplicateGroups(work.duplicates, take, sink.problems) : null;
  let bytesRead = 0;
  for await (const block of table.blocks()) {
    bytesRead = block.bytesRead;
    const { records, rows } = block;
    for (let at = 0; at < records.length; at += 1) {
      const row = rows[at] ?? 0;
      const record = records[at];
      if (row < firstRow || record === undefined) continue;
      if (groups === null) take(record, row);
      else groups.take(record, row);
      if (sink.intervals.length >= BATCH_ROWS || sink.registers.length >= BATCH_ROWS) yield batchOf(sink, bytesRead);
    }
    for (const problem of block.problems) if ((problem.row ?? firstRow) >= firstRow) sink.problems.add(problem);
  }
  groups?.finish();
  timelines.finish();
  const { problems, ...last } = batchOf(sink, bytesRead);
  yield { ...last, problems: [...problems, ...sink.problems.closing()] };
}

function batchOf(sink: RowSink, bytesRead: number): Batch {
  const batch = { intervals: sink.intervals, registers: sink.registers, problems: sink.problems.take(), bytesRead };
  sink.intervals = [];
  sink.registers = [];
  return batch;
}

function takerOf(work: LineWork): TakeRecord {
  switch (work.layout.shape) {
    case 'long':
      return longTaker(work);
    case 'wide':
      return wideTaker(work);
    case 'single':
      return singleTaker(work);
    case 'day-rows':
      return dayTaker(work);
  }
}

function longTaker({ layout, reader, timelines, sink }: LineWork): TakeRecord {
  const find = meterFinder({ layout, reader, timelines, problems: sink.problems });
  const valueIndex = layout.values[0]?.column.index ?? 0;
  const { line } = reader;
  return (record, row) => {
    if (!reader.read(record, row)) return;
    line.value = record[valueIndex] ?? '';
    find(record)?.take(line);
  };
}

/** Finds the timeline of a record's meter; a meter that nobody knows becomes a problem at each of its rows. */
function meterFinder({
  layout,
  reader,
  timelines,
  problems,
}: Pick<LineWork, 'layout' | 'reader' | 'timelines'> & { readonly problems: ProblemList }): (
  record: readonly string[],
) => MeterTimeline | null {
  const { meter, values } = layout;
  const value = values[0];
  const listed = new Set<string>();
  return (record) => {
    if (meter === null || value === undefined) return null;
    const label = (record[meter.index] ?? '').trim();
    const timeline = timelines.of(label, value);
    if (timeline !== null) return timeline;
    if (timelines.isTotal(label)) reader.refuse('total-row', nameOf(meter), label);
    else if (listed.has(label) || listed.size >= MOST_LISTED) reader.refuse('unknown-meter', nameOf(meter), label);
    else {
      // However many rows of one unknown meter there are, every other unknown meter is named as well.
      problems.addAlways({
        kind: 'unknown-meter',
        severity: 'refused',
        row: reader.line.row,
        column: nameOf(meter),
        found: label,
      });
      listed.add(label);
    }
    return null;
  };
}

const MOST_LISTED = 2000;

function wideTaker({ layout, reader, timelines, headerRow, sink }: LineWork): TakeRecord {
  const columns = layout.values.flatMap((value) => {
    const timeline = timelines.of(value.meter ?? '', value);
    if (timeline !== null) return [{ index: value.column.index, timeline }];
    const { column, meter } = value;
    sink.problems.add({ kind: 'unknown-meter', severity: 'refused', row: headerRow, column: nameOf(column), found: meter ?? '' });
    return [];
  });
  const { line } = reader;
  return (record, row) => {
    if (!reader.read(record, row)) return;
    for (const { index, timeline } of columns) {
      line.value = record[index] ?? '';
      timeline.take(line);
    }
  };
}

function singleTaker({ layout, reader, timelines, meter, sink }: LineWork): TakeRecord {
  const value = layout.values[0];
  const timeline = value === undefined || meter === null ? null : timelines.of(meter, value);
  const { line } = reader;
  return (record, row) => {
    if (!reader.read(record, row)) return;
    line.value = record[value?.column.index ?? 0] ?? '';
    if (timeline !== null) timeline.take(line);
    else sink.problems.add({ kind: 'unknown-meter', severity: 'refused', row, column: null, found: meter ?? '' });
  };
}

const DAY_MS = 86_400_000;

/** A row a day: each value column is a part of it, from local midnight on; every part has its own start and end. */
function dayTaker(work: LineWork): TakeRecord {
  const { layout, reader, timelines, meter, sink } = work;
  const find = meterFinder({ layout, reader, timelines, problems: sink.problems });
  const partMs = DAY_MS / layout.values.length;
  const [first] = layout.values;
  const { line } = reader;
  const single = layout.meter === null && meter !== null && first !== undefined ? timelines.of(meter, first) : null;
  return (record, row) => {
    if (!reader.read(record, row)) return;
    const timeline = layout.meter === null ? single : find(record);
    if (timeline !== null) takeDay({ line, record, values: layout.values, partMs, timeline });
    else if (layout.meter === null) reader.refuse('unknown-meter', null, meter ?? '');
  };
}

function takeDay({
  line,
  record,
  values,
  partMs,
  timeline,
}: {
  readonly line: Line;
  readonly record: readonly string[];
  readonly values: readonly ValueColumn[];
  readonly partMs: number;
  readonly timeline: MeterTimeline;
}): void {
  const dayStartsAt = line.stamp.wallMs;
  line.stamp.isDateOnly = false;
  for (const [part, { column }] of values.entries()) {
    line.stamp.wallMs = dayStartsAt + part * partMs;
    line.value = record[column.index] ?? '';
    if (!isSkippedByClock(line, timeline)) timeline.take(line);
  }
  line.stamp.wallMs = dayStartsAt;
}

/** In spring a day has an hour less; its column is left blank or filled with 0, and says nothing. */
function isSkippedByClock({ stamp, value }: Line, { zone }: MeterTimeline): boolean {
  const isEmpty = isMissing(value) || /^[0.,\s]+$/.test(value);
  return isEmpty && Number.isNaN(stamp.offsetMs) && zone.meaning(stamp.wallMs).kind === 'never';
}
