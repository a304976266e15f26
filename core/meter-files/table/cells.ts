import { type DecimalSign, isMissing, readNumber } from '#core/meter-files/number-cells.ts';
import { numericTimeOf } from '#core/meter-files/numeric-times.ts';
import { emptyTimeCell, readTime } from '#core/meter-files/time-cells.ts';

/** What a cell looks like before anything is known about its column. A bare number is never a time here. */
export type CellLook = 'time' | 'clock' | 'span' | 'number' | 'missing' | 'text';

export function lookOf(text: string): CellLook {
  if (isMissing(text)) return 'missing';
  if (isNumberLike(text)) return 'number';
  if (isTimeLike(text)) return 'time';
  if (CLOCK.test(text.trim())) return 'clock';
  return spanOf(text) === null ? 'text' : 'span';
}

function isNumberLike(text: string): boolean {
  return typeof readNumber(text, '.') === 'object' || typeof readNumber(text, ',') === 'object';
}

/** Whether a number could be a time where the header says so: epoch, serial number, 20190304. */
export function isNumericTime(text: string): boolean {
  return numericTimeOf(text) !== null || (/^(19|20)\d{6}(\d{4}(\d{2})?)?$/.test(text.trim()) && isTimeLike(text));
}

/** The two halves of "start to end" in one cell; an end that is a clock alone gets the start's date. Null where there are no two times. */
export function spanOf(text: string): readonly [string, string] | null {
  const halves = SPAN.exec(text.trim());
  const [, start = '', end = ''] = halves ?? [];
  if (halves === null || !isTimeLike(start)) return null;
  if (isTimeLike(end)) return [start, end];
  const date = /^(.*?)[T ]\d{1,2}:\d{2}/.exec(start)?.[1];
  return date !== undefined && CLOCK.test(end) ? [start, `${date} ${end}`] : null;
}

/** The sign before the decimals as the numbers of a file show it; null where none of them decides. */
export function decimalSignOf(cells: readonly string[], delimiter: string | null): { sign: DecimalSign; isSure: boolean } | null {
  const numbers = cells.filter((cell) => /[.,]/.test(cell) && /^[-+\d.,'’ \u00a0\u202fe]+$/i.test(cell));
  const isComma = (cell: string) =>
    /^[^.]*,(?:\d{1,2}|\d{4,})(?:e[-+]?\d+)?$/i.test(cell) || /\.\d{3},\d+$/.test(cell) || /^[-+]?(?:0|\d{4,}),\d+$/.test(cell);
  const isPoint = (cell: string) =>
    /^[^,]*\.(?:\d{1,2}|\d{4,})(?:e[-+]?\d+)?$/i.test(cell) || /,\d{3}\.\d*$/.test(cell) || /^[-+]?(?:0|\d{4,})\.\d+$/.test(cell);
  const commas = numbers.filter(isComma).length;
  const points = numbers.filter(isPoint).length;
  if (commas !== points && (commas === 0 || points === 0)) return { sign: commas > 0 ? ',' : '.', isSure: true };
  if (commas + points > 0) return { sign: commas > points ? ',' : '.', isSure: false };
  if (numbers.some((cell) => cell.includes(',')) && delimiter === ';') return { sign: ',', isSure: false };
  return null;
}

const CLOCK =
  /^(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:\s*[ap]\s*\.?\s*m\.?)?$|^\d{1,2}\s*[ap]\s*\.?\s*m\.?$|^(?:上午|下午)\s*\d{1,2}:\d{2}(?::\d{2})?$/i;
const SPAN = /^(.{8,40}?)\s*(?:\s(?:to|until|bis|-|–|—)\s|\/(?=\d{4}-)|\s*–\s*)\s*(.{4,40})$/i;
const anyCell = emptyTimeCell();

function isTimeLike(text: string): boolean {
  return (['dmy', 'mdy', 'ymd'] as const).some((order) => readTime(text, { order, numeric: null }, anyCell));
}
