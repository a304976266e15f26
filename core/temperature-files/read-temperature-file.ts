import { fileReader } from '#core/meter-files/file-reader.ts';
import type { FileSource, MeterFileReading, ReadOptions } from '#core/meter-files/meter-file.ts';
import type { TemperatureUnit } from '#core/temperature-files/celsius.ts';
import { readTemperatureTable } from '#core/temperature-files/read-temperature-table.ts';

/** What staff or a flag said about a file of temperatures; everything absent is found out from the file. */
export interface TemperatureOptions
  extends Pick<ReadOptions, 'timeZone' | 'dateOrder' | 'delimiter' | 'timeColumn' | 'valueColumn' | 'newestFirst'> {
  readonly unit?: TemperatureUnit;
}

export interface TemperatureFile {
  readonly source: FileSource;
  readonly options: TemperatureOptions;
  readonly campusTimeZone: string;
  /** Epoch milliseconds; temperatures after it are refused. */
  readonly now: number;
}

/**
 * Reads a file of outdoor temperatures, by the hour, more often, or by the day: text or a workbook, packed or not. Its
 * batches hold `temperatures` and problems. As with meter files, what staff must answer first stands in
 * `understanding.questions`, and nothing in a file makes this throw.
 */
export async function readTemperatureFile(file: TemperatureFile): Promise<MeterFileReading> {
  const { source, options, campusTimeZone, now } = file;
  const { unit = null, ...readOptions } = options;
  const read = fileReader({ readTable: (table, context) => readTemperatureTable(table, { context, unit }), others: [] });
  return read({ source, context: { options: readOptions, campusTimeZone, now, meter: () => null } });
}
