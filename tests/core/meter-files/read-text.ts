import type { IntervalRow, MeterSettings, ReadContext, ReadOptions, RegisterRow } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { readMeterFile } from '#core/meter-files/read-meter-file.ts';
import { bytesSource } from '#tests/support/bytes-source.ts';

export const ANY_METER: MeterSettings = {
  kind: null,
  unit: null,
  multiplier: '1',
  timeZone: null,
  label: null,
  stepSeconds: null,
  multipliers: [],
  netsGeneration: false,
};

/** A file's reading, all of it. */
export interface WholeReading {
  readonly questions: readonly string[];
  readonly guesses: Readonly<Record<string, string>>;
  readonly intervals: readonly IntervalRow[];
  readonly registers: readonly RegisterRow[];
  readonly problems: readonly Problem[];
  readonly meters: readonly string[];
  /** `meter start seconds kWh`, in the order they came. */
  readonly lines: readonly string[];
  /** `severity kind row`. */
  readonly said: readonly string[];
}

export interface TextFile {
  readonly options?: ReadOptions;
  /** Settings by label; every label is a meter without settings where this is left out. */
  readonly meters?: Readonly<Record<string, Partial<MeterSettings>>>;
  readonly timeZone?: string;
  readonly now?: string;
  /** Bytes of each piece that the file comes in. */
  readonly piece?: number;
  readonly name?: string;
}

export async function readText(text: string | Uint8Array, file: TextFile = {}): Promise<WholeReading> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const { options = {}, meters, timeZone = 'America/New_York', now = '2024-06-01T00:00:00Z' } = file;
  const { piece = 1 << 16, name = 'file.csv' } = file;
  const context: ReadContext = {
    options,
    campusTimeZone: timeZone,
    now: Date.parse(now),
    meter: (label) => {
      if (meters === undefined) return ANY_METER;
      const settings = Object.hasOwn(meters, label) ? meters[label] : undefined;
      return settings === undefined ? null : { ...ANY_METER, ...settings };
    },
  };
  const reading = await readMeterFile({ source: bytesSource(bytes, { name, piece }), context });
  const intervals: IntervalRow[] = [];
  const registers: RegisterRow[] = [];
  const problems: Problem[] = [];
  for await (const batch of reading.batches()) {
    for (const row of batch.intervals) intervals.push(row);
    for (const row of batch.registers) registers.push(row);
    for (const problem of batch.problems) problems.push(problem);
  }
  return {
    questions: reading.understanding.questions.map(({ kind }) => kind),
    guesses: Object.fromEntries(reading.understanding.guesses.map(({ about, value }) => [about, value])),
    intervals,
    registers,
    problems,
    meters: reading.meters,
    lines: intervals.map((row) => lineOf(row, reading.meters)),
    said: problems.map(({ severity, kind, row }) => `${severity} ${kind} ${row}`),
  };
}

function lineOf(row: IntervalRow, meters: readonly string[]): string {
  return `${meters[row.meter]} ${new Date(row.startsAt).toISOString()} ${row.seconds} ${row.energyMicroWh / 1e9}`;
}
