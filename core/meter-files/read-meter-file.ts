import { fileReader } from '#core/meter-files/file-reader.ts';
import { greenButtonFormat } from '#core/meter-files/green-button/green-button-format.ts';
import type { FileSource, MeterFileReading, ReadContext } from '#core/meter-files/meter-file.ts';
import { nemFormat } from '#core/meter-files/nem/nem-format.ts';
import { readTable } from '#core/meter-files/table/read-table.ts';

const read = fileReader({ readTable, others: [nemFormat, greenButtonFormat] });

/**
 * Finds out what a meter file is and reads it. What staff must answer first (date order, which meter, an empty or unreadable
 * file) stands in `understanding.questions`; then `batches` yields nothing. Bad rows are problems in the batches; nothing in a
 * file makes this throw, only a source that cannot be read.
 */
export async function readMeterFile(file: {
  readonly source: FileSource;
  readonly context: ReadContext;
}): Promise<MeterFileReading> {
  return read(file);
}
