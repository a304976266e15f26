import { fileReader } from '#core/meter-files/file-reader.ts';
import { greenButtonFormat } from '#core/meter-files/green-button/green-button-format.ts';
import type {
  FileSource,
  MeterFileFormat,
  MeterFileReading,
  OfferedFile,
  ReadContext,
  Understanding,
} from '#core/meter-files/meter-file.ts';
import { nemFormat } from '#core/meter-files/nem/nem-format.ts';
import { readTable } from '#core/meter-files/table/read-table.ts';
import type { Table } from '#core/meter-files/table/table.ts';

/** One of the tables, feeds and market files of which a file consists: of most files, the file itself. */
export interface FoundPart {
  /** Its name: of the file, the one in the archive, and of the sheet, as problems have it in `params.file` at its end. */
  readonly place: string;
  readonly understanding: Understanding;
  /** With what was told about it alone, such as its meter's name. */
  readonly context: ReadContext;
  /** Its records as they stand; null of feeds and market files. */
  readonly table: Table | null;
  /** Its bytes; null of tables. */
  readonly source: FileSource | null;
  /** Reads it again, to tell `context.witness` of its rows. */
  reread(context: ReadContext): Promise<MeterFileReading>;
}

/** The parts of a file that have readings and leave no question, in file order. */
export async function findParts({
  source,
  context,
}: {
  readonly source: FileSource;
  readonly context: ReadContext;
}): Promise<readonly FoundPart[]> {
  const found: FoundPart[] = [];
  const read = fileReader({
    async readTable(table, asked) {
      const reading = await readTable(table, asked);
      const { understanding } = reading;
      const reread = (again: ReadContext) => readTable(table, again);
      found.push({ place: table.place, understanding, context: asked, table, source: null, reread });
      return reading;
    },
    others: [nemFormat, greenButtonFormat].map((format) => noting(format, found)),
  });
  await read({ source, context });
  return found.filter(({ understanding }) => understanding.questions.length === 0);
}

/** The format, noting what it recognises. */
function noting(format: MeterFileFormat, found: FoundPart[]): MeterFileFormat {
  return {
    name: format.name,
    async detect(file: OfferedFile) {
      const reading = await format.detect(file);
      if (reading === null) return null;
      const { source, context } = file;
      const reread = async (again: ReadContext) => (await format.detect({ ...file, context: again })) ?? reading;
      found.push({ place: source.name, understanding: reading.understanding, context, table: null, source, reread });
      return reading;
    },
  };
}
