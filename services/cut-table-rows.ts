import type { FoundPart } from '#core/meter-files/find-parts.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { NOTES } from '#core/meter-files/table/notes-beside.ts';
import type { Table } from '#core/meter-files/table/table.ts';
import { wordProblems } from '#services/word-problems.ts';
import { csvLine } from '#services/write-csv.ts';

/** How a table is to be cut. */
interface TableCut {
  readonly table: Table;
  readonly headerRow: number | null;
  /** The first row with values, where there is no header. */
  readonly firstRow: number;
  /** The meter column's name, or its number from 1; null where a row has no meter of its own. */
  readonly meter: string | null;
  /** A row says its whole interval, or none: it needs no neighbour to tell how long it is. */
  readonly standsAlone: boolean;
  /** So many rows on end are one reading. */
  readonly groupSize: number;
}

/** How a part's rows are cut out as they stand; null where they would not mean the same without the others. */
export function tableCutOf({ table, understanding, context }: FoundPart): TableCut | null {
  if (table === null) return null;
  const guessed = (about: string) => understanding.guesses.find((guess) => guess.about === about);
  const [header, layout, label, kind] = ['header', 'layout', 'label', 'kind'].map(guessed);
  const headerRow = header === undefined || header.value === 'none' ? null : Number(header.params.row);
  const meter = layout?.params.meter || null;
  const isByOthers = ['whole-days', 'hours-1-to-24', 'parts-in-turn'].includes(label?.evidence ?? '');
  const isRegister = kind?.value === 'register';
  // Whether a column of energy is a running total shows only by many rows.
  const isRunOfEnergy = understanding.format === 'egauge' && !isRegister && guessed('unit')?.value.endsWith('Wh');
  if (isByOthers || isRunOfEnergy || !hasColumn(table, headerRow, meter)) return null;
  const isWholeRow = label?.value === 'start-and-end' || layout?.value === 'day-rows';
  const isNamelessLog = understanding.format === 'acquisuite' && headerRow === null;
  return {
    table,
    headerRow,
    firstRow: headerRow === null ? Number(header?.params.row ?? 1) : 0,
    meter,
    standsAlone: (isWholeRow || isRegister) && !isNamelessLog,
    groupSize: context.options.duplicates ?? 1,
  };
}

/** Whether the column of meters is one of the file itself, and not of its translation. */
function hasColumn({ head }: Table, headerRow: number | null, meter: string | null): boolean {
  if (meter === null || headerRow === null) return true;
  return head.records[head.rows.indexOf(headerRow)]?.some((name) => name.trim() === meter) ?? false;
}

/**
 * The refused rows as they stood, under all that stands above the file's rows, with what is wrong beside each. Where a row's
 * length shows only by its neighbours, the meter's row before and after it come too: they are known already and change nothing.
 */
export async function* cutTableRows(cut: TableCut, refused: readonly Problem[]): AsyncGenerator<string> {
  const { table, headerRow } = cut;
  const byRow = new Map<number, Problem>();
  for (const problem of refused) if (problem.row !== null && !byRow.has(problem.row)) byRow.set(problem.row, problem);
  const wanted = await wantedRows(cut, new Set(byRow.keys()));
  const delimiter = table.delimiter ?? ',';
  const isNoted = headerRow !== null;
  for await (const { record, row, place } of recordsOf(cut)) {
    if (place === 'above') yield csvLine(record, delimiter);
    else if (place === 'header') yield csvLine([...record, ...NOTES], delimiter);
    else if (wanted.has(row)) yield csvLine(isNoted ? [...record, ...notesOf(byRow.get(row))] : record, delimiter);
  }
}

/** What is wrong with a row, under the headings of `NOTES`; blank for a row that is only there for its neighbour. */
export function notesOf(problem: Problem | undefined): string[] {
  const [words] = problem === undefined ? [] : wordProblems([problem]);
  return words === undefined ? ['', '', ''] : [words.kind, words.expected, words.remedy];
}

interface PlacedRecord {
  readonly record: readonly string[];
  readonly row: number;
  readonly place: 'above' | 'header' | 'row';
}

/** The records of a table in file order; what stands above its rows, a line of units below the header included, is told apart. */
async function* recordsOf({ table, headerRow, firstRow }: TableCut): AsyncGenerator<PlacedRecord> {
  let isBelowHeader = false;
  for await (const { records, rows } of table.blocks()) {
    for (const [at, record] of records.entries()) {
      const row = rows[at] ?? 0;
      const isUnits = isBelowHeader && !/\d/.test(record.join(''));
      if (row === headerRow) yield { record, row, place: 'header' };
      else yield { record, row, place: row < (headerRow ?? firstRow) || isUnits ? 'above' : 'row' };
      isBelowHeader = row === headerRow;
    }
  }
}

/** So many meters' last rows are remembered at once. */
const MOST_METERS = 20_000;

interface Group {
  readonly rows: readonly number[];
  readonly isWanted: boolean;
}

/** The rows that are asked for, with all rows of their groups, and those of the same meter right before and after them. */
async function wantedRows(cut: TableCut, asked: ReadonlySet<number>): Promise<ReadonlySet<number>> {
  if (cut.standsAlone && cut.groupSize === 1) return asked;
  const wanted = new Set<number>();
  const last = new Map<string, Group>();
  for await (const { key, rows } of groupsOf(cut)) {
    const before = last.get(key);
    const isWanted = rows.some((row) => asked.has(row));
    const isNeighbour = !cut.standsAlone && before?.isWanted === true;
    if (isWanted || isNeighbour) for (const row of rows) wanted.add(row);
    if (isWanted && !cut.standsAlone) for (const row of before?.rows ?? []) wanted.add(row);
    if (before !== undefined || last.size < MOST_METERS) last.set(key, { rows, isWanted });
  }
  return wanted;
}

/** The rows that make one reading each, with their meter. */
async function* groupsOf(cut: TableCut): AsyncGenerator<{ readonly key: string; readonly rows: readonly number[] }> {
  const { meter, headerRow, groupSize } = cut;
  let column: number | null = meter === null || headerRow !== null ? null : Number(meter) - 1;
  let rows: number[] = [];
  let key = '';
  for await (const { record, row, place } of recordsOf(cut)) {
    if (place === 'header') column = meter === null ? null : record.findIndex((name) => name.trim() === meter);
    if (place !== 'row' || record.every((cell) => cell.trim() === '')) continue;
    if (rows.length === 0) key = column === null ? '' : (record[column] ?? '').trim();
    rows.push(row);
    if (rows.length < groupSize) continue;
    yield { key, rows };
    rows = [];
  }
  if (rows.length > 0) yield { key, rows };
}
