import type { DateOrder, Guess } from '#core/meter-files/meter-file.ts';
import { readNumber } from '#core/meter-files/number-cells.ts';
import type { RecordBlock } from '#core/meter-files/table/table.ts';
import { orderEvidence } from '#core/meter-files/written-times.ts';

const LOOKED_AT = 60;

/** The first record near the beginning that passes, with its physical line; null where none does. */
export function findRecord(
  { records, rows }: RecordBlock,
  passes: (record: readonly string[]) => boolean,
): { readonly record: readonly string[]; readonly row: number; readonly index: number } | null {
  const index = records.slice(0, LOOKED_AT).findIndex(passes);
  const record = records[index];
  return record === undefined ? null : { record, row: rows[index] ?? 0, index };
}

export function formatGuess(format: string, evidence: string, params: Guess['params'] = {}): Guess {
  return { about: 'format', value: format, evidence, params, certainty: 'likely' };
}

/** Names what stands in the file and is not read; nothing where there is nothing. */
export function leftOutGuess(names: readonly string[]): readonly Guess[] {
  if (names.length === 0) return [];
  const params = { leftOut: names.slice(0, 24).join(', '), count: String(names.length) };
  return [{ about: 'channels', value: 'left-out', evidence: 'not-energy-used', params, certainty: 'likely' }];
}

interface Steps {
  readonly rises: number;
  readonly falls: number;
  readonly longest: number;
  /** The largest number. */
  readonly most: number;
}

/** How the numbers of a column run from cell to cell. */
export function stepsOf(cells: readonly string[]): Steps {
  const numbers = cells.flatMap((cell) => {
    const decimal = readNumber(cell, '.');
    return typeof decimal === 'string' ? [] : [(decimal.isNegative ? -1 : 1) * Number(decimal.digits) * 10 ** -decimal.scale];
  });
  const steps = numbers.slice(1).map((number, at) => number - (numbers[at] ?? number));
  return {
    rises: steps.filter((step) => step > 0).length,
    falls: steps.filter((step) => step < 0).length,
    longest: Math.max(0, ...steps.map(Math.abs)),
    most: Math.max(0, ...numbers.map(Math.abs)),
  };
}

/** Whether a column of energy runs one way, but for a rare reset, as a running total does. */
export function runsOneWay(cells: readonly string[]): boolean {
  const { rises, falls } = stepsOf(cells);
  return Math.min(rises, falls) === 0 || Math.max(rises, falls) >= 5 * Math.min(rises, falls);
}

/** Month first, as makers in the United States write, unless a date fits only another order. */
export function americanOrder(dates: readonly string[]): { readonly dateOrder?: DateOrder } {
  const said = new Set(dates.map(orderEvidence));
  const isOpen = said.has('either') || said.has('same') || said.has('mdy');
  return isOpen && !said.has('dmy') && !said.has('ymd') ? { dateOrder: 'mdy' } : {};
}
