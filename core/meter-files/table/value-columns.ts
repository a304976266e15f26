import { knowsMeter } from '#core/meter-files/known-meters.ts';
import type { ReadContext } from '#core/meter-files/meter-file.ts';
import { readNumber } from '#core/meter-files/number-cells.ts';
import type { Column } from '#core/meter-files/table/columns.ts';
import { isPulses, isTotalName, WORDS, wordsOf } from '#core/meter-files/table/words.ts';

/** One column of values; `meter` is its label in a wide table, `quality` its own column of flags. */
export interface ValueColumn {
  readonly column: Column;
  readonly meter: string | null;
  readonly quality?: Column | null;
}

export function valuesOf(columns: readonly Column[]): readonly ValueColumn[] {
  return columns.map((column) => ({ column, meter: null }));
}

/** Numbers that are no energy: cost, temperature, reactive power. */
export function isIgnored({ words, foreignUnit, unit }: Column): boolean {
  const isOther = foreignUnit !== null ? !MAY_BE_ENERGY.test(foreignUnit.trim()) : WORDS.ignored.test(words);
  return unit === null && isOther;
}

/** Units that staff must explain, rather than columns to leave alone. */
const MAY_BE_ENERGY = /^(therms?|[km]?btus?|mmbtus?|pulses?( counts?)?|counts?|imp|impulses?|ticks?|k?j|mj|gj|mw|gwh)$/i;

/** Whether a name says what is measured and not which meter: "kWh", "Usage (kWh)", "Energy consumption". */
export function isQuantity({ bare, words, unit, foreignUnit }: Column): boolean {
  if (bare === '' && foreignUnit !== null && isPulses(foreignUnit)) return true;
  const left = wordsOf(bare).replaceAll(WORDS.value, '').replaceAll(new RegExp(WORDS.energy, 'g'), '').trim();
  return left === '' && (words !== '' || unit !== null);
}

export function isTotal(column: Column, context: ReadContext): boolean {
  if (column.foreignUnit !== null && isPulses(column.foreignUnit)) return false;
  return (isTotalName(column.bare) || isTotalName(column.name ?? '')) && !isKnownMeter(column, context);
}

export function labelOf(column: Column, context: ReadContext): string {
  return labelsOf(column).find((label) => knowsMeter(context, label)) ?? (column.bare === '' ? (column.name ?? '') : column.bare);
}

export function labelsOf({ name, bare }: Column): readonly string[] {
  return name === null ? [] : [name, bare];
}

export function isKnownMeter(column: Column, context: ReadContext): boolean {
  return labelsOf(column).some((label) => knowsMeter(context, label));
}

/** A meter that has a column of energy and one of power is read by its energy. */
export function withoutPowerTwins(values: readonly ValueColumn[]): readonly ValueColumn[] {
  const isPowerColumn = ({ column }: ValueColumn) => column.unit === 'kW' || column.unit === 'W';
  const withEnergy = new Set(values.filter((value) => !isPowerColumn(value)).map(({ meter }) => meter));
  return values.filter((value) => !isPowerColumn(value) || !withEnergy.has(value.meter));
}

/** The one column that is most clearly energy; null where none or several are. */
export function chooseValue(columns: readonly Column[]): Column | null {
  const best = Math.max(...columns.map(clarityOf));
  const clearest = columns.filter((column) => clarityOf(column) === best);
  return clearest.length === 1 ? (clearest[0] ?? null) : null;
}

function clarityOf({ unit, words, look }: Column): number {
  if (look !== 'number') return unit === null ? 0 : 1;
  if (unit === 'kWh' || unit === 'Wh' || unit === 'MWh') return 5;
  if (WORDS.energy.test(words)) return 4;
  if (unit !== null) return 3;
  return words.replaceAll(WORDS.value, '').trim() === '' ? 2 : 1;
}

/** Beside columns of electrical energy, those of gas, steam or heat are other things than a unit that is missing. */
export function withoutOtherEnergy(columns: readonly Column[], context: ReadContext): readonly Column[] {
  const isOther = ({ foreignUnit }: Column) => foreignUnit !== null && !isPulses(foreignUnit);
  if (columns.every(({ unit }) => unit === null)) return columns;
  return columns.filter((column) => !isOther(column) || isKnownMeter(column, context));
}

const FEWEST_SUMS = 4;
const MOST_SUMMED = 200;

/** The columns without one whose numbers are, line for line, the sum of all the others'. */
export function withoutSums(columns: readonly Column[], context: ReadContext): readonly Column[] {
  if (columns.length < 3 || columns.length > MOST_SUMMED) return columns;
  const numbers = columns.map(({ cells }) => cells.map(numberOf));
  const isSum = (at: number) => {
    let sums = 0;
    for (const line of (numbers[at] ?? []).keys()) {
      const value = numbers[at]?.[line] ?? Number.NaN;
      const others = numbers.flatMap((column, other) => (other === at ? [] : [column[line] ?? Number.NaN]));
      const sum = others.reduce((total, number) => total + (Number.isNaN(number) ? 0 : number), 0);
      if (Number.isNaN(value) || others.filter((number) => number > 0).length < 2) continue;
      if (Math.abs(sum - value) > Math.abs(value) * 1e-6 + 0.006 * columns.length) return false;
      sums += 1;
    }
    return sums >= FEWEST_SUMS;
  };
  return columns.filter((column, at) => isKnownMeter(column, context) || !isSum(at));
}

function numberOf(cell: string): number {
  const decimal = readNumber(cell, '.');
  return typeof decimal === 'string' ? Number.NaN : Number(decimal.digits) * 10 ** -decimal.scale * (decimal.isNegative ? -1 : 1);
}
