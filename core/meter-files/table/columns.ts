import type { Unit } from '#core/meter-files/meter-file.ts';
import { type NumericTime, numericTimeOf } from '#core/meter-files/numeric-times.ts';
import { type CellLook, isNumericTime, lookOf } from '#core/meter-files/table/cells.ts';
import { splitUnit, WORDS, wordsOf } from '#core/meter-files/table/words.ts';

/** What one column of a table is called and what stands in it. */
export interface Column {
  readonly index: number;
  /** Null where there is no header. */
  readonly name: string | null;
  readonly words: string;
  /** The name without its unit. */
  readonly bare: string;
  readonly unit: Unit | null;
  readonly foreignUnit: string | null;
  /** What most of its cells are; 'missing' where all are blank. */
  readonly look: CellLook;
  /** The kind of numeric time that all its numbers could be. */
  readonly numericTime: NumericTime | 'compact' | null;
  readonly isRowNumber: boolean;
  readonly cells: readonly string[];
}

/** Looks at every column over the records of the head. */
export function columnsOf(names: readonly string[] | null, records: readonly (readonly string[])[]): readonly Column[] {
  const sample = records.filter((record) => record.some((cell) => cell.trim() !== '')).slice(0, SAMPLE);
  const width = Math.min(MOST_COLUMNS, Math.max(names?.length ?? 0, ...sample.map((record) => record.length)));
  return Array.from({ length: width }, (_, index) => {
    const cells = sample.map((record) => record[index] ?? '');
    return columnOf({ index, name: names === null ? null : (names[index] ?? ''), cells });
  });
}

/** More columns than these are refused before anyone looks at them. */
export const MOST_COLUMNS = 4000;
const SAMPLE = 60;

function columnOf({ index, name, cells }: { index: number; name: string | null; cells: readonly string[] }): Column {
  const { bare, unit, foreign } = splitUnit(name ?? '');
  const words = wordsOf(name ?? '');
  const look = commonestLook(cells);
  const filled = cells.filter((cell) => cell.trim() !== '');
  return {
    index,
    name: name === '' ? null : name,
    words,
    bare,
    unit,
    foreignUnit: foreign,
    look,
    numericTime: look === 'number' ? numericTimeIn(filled) : null,
    isRowNumber: WORDS.rowNumber.test(words) && isCounting(filled),
    cells,
  };
}

function commonestLook(cells: readonly string[]): CellLook {
  const counts = new Map<CellLook, number>();
  for (const cell of cells) {
    const look = lookOf(cell);
    // Of equally common looks words lose: a cell that is wrong looks like them.
    if (look !== 'missing') counts.set(look, (counts.get(look) ?? 0) + (look === 'text' ? 0.99 : 1));
  }
  return [...counts].reduce<[CellLook, number]>((most, entry) => (entry[1] > most[1] ? entry : most), ['missing', 0])[0];
}

function numericTimeIn(cells: readonly string[]): NumericTime | 'compact' | null {
  const [first] = cells;
  if (first === undefined || !cells.every(isNumericTime)) return null;
  const kind = numericTimeOf(first);
  return cells.every((cell) => numericTimeOf(cell) === kind) ? (kind ?? 'compact') : null;
}

function isCounting(cells: readonly string[]): boolean {
  return cells.length >= 3 && cells.every((cell, at) => at === 0 || Number(cell) === Number(cells[at - 1]) + 1);
}
