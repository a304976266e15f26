import type { RecordBlock, Table } from '#core/meter-files/table/table.ts';
import { type CellMeanings, readSheet } from '#core/meter-files/xlsx/sheet-records.ts';
import type { Sheet } from '#core/meter-files/xlsx/workbook.ts';

/** As many rows as are looked at to understand a sheet, or as many cells. */
const HEAD_ROWS = 5000;
const HEAD_CELLS = 200_000;

/** A sheet as a table: its first rows at once, all of them as often as asked. `meanings` is asked for each time anew. */
export async function sheetTable({
  sheet,
  book,
  meanings,
}: {
  readonly sheet: Sheet;
  /** The workbook's name. */
  readonly book: string;
  readonly meanings: () => Promise<CellMeanings>;
}): Promise<Table> {
  async function* blocks() {
    yield* readSheet(sheet.entry, await meanings());
  }
  return { format: 'xlsx', place: `${book} › ${sheet.name}`, guesses: [], ...(await headOf(blocks())), delimiter: null, blocks };
}

async function headOf(blocks: AsyncIterable<RecordBlock>): Promise<Pick<Table, 'head' | 'isHeadWhole'>> {
  const records: (readonly string[])[] = [];
  const rows: number[] = [];
  const head: RecordBlock = { records, rows, problems: [], bytesRead: 0 };
  let cells = 0;
  for await (const block of blocks) {
    for (const [at, record] of block.records.entries()) {
      records.push(record);
      rows.push(block.rows[at] ?? 0);
      cells += record.length;
      if (records.length >= HEAD_ROWS || cells >= HEAD_CELLS) return { head, isHeadWhole: false };
    }
  }
  return { head, isHeadWhole: true };
}
