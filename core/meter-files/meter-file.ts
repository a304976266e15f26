import type { Problem } from '#core/meter-files/problem.ts';
import type { RowWitness } from '#core/meter-files/rows/witness.ts';

/** A file as bytes that can be opened more than once: detection reads its beginning, parsing reads all of it. */
export interface FileSource {
  readonly name: string;
  readonly bytes: number;
  /** All of it, or the bytes from `from` up to and without `until`. */
  open(range?: ByteRange): AsyncIterable<Uint8Array>;
}

export interface ByteRange {
  readonly from: number;
  readonly until: number;
}

export type Unit = 'Wh' | 'kWh' | 'MWh' | 'W' | 'kW';
export type MeterKind = 'interval' | 'register';
/** next-day: a whole day's value that carries the date of the day after. */
export type StampLabel = 'start' | 'end' | 'next-day';
export type DateOrder = 'dmy' | 'mdy' | 'ymd';
export type Shape = 'long' | 'wide' | 'single' | 'day-rows';
export type Delimiter = 'comma' | 'semicolon' | 'tab' | 'pipe';
export type Quality = 'measured' | 'estimated' | 'edited';

/** What staff or a flag said about the file; everything absent is found out from the file. */
export interface ReadOptions {
  /** The label of the one meter the file is about (for files without a meter column). */
  readonly meter?: string;
  readonly kind?: MeterKind;
  readonly unit?: Unit;
  /** IANA name; used for times without an offset, before the meter's and the campus's. */
  readonly timeZone?: string;
  readonly label?: StampLabel;
  readonly dateOrder?: DateOrder;
  /** Each row has one time, the interval's end; it begins at the stamp before it, across gaps. */
  readonly endOnly?: boolean;
  /** True: the file runs from the newest row to the oldest. False: from the oldest to the newest. */
  readonly newestFirst?: boolean;
  /** So many rows on end are one reading. */
  readonly duplicates?: number;
  readonly layout?: Shape;
  readonly delimiter?: Delimiter;
  /** Decimal text, such as "40" for a current transformer or "0.5" kWh a pulse; instead of the meter's. */
  readonly multiplier?: string;
  /** Names of columns, or their numbers from 1 in a file without a header. */
  readonly timeColumn?: string;
  readonly meterColumn?: string;
  readonly valueColumn?: string;
}

/** How a known meter's rows are to be read. `stepSeconds` is its usual interval length so far, null when unknown. */
export interface MeterSettings {
  readonly kind: MeterKind | null;
  readonly unit: Unit | null;
  /** Decimal text such as "40" or "0.5": exact. What holds before the first of `multipliers`. */
  readonly multiplier: string;
  /** Later multipliers, each from an instant (epoch milliseconds) on, in order of time. */
  readonly multipliers: readonly { readonly fromAt: number; readonly multiplier: string }[];
  /** A meter that counts energy fed back as negative; of all others a negative value is refused. */
  readonly netsGeneration: boolean;
  readonly timeZone: string | null;
  readonly label: StampLabel | null;
  readonly stepSeconds: number | null;
}

/** One value of an interval meter: energy used in [startsAt, startsAt + seconds). */
export interface IntervalRow {
  readonly row: number;
  /** Index into the batch's growing list of meter labels, see `MeterFileReading.meters`. */
  readonly meter: number;
  /** Epoch milliseconds, UTC. */
  readonly startsAt: number;
  readonly seconds: number;
  /** Exact, a safe integer; 1 kWh = 1e9 µWh. */
  readonly energyMicroWh: number;
  readonly quality: Quality;
}

/** One value of a register meter: its running total at an instant. Differences are taken later, over all files. */
export interface RegisterRow {
  readonly row: number;
  readonly meter: number;
  /** Epoch milliseconds, UTC: when the register showed this value (the row's end). */
  readonly stampedAt: number;
  /** The row's own start where the file gives one; a start before the previous stamp is an overlap. */
  readonly startsAt: number | null;
  readonly registerMicroWh: bigint;
  /** True where a multiplier told for this file is already in the value: the meter's own is not to be applied to it again. */
  readonly isScaled: boolean;
  readonly quality: Quality;
  /** The row was refused for its own start (a problem says so): it brings no energy, yet the next difference begins here. */
  readonly isBaseOnly: boolean;
}

/** What a weather station measured, or the mean of a day. Holds from its stamp until the next one, at most `seconds` long. */
export interface TemperatureRow {
  readonly row: number;
  /** Epoch milliseconds, UTC. */
  readonly startsAt: number;
  readonly seconds: number;
  /** Whole millionths of a degree Celsius. */
  readonly microCelsius: number;
}

export interface Batch {
  readonly intervals: readonly IntervalRow[];
  readonly registers: readonly RegisterRow[];
  /** Of a file of temperatures, which has nothing else. */
  readonly temperatures?: readonly TemperatureRow[];
  readonly problems: readonly Problem[];
  /** Bytes of the file consumed so far, for progress. */
  readonly bytesRead: number;
}

/** One guess about a file, with what speaks for it. Codes and params are worded in messages/<locale>/files.json. */
export interface Guess {
  readonly about:
    | 'format'
    | 'encoding'
    | 'delimiter'
    | 'header'
    | 'layout'
    | 'time'
    | 'zone'
    | 'label'
    | 'kind'
    | 'unit'
    | 'multiplier'
    | 'meter'
    | 'decimal'
    | 'order'
    | 'archive'
    | 'sheet'
    | 'channels';
  readonly value: string;
  readonly evidence: string;
  readonly params: Readonly<Record<string, string>>;
  readonly certainty: 'sure' | 'likely' | 'told';
}

/** What detection understood. `questions` are problems about the whole file that only staff can answer. */
export interface Understanding {
  readonly format: string;
  readonly guesses: readonly Guess[];
  readonly questions: readonly Problem[];
  /** Labels of meters seen in the beginning of the file. */
  readonly meters: readonly string[];
}

export interface MeterFileReading {
  readonly understanding: Understanding;
  /** Labels by index; grows while `batches` is read. */
  readonly meters: readonly string[];
  /** Nothing is yielded when there are questions. */
  batches(): AsyncIterable<Batch>;
}

export interface ReadContext {
  readonly options: ReadOptions;
  readonly campusTimeZone: string;
  /** Epoch milliseconds; readings that end after it are refused. */
  readonly now: number;
  /** Settings of a meter by its label; null for one that nobody has told Wattle about. */
  meter(label: string): MeterSettings | null;
  /** Told what stood in the rows that it wants, for whoever writes them anew. */
  readonly witness?: RowWitness;
}

/** A file as a format meets it: `head` holds its first bytes, at most 256 KiB, or all of them. */
export interface OfferedFile {
  readonly head: Uint8Array;
  readonly isWhole: boolean;
  readonly source: FileSource;
  readonly context: ReadContext;
}

/** A format: looks at the first bytes of a file and says whether it is this format's; if so, reads it. */
export interface MeterFileFormat {
  readonly name: string;
  /** Null when the bytes are not this format's. May read the whole file where its beginning leaves a question open. */
  detect(file: OfferedFile): Promise<MeterFileReading | null>;
}
