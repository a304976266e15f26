import type { Batch } from '#core/meter-files/meter-file.ts';
import type { RowSink } from '#core/meter-files/rows/row-writer.ts';
import type { RowWitness } from '#core/meter-files/rows/witness.ts';
import { dayTaker } from '#core/meter-files/table/day-taker.ts';
import { DuplicateGroups } from '#core/meter-files/table/duplicate-groups.ts';
import type { Layout } from '#core/meter-files/table/layout.ts';
import { type LineReader, nameOf, tellUnread } from '#core/meter-files/table/line-reader.ts';
import type { MeterFinder } from '#core/meter-files/table/meter-finder.ts';
import type { Table, TakeRecord } from '#core/meter-files/table/table.ts';
import type { Timelines } from '#core/meter-files/table/timelines.ts';
import { MOST_METERS, tooManyMeters } from '#core/meter-files/too-many-meters.ts';

export interface LineWork {
  readonly table: Table;
  readonly layout: Layout;
  /** The physical line at which the values begin, and the header's, null where there is none. */
  readonly firstRow: number;
  readonly headerRow: number | null;
  readonly reader: LineReader;
  readonly timelines: Timelines;
  readonly finder: MeterFinder;
  readonly sink: RowSink;
  /** The label of the one meter of a file without meter labels. */
  readonly meter: string | null;
  readonly duplicates: number;
  readonly witness: RowWitness | undefined;
}

const BATCH_ROWS = 8000;

/** Reads a table whose layout is known, from its first line to its last, into batches of rows and problems. */
export async function* readLines(work: LineWork): AsyncGenerator<Batch> {
  const { table, firstRow, headerRow, sink, timelines } = work;
  // Lines that nobody could read, or that a dialect left out, also stand between the header and the first values.
  const firstSaid = headerRow === null ? firstRow : headerRow + 1;
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
      if (work.witness?.wants(row) === true) tellUnread({ ...work, record, row, witness: work.witness });
      if (groups === null) take(record, row);
      else groups.take(record, row);
      if (sink.intervals.length >= BATCH_ROWS || sink.registers.length >= BATCH_ROWS) yield batchOf(sink, bytesRead);
    }
    if (work.finder.count > MOST_METERS) {
      const { problems, ...rest } = batchOf(sink, bytesRead);
      yield { ...rest, problems: [...problems, tooManyMeters(MOST_METERS)] };
      return;
    }
    for (const problem of block.problems) if ((problem.row ?? firstSaid) >= firstSaid) sink.problems.add(problem);
  }
  groups?.finish();
  timelines.finish();
  work.finder.finish();
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
      return dayRowTaker(work);
  }
}

function longTaker({ layout, reader, finder }: LineWork): TakeRecord {
  const valueIndex = layout.values[0]?.column.index ?? 0;
  const { line } = reader;
  return (record, row) => {
    if (!reader.read(record, row)) return;
    line.value = record[valueIndex] ?? '';
    finder.find(record)?.take(line);
  };
}

function wideTaker({ layout, reader, timelines, headerRow, sink }: LineWork): TakeRecord {
  const columns = layout.values.flatMap((value) => {
    const timeline = timelines.of(value.meter ?? '', value);
    const quality = value.quality ?? null;
    if (timeline !== null) return [{ index: value.column.index, timeline, quality }];
    const { column, meter } = value;
    sink.problems.addAlways({
      kind: 'unknown-meter',
      severity: 'refused',
      row: headerRow,
      column: nameOf(column),
      found: meter ?? '',
    });
    return [];
  });
  const { line } = reader;
  return (record, row) => {
    if (!reader.read(record, row)) return;
    for (const { index, timeline, quality } of columns) {
      line.value = record[index] ?? '';
      if (quality !== null) reader.readQuality(record, quality);
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

function dayRowTaker(work: LineWork): TakeRecord {
  const { layout, reader, timelines, meter, finder } = work;
  const [first] = layout.values;
  const shiftMs = timelines.isNextDay() ? -DAY_MS : 0;
  const takeDay = dayTaker({
    parts: layout.parts,
    shiftMs,
    flags: layout.values.map(({ quality }) => quality ?? null),
    readQuality: (record, flag) => reader.readQuality(record, flag),
    refuse: (column, found) => reader.refuse('time-does-not-exist', column, found),
  });
  const { line } = reader;
  const single = layout.meter === null && meter !== null && first !== undefined ? timelines.of(meter, first) : null;
  return (record, row) => {
    if (!reader.read(record, row)) return;
    const timeline = layout.meter === null ? single : finder.find(record);
    if (timeline !== null) takeDay(line, record, timeline);
    else if (layout.meter === null) reader.refuse('unknown-meter', null, meter ?? '');
  };
}
