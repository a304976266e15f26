import { readNumber } from '#core/meter-files/number-cells.ts';
import { lookOf } from '#core/meter-files/table/cells.ts';
import { WORDS, wordsOf } from '#core/meter-files/table/words.ts';

const LOOKED_AT = 200;

/**
 * Whether a line of words and numbers without a time is a broken line of values and no header: it has numbers as the lines below
 * have them, or their very words. Where a word for time stands above the times it is a header, whatever its other cells are.
 */
export function isLikeValues(
  record: readonly string[],
  below: readonly (readonly string[])[],
  timeColumns: readonly number[],
): boolean {
  if (timeColumns.some((column) => isTimeWord(record[column] ?? ''))) return false;
  const lines = below.filter((line) => timeColumns.every((column) => lookOf(line[column] ?? '') !== 'text')).slice(0, LOOKED_AT);
  const others = record.flatMap((cell, column) => (cell.trim() === '' || timeColumns.includes(column) ? [] : [column]));
  const numbers = others.filter((column) => lookOf(record[column] ?? '') === 'number');
  const isSaidBelow = (column: number) =>
    lookOf(record[column] ?? '') === 'text' && lines.some((line) => line[column]?.trim() === record[column]?.trim());
  if (others.some(isSaidBelow)) return true;
  const overNumbers = numbers.filter((column) => lines.some((line) => lookOf(line[column] ?? '') === 'number'));
  if (overNumbers.length === 0) return false;
  return (
    overNumbers.length === 1 || !areNames(record, overNumbers) || overNumbers.some((column) => isAmong(record, lines, column))
  );
}

function isTimeWord(cell: string): boolean {
  const words = wordsOf(cell);
  const isWord = [WORDS.time, WORDS.start, WORDS.end, WORDS.utc].some((pattern) => pattern.test(words));
  return (isWord && !/\d/.test(words)) || /时间|時間|日期|日時|时刻/.test(cell);
}

/** Whole numbers of which none is there twice, as meters are called. */
function areNames(record: readonly string[], columns: readonly number[]): boolean {
  const names = columns.map((column) => record[column]?.trim() ?? '');
  return names.every((name) => /^\d+$/.test(name)) && new Set(names).size === names.length;
}

/** Whether a number lies within what the lines below have in its column. */
function isAmong(record: readonly string[], lines: readonly (readonly string[])[], column: number): boolean {
  const number = numberOf(record[column] ?? '');
  const values = lines.map((line) => numberOf(line[column] ?? '')).filter((value) => !Number.isNaN(value));
  return number >= Math.min(...values) && number <= Math.max(...values);
}

function numberOf(cell: string): number {
  const decimal = readNumber(cell, '.');
  return typeof decimal === 'string' ? Number.NaN : Number(decimal.digits) * 10 ** -decimal.scale * (decimal.isNegative ? -1 : 1);
}
