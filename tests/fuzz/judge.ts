import { LARGEST_INTERVAL_KWH } from '#core/meter-files/exact-energy.ts';
import type { Batch, MeterFileReading, ReadContext } from '#core/meter-files/meter-file.ts';
import { readMeterFile } from '#core/meter-files/read-meter-file.ts';
import { faultOfGuess, faultOfWords } from '#tests/fuzz/words.ts';
import { bytesSource } from '#tests/support/bytes-source.ts';

export interface Judged {
  /** What no file may bring about. */
  readonly faults: readonly string[];
  readonly rows: number;
  readonly problems: number;
  /** Physical lines that a row or a problem names. */
  readonly named: ReadonlySet<number>;
  readonly reading: MeterFileReading | null;
  /** Kinds of problems found. */
  readonly kinds: ReadonlySet<string>;
}

const EARLIEST = Date.UTC(1990, 0, 1);
const LARGEST = LARGEST_INTERVAL_KWH * 1e9;
const QUALITIES: ReadonlySet<string> = new Set(['measured', 'estimated', 'edited']);
const MOST_FAULTS = 5;

/** Reads a file to its end and holds what comes out against what must hold of any file. */
export async function judgeFile(bytes: Uint8Array, context: ReadContext, piece: number): Promise<Judged> {
  const faults: string[] = [];
  const named = new Set<number>();
  const say = (fault: string | null) => {
    if (fault !== null && faults.length < MOST_FAULTS) faults.push(fault);
  };
  const kinds = new Set<string>();
  let [rows, problems, bytesRead] = [0, 0, 0];
  let reading: MeterFileReading | null = null;
  try {
    reading = await readMeterFile({ source: bytesSource(bytes, { piece }), context });
    const { questions, guesses } = reading.understanding;
    for (const question of questions) say(faultOfWords(question));
    for (const guess of guesses) say(faultOfGuess(guess));
    for await (const batch of reading.batches()) {
      if (questions.length > 0 && rowsOf(batch) > 0) say('rows in spite of a question');
      if (!(batch.bytesRead >= bytesRead && batch.bytesRead <= bytes.length)) say(`progress ${bytesRead} to ${batch.bytesRead}`);
      bytesRead = batch.bytesRead;
      rows += rowsOf(batch);
      problems += batch.problems.length;
      judgeRows(batch, { context, meters: reading.meters.length, say, named });
      for (const problem of batch.problems) {
        say(faultOfWords(problem));
        if (problem.row !== null) named.add(problem.row);
        kinds.add(problem.kind);
      }
    }
    for (const label of reading.meters) if (label.includes('\0') || !label.isWellFormed()) say(`label ${JSON.stringify(label)}`);
  } catch (error) {
    say(`threw ${error instanceof Error ? error.stack?.split('\n').slice(0, 4).join(' ') : String(error)}`);
  }
  return { faults, rows, problems, named, reading, kinds };
}

function rowsOf({ intervals, registers, temperatures = [] }: Batch): number {
  return intervals.length + registers.length + temperatures.length;
}

function judgeRows(
  { intervals, registers, temperatures = [] }: Batch,
  { context, meters, say, named }: { context: ReadContext; meters: number; say: (fault: string) => void; named: Set<number> },
): void {
  const isMeter = (meter: number) => Number.isInteger(meter) && meter >= 0 && meter < meters;
  const isRow = (row: number) => Number.isSafeInteger(row) && row > 0;
  for (const row of intervals) {
    named.add(row.row);
    const endsAt = row.startsAt + row.seconds * 1000;
    const isTimed = Number.isSafeInteger(row.startsAt) && Number.isSafeInteger(row.seconds) && row.seconds > 0;
    if (!isTimed || row.startsAt < EARLIEST || endsAt > context.now + 500) say(`interval at ${row.startsAt} for ${row.seconds}`);
    if (!Number.isSafeInteger(row.energyMicroWh) || Math.abs(row.energyMicroWh) > LARGEST) say(`energy ${row.energyMicroWh}`);
    if (row.energyMicroWh < 0 && context.meter('North Hall')?.netsGeneration !== true) say(`negative ${row.energyMicroWh}`);
    if (!QUALITIES.has(row.quality)) say(`quality ${String(row.quality)}`);
    if (!isMeter(row.meter) || !isRow(row.row)) say(`interval of meter ${row.meter} in row ${row.row}`);
  }
  for (const row of registers) {
    named.add(row.row);
    if (!Number.isSafeInteger(row.stampedAt) || row.stampedAt < EARLIEST || row.stampedAt > context.now)
      say(`register at ${row.stampedAt}`);
    if (row.registerMicroWh >= 2n ** 63n || row.registerMicroWh < -(2n ** 63n)) say(`register ${row.registerMicroWh}`);
    if (row.startsAt !== null && !Number.isSafeInteger(row.startsAt)) say(`register from ${row.startsAt}`);
    if (!isMeter(row.meter) || !isRow(row.row)) say(`register of meter ${row.meter} in row ${row.row}`);
  }
  for (const row of temperatures) {
    named.add(row.row);
    const isSane = Number.isSafeInteger(row.startsAt) && row.startsAt >= EARLIEST && row.seconds > 0;
    if (!isSane || !Number.isSafeInteger(row.microCelsius))
      say(`temperature ${row.microCelsius} at ${row.startsAt} for ${row.seconds}`);
  }
}
