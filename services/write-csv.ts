import { stringify } from 'csv-stringify/sync';

export type CsvCell = string | number | null;

/**
 * One line of CSV, its end included. Null is an empty cell; numbers stay numbers. A spreadsheet takes text that begins
 * with = + - @ tab or carriage return for a formula: such text gets an apostrophe in front.
 */
export function csvLine(cells: readonly CsvCell[], delimiter = ','): string {
  const safe = cells.map((cell) => (typeof cell === 'string' && isFormula(cell) ? `'${cell}` : cell));
  return stringify([safe], { delimiter, record_delimiter: '\r\n' });
}

/** Text that is a number, or a sign alone, is no formula. */
function isFormula(text: string): boolean {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d\s.,]*$/.test(text);
}
