import type { RecordBlock, Table } from '#core/meter-files/table/table.ts';

/** The last columns of downloaded refused rows: what is wrong with each, for people. */
export const NOTES = ['problem', 'expected', 'remedy'] as const;

const LOOKED_AT = 300;

/**
 * The table without the notes that stand beside refused rows, and without the apostrophe that keeps a spreadsheet from taking
 * such text for a formula; as it is where there are no notes.
 */
export function withoutNotes(table: Table): Table {
  const header = table.head.records.slice(0, LOOKED_AT).findIndex(hasNotes);
  const record = table.head.records[header];
  const row = table.head.rows[header];
  if (record === undefined || row === undefined) return table;
  const width = record.length - NOTES.length;
  const cut = (block: RecordBlock): RecordBlock => ({
    ...block,
    records: block.records.map((cells, at) => ((block.rows[at] ?? 0) < row ? cells : cells.slice(0, width)).map(asItStood)),
  });
  return {
    ...table,
    head: cut(table.head),
    async *blocks() {
      for await (const block of table.blocks()) yield cut(block);
    },
  };
}

function asItStood(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

function hasNotes(record: readonly string[]): boolean {
  const last = record.slice(-NOTES.length).map((cell) => cell.trim());
  return record.length > NOTES.length && last.every((cell, at) => cell === NOTES[at]);
}
