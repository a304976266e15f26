import { type Encoding, readText } from '#core/meter-files/csv/encoding.ts';
import { readRecords } from '#core/meter-files/csv/records.ts';
import type { FileSource, Understanding } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { wordProblems } from '#services/word-problems.ts';
import { csvLine } from '#services/write-csv.ts';

/** How a table's text is to be cut. */
export interface TableText {
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly headerRow: number | null;
  /** The meter column's name, or its number from 1; null where a row has no meter of its own. */
  readonly meter: string | null;
  /** A row says its whole interval, or none: it needs no neighbour to tell how long it is. */
  readonly standsAlone: boolean;
}

const DELIMITERS: Readonly<Record<string, string>> = { tab: '\t', semicolon: ';', pipe: '|', comma: ',' };
const ENCODINGS: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'];

/** Null where the file is no table of text, or lies in an archive. */
export function tableTextOf({ guesses }: Understanding): TableText | null {
  const guessed = (about: string) => guesses.find((guess) => guess.about === about);
  const encoding = ENCODINGS.find((one) => one === guessed('encoding')?.value);
  const delimiter = guessed('delimiter')?.value;
  const header = guessed('header');
  if (encoding === undefined || delimiter === undefined || guessed('archive') !== undefined) return null;
  const layout = guessed('layout');
  const isWholeRow = guessed('label')?.value === 'start-and-end' || layout?.value === 'day-rows';
  return {
    encoding,
    delimiter: DELIMITERS[delimiter] ?? delimiter,
    headerRow: header === undefined || header.value === 'none' ? null : Number(header.params.row),
    meter: layout?.params.meter || null,
    standsAlone: isWholeRow || guessed('kind')?.value === 'register',
  };
}

/** Names that the importer knows for notes: it reads nothing in these columns. */
const NOTES = ['problem (note)', 'remedy (note)'];

/**
 * The refused rows as they stood, under all that stands above the file's rows, with what is wrong beside each. Where a row's
 * length shows only by its neighbours, the meter's row before and after it come too: they are known already and change nothing.
 */
export async function* cutTableRows(file: {
  source: FileSource;
  table: TableText;
  refused: readonly Problem[];
}): AsyncGenerator<string> {
  const { table } = file;
  const byRow = new Map<number, Problem>();
  for (const problem of file.refused) if (problem.row !== null && !byRow.has(problem.row)) byRow.set(problem.row, problem);
  const wanted = new Set(byRow.keys());
  if (!table.standsAlone) for (const row of await neighboursOf(file, byRow)) wanted.add(row);
  const isNoted = table.headerRow !== null;
  for await (const { record, row, place } of recordsOf(file)) {
    if (place === 'above') yield csvLine(record, table.delimiter);
    else if (place === 'header') yield csvLine([...record, ...NOTES], table.delimiter);
    else if (wanted.has(row)) yield csvLine(isNoted ? [...record, ...notesOf(byRow.get(row))] : record, table.delimiter);
  }
}

function notesOf(problem: Problem | undefined): string[] {
  const [words] = problem === undefined ? [] : wordProblems([problem]);
  return words === undefined ? ['', ''] : [`${words.kind}: ${words.expected}`, words.remedy];
}

interface PlacedRecord {
  readonly record: readonly string[];
  readonly row: number;
  readonly place: 'above' | 'header' | 'row';
}

/** The records of a table in file order; what stands above its rows, a line of units below the header included, is told apart. */
async function* recordsOf({ source, table }: { source: FileSource; table: TableText }): AsyncGenerator<PlacedRecord> {
  const headerRow = table.headerRow ?? 0;
  let isBelowHeader = false;
  for await (const { records, rows } of readRecords(readText(source, table.encoding), table.delimiter)) {
    for (const [at, record] of records.entries()) {
      const row = rows[at] ?? 0;
      if (row < headerRow) yield { record, row, place: 'above' };
      else if (row === headerRow) yield { record, row, place: 'header' };
      else yield { record, row, place: isBelowHeader && !/\d/.test(record.join('')) ? 'above' : 'row' };
      isBelowHeader = row === headerRow;
    }
  }
}

/** So many meters' last rows are remembered at once. */
const MOST_METERS = 20_000;

/** The rows of the same meter right before and after each of the wanted ones. */
async function neighboursOf(
  file: { source: FileSource; table: TableText },
  wanted: ReadonlyMap<number, unknown>,
): Promise<Set<number>> {
  const { meter } = file.table;
  const neighbours = new Set<number>();
  const last = new Map<string, { row: number; isWanted: boolean }>();
  let column: number | null = meter === null || file.table.headerRow !== null ? null : Number(meter) - 1;
  for await (const { record, row, place } of recordsOf(file)) {
    if (place === 'header') column = meter === null ? null : record.findIndex((name) => name.trim() === meter);
    if (place !== 'row') continue;
    const key = column === null ? '' : (record[column] ?? '').trim();
    const before = last.get(key);
    const isWanted = wanted.has(row);
    if (before !== undefined && isWanted) neighbours.add(before.row);
    if (before?.isWanted === true) neighbours.add(row);
    if (before !== undefined || last.size < MOST_METERS) last.set(key, { row, isWanted });
  }
  return neighbours;
}
