import { lookOf } from '#core/meter-files/table/cells.ts';
import type { Column } from '#core/meter-files/table/columns.ts';
import { readTemperature } from '#core/temperature-files/temperature-cells.ts';
import { TEMPERATURE_WORDS, unitInWords } from '#core/temperature-files/temperature-words.ts';

/** The column of temperatures, or the two whose mean stands for a day: its least and its greatest. */
export interface TemperatureColumns {
  readonly columns: readonly [Column] | readonly [Column, Column];
  readonly leftOut: readonly Column[];
}

/**
 * The columns that hold the outdoor air's temperature, by their names; in a table without header, or where staff named it,
 * by their numbers. 'none' where there is none, and the columns in question where several could be meant.
 */
export function findTemperatureColumns(
  columns: readonly Column[],
  { hasHeader, told }: { readonly hasHeader: boolean; readonly told: Column | null },
): TemperatureColumns | 'none' | readonly Column[] {
  const numbers = columns.filter(holdsNumbers);
  const chosen = (...found: [Column] | [Column, Column]): TemperatureColumns => ({
    columns: found,
    leftOut: numbers.filter((column) => !found.includes(column)),
  });
  if (told !== null) return holdsNumbers(told) ? chosen(told) : 'none';
  if (!hasHeader) {
    const [only, another] = numbers.filter(({ numericTime }) => numericTime === null);
    return only === undefined ? 'none' : another === undefined ? chosen(only) : numbers;
  }
  const named = numbers.filter(isOutdoorTemperature);
  const plain = narrowed(named.filter((column) => !isExtreme(column, named)));
  const [only, another] = plain;
  if (only !== undefined) return another === undefined ? chosen(only) : plain;
  const least = narrowed(named.filter(({ words }) => TEMPERATURE_WORDS.least.test(words)));
  const most = narrowed(named.filter(({ words }) => TEMPERATURE_WORDS.most.test(words)));
  const [low, high] = [least[0], most[0]];
  if (low === undefined || high === undefined) return named.length === 0 ? 'none' : named;
  return least.length + most.length === 2 ? chosen(low, high) : named;
}

/** Whether a column's name, or a degree sign in it, says that it holds the outdoor air's temperature. */
export function isOutdoorTemperature({ name, words }: Column): boolean {
  const isTemperature = TEMPERATURE_WORDS.temperature.test(words) || /°|℃|℉/.test(name ?? '');
  return isTemperature && !TEMPERATURE_WORDS.other.test(words);
}

function holdsNumbers({ cells }: Column): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  const read = filled.filter((cell) => isTemperatureCell(cell));
  return read.length * 2 > filled.length || filled.length === 0;
}

function isTemperatureCell(cell: string): boolean {
  return lookOf(cell) !== 'time' && (readTemperature(cell, '.') !== 'bad' || readTemperature(cell, ',') !== 'bad');
}

/** The least or greatest of a day, where both are there; "min" alone may mean minutes. */
function isExtreme({ words }: Column, named: readonly Column[]): boolean {
  const { least, most } = TEMPERATURE_WORDS;
  const areBoth = named.some((column) => least.test(column.words)) && named.some((column) => most.test(column.words));
  return areBoth && (least.test(words) || most.test(words));
}

/** Of several columns the mean, the dry bulb's, the outdoor air's, and of one in two units the Celsius one. */
function narrowed(columns: readonly Column[]): readonly Column[] {
  const { mean, dryBulb, outdoor } = TEMPERATURE_WORDS;
  const tests = [
    ({ words }: Column) => mean.test(words),
    ({ words }: Column) => dryBulb.test(words),
    ({ words }: Column) => outdoor.test(words),
    ({ words }: Column) => unitInWords(words) === 'C',
  ];
  return tests.reduce((left, test) => {
    const fitting = left.length > 1 ? left.filter(test) : [];
    return fitting.length > 0 ? fitting : left;
  }, columns);
}
