import type { Batch } from '#core/meter-files/meter-file.ts';
import { ProblemList } from '#core/meter-files/problem-list.ts';
import { InstantResolver } from '#core/meter-files/rows/instant-resolver.ts';
import type { Layout } from '#core/meter-files/table/layout.ts';
import { LineReader, nameOf } from '#core/meter-files/table/line-reader.ts';
import type { TemperatureUnit } from '#core/temperature-files/celsius.ts';
import { BETWEEN_EXTREMES, TemperatureWriter } from '#core/temperature-files/temperature-writer.ts';
import type { Reach } from '#core/temperature-files/value-range.ts';
import { zoneClock } from '#core/time/zoned-times.ts';

interface LinesSetup extends Reach {
  readonly layout: Layout;
  readonly zone: string;
  readonly unit: TemperatureUnit;
  readonly areDays: boolean;
  readonly isNewestFirst: boolean;
  readonly now: number;
}

const BATCH_ROWS = 8000;

/** Reads a table whose columns are known, from its first line to its last, into batches of temperatures and problems. */
export async function* readTemperatureLines(setup: LinesSetup): AsyncGenerator<Batch> {
  const { table, firstRow, layout, style, columns } = setup;
  const problems = new ProblemList();
  const writer = new TemperatureWriter({
    ...setup,
    zone: zoneClock(setup.zone),
    stampColumn: nameOf(layout.time.stamp.column),
    valueColumn: columns.map(nameOf).join(BETWEEN_EXTREMES),
    problems,
  });
  const resolver = resolverTo(writer, setup, problems);
  const reader = new LineReader({ layout, style, problems });
  let bytesRead = 0;
  const batch = (): Batch => ({
    intervals: [],
    registers: [],
    temperatures: writer.take(),
    problems: problems.take(),
    bytesRead,
  });
  for await (const block of table.blocks()) {
    bytesRead = block.bytesRead;
    for (const [at, record] of block.records.entries()) {
      const row = block.rows[at] ?? 0;
      if (row < firstRow || !reader.read(record, row)) continue;
      reader.line.value = columns.map(({ index }) => record[index] ?? '').join(BETWEEN_EXTREMES);
      resolver.take(reader.line);
      if (writer.count >= BATCH_ROWS) yield batch();
    }
    for (const problem of block.problems) if ((problem.row ?? firstRow) >= firstRow) problems.add(problem);
  }
  resolver.finish();
  const last = batch();
  yield { ...last, problems: [...last.problems, ...problems.closing()] };
}

/** A line with a start and an end counts from its start. */
function resolverTo(writer: TemperatureWriter, setup: LinesSetup, problems: ProblemList): InstantResolver {
  const { layout, isNewestFirst } = setup;
  const { stamp, start } = layout.time;
  return new InstantResolver({
    zone: zoneClock(setup.zone),
    problems,
    stampColumn: nameOf(stamp.column),
    startColumn: start === null ? null : nameOf(start.column),
    dateShiftMs: 0,
    isNewestFirst,
    areEnds: false,
    place: (line, startsAt, stampedAt) => writer.write(line, Number.isNaN(startsAt) ? stampedAt : startsAt),
    startRefused: () => {},
  });
}
