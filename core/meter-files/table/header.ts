import { lookOf } from '#core/meter-files/table/cells.ts';
import type { RecordBlock } from '#core/meter-files/table/table.ts';
import { isLikeValues } from '#core/meter-files/table/value-like.ts';
import { isUnitText } from '#core/meter-files/table/words.ts';

/** Where a table's values begin, and what its columns are called. */
export interface Header {
  /** Names by column; null where the file has no header. */
  readonly names: readonly string[] | null;
  /** Physical line of the header; null where there is none. */
  readonly row: number | null;
  /** Physical line of the first record with values; null where there is none. */
  readonly firstRow: number | null;
}

/**
 * Finds the header: the nearest line of words above the first line that looks like the others with a time. What stands
 * before it (metadata, blank lines, `sep=`) is not read.
 */
export function findHeader({ records, rows }: RecordBlock): Header {
  const shapes = records.slice(0, LOOKED_AT).map(timeColumnsOf);
  const usual = commonestShape(shapes);
  const first = usual === null ? -1 : shapes.indexOf(usual);
  const timeColumns = usual === null ? [] : usual.split(' ').map(Number);
  const search = first < 0 ? Math.min(records.length, LOOKED_AT) - 1 : first - 1;
  for (let index = search; index >= 0; index -= 1) {
    const record = records[index] ?? [];
    if (!isHeaderLike(record, timeColumns)) continue;
    if (first < 0 || !isLikeValues(record, records.slice(index + 1), timeColumns)) return headerAt({ records, rows }, index);
  }
  return { names: null, row: null, firstRow: first < 0 ? null : (rows[firstLineOf(records, first, timeColumns)] ?? null) };
}

const LOOKED_AT = 300;

/** The columns with a time, as text; null where there are none. */
function timeColumnsOf(record: readonly string[]): string | null {
  const columns = record.slice(0, 50).flatMap((cell, column) => (['time', 'span'].includes(lookOf(cell)) ? [column] : []));
  return columns.length === 0 ? null : columns.join(' ');
}

function commonestShape(shapes: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const shape of shapes) if (shape !== null) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  let best: string | null = null;
  // Of equally common shapes the last one: a date among the metadata comes before the values.
  for (const [shape, count] of counts) if (best === null || count >= (counts.get(best) ?? 0)) best = shape;
  return best;
}

/** Words where the values below have their times (or nothing there, and words elsewhere), and no time anywhere. */
function isHeaderLike(record: readonly string[], timeColumns: readonly number[]): boolean {
  const filled = record.filter((cell) => cell.trim() !== '');
  const last = timeColumns.at(-1) ?? 1;
  if (filled.length < 2 || record.length <= last || isUnitsLine(record)) return false;
  if (record.some((cell) => ['time', 'span'].includes(lookOf(cell)))) return false;
  const above = timeColumns.map((column) => record[column]?.trim() ?? '');
  const isWord = (cell: string) => /^[^\d]*\p{Letter}/u.test(cell);
  if (timeColumns.length === 0) return filled.filter(isWord).length * 2 > filled.length;
  return (
    above.every((cell) => cell === '' || isWord(cell)) &&
    (above.some(isWord) || filled.some(isWord) || filled.length === record.length - 1)
  );
}

function headerAt({ records, rows }: Pick<RecordBlock, 'records' | 'rows'>, index: number): Header {
  const names = (records[index] ?? []).map((cell) => cell.trim());
  const row = rows[index] ?? null;
  const below = records[index + 1] ?? [];
  const hasUnits = isUnitsLine(below);
  return {
    names: hasUnits ? names.map((name, column) => withUnit(name, below[column]?.trim() ?? '')) : names,
    row,
    firstRow: rows[index + (hasUnits ? 2 : 1)] ?? null,
  };
}

/** A line under or over the header that holds units alone. */
function isUnitsLine(record: readonly string[]): boolean {
  const filled = record.slice(1).filter((cell) => cell.trim() !== '');
  return filled.length > 0 && filled.every(isUnitText) && /^\s*$|unit|einheit|^\W+$/i.test(record[0] ?? '');
}

function withUnit(name: string, unit: string): string {
  return isUnitText(unit) ? `${name} (${unit})` : name;
}

/** Without a header the values begin at the first line that is as wide as the first good one: a bad first line is still a line. */
function firstLineOf(records: readonly (readonly string[])[], good: number, timeColumns: readonly number[]): number {
  const width = records[good]?.length ?? 0;
  const isLine = (at: number) => {
    const record = records[at] ?? [];
    const isLike = record.some((cell) => lookOf(cell) !== 'text') || isLikeValues(record, records.slice(at + 1), timeColumns);
    return record.length === width && isLike;
  };
  let first = good;
  while (first > 0 && isLine(first - 1)) first -= 1;
  return first;
}
