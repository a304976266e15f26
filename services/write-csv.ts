export type CsvCell = string | number | null;

/** One line of CSV, its end included. Null is an empty cell; numbers stay numbers. */
export function csvLine(cells: readonly CsvCell[], delimiter = ','): string {
  return `${cells.map((cell) => csvCell(cell, delimiter)).join(delimiter)}\r\n`;
}

/**
 * A spreadsheet takes text that begins with = + - @ tab or carriage return for a formula: such text gets an apostrophe in
 * front. Text that is a number, or a sign alone, is none.
 */
function csvCell(cell: CsvCell, delimiter: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = isFormula(cell) ? `'${cell}` : cell;
  return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
}

function isFormula(text: string): boolean {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d\s.,]*$/.test(text);
}
