import type { Guess, MeterFileReading, ReadContext } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';

/** Records of a table in file order; `rows` holds the physical line (from 1) at which each begins. */
export interface RecordBlock {
  readonly records: readonly (readonly string[])[];
  readonly rows: readonly number[];
  /** Lines that are no records. */
  readonly problems: readonly Problem[];
  readonly bytesRead: number;
}

/** What every tabular format (CSV, a sheet) is to the code that understands columns. */
export interface Table {
  readonly format: string;
  /** The file, and the sheet in it. */
  readonly place: string;
  readonly guesses: readonly Guess[];
  readonly head: RecordBlock;
  /** The head is all of the table. */
  readonly isHeadWhole?: boolean;
  /** What the file itself calls the column of a meter's values, by the meter's label, where the table's name for it is another. */
  readonly valueNames?: ReadonlyMap<string, string>;
  /** The sign between columns as CSV has it: with `;` a comma in a number is a decimal comma. Null for sheets. */
  readonly delimiter: string | null;
  blocks(): AsyncIterable<RecordBlock>;
}

/** Understands a table's columns and reads its rows. */
export type ReadTable = (table: Table, context: ReadContext) => Promise<MeterFileReading>;

/** What becomes of one record. */
export type TakeRecord = (record: readonly string[], row: number) => void;
