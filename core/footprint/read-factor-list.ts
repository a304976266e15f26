import { readList } from '#core/campus-files/list-file.ts';
import { type AmountColumn, columnMissing, type FactorColumns, findFactorColumns } from '#core/footprint/factor-columns.ts';
import { createTimeReader } from '#core/footprint/factor-times.ts';
import { type DecimalSign, isMissing, readNumber } from '#core/meter-files/number-cells.ts';
import { type Problem, problemFor } from '#core/meter-files/problem.ts';
import { ProblemList } from '#core/meter-files/problem-list.ts';

/** Grams of CO2e, or money, for a kWh, from an instant (epoch milliseconds) for so many seconds, an hour at most. */
export interface FactorHour {
  readonly startsAt: number;
  readonly seconds: number;
  readonly amount: number;
}

/** Null where the file has no such column; `currency` null where it does not say. */
export interface FactorList {
  readonly carbon: readonly FactorHour[] | null;
  readonly price: readonly FactorHour[] | null;
  readonly currency: string | null;
  readonly problems: readonly Problem[];
}

/** Reaches beyond what any grid emits, and any kWh costs in any currency. */
export const FACTOR_LIMITS = { mostCarbonGrams: 5000, mostPrice: 1_000_000 } as const;

const HOUR_SECONDS = 3600;

/**
 * Reads a CSV of hourly factors: a time, the beginning of its hour or shorter stretch, with carbon, a price, or both. Times
 * without an offset are in UTC where the column says so, else in `timeZone`. Good rows are kept and the others become
 * problems; a blank amount is no amount. A row holds until the next one, an hour at most.
 */
export function readFactorList(text: string, { timeZone }: { timeZone: string }): FactorList {
  const list = readList(text, []);
  const [first] = list.rows;
  if (first === undefined) return nothing(list.problems.length > 0 ? list.problems : [EMPTY]);
  const columns = findFactorColumns(Object.keys(first.cells), first.cells);
  if (!('time' in columns)) return nothing(columns);
  const problems = new ProblemList();
  const readTime = createTimeReader({ column: columns.time, timeZone: columns.isUtc ? 'UTC' : timeZone, problems });
  const rows = list.rows.flatMap(({ row, cells }) => {
    const startsAt = readTime(cells[columns.time] ?? '', row);
    return startsAt === null ? [] : [{ row, cells, startsAt }];
  });
  const signs = {
    problems,
    sign: signOf(
      list.rows.slice(0, 200).map(({ cells }) => cells),
      columns,
    ),
  };
  const carbon = columns.carbon === null ? null : hoursOf(rows, { ...signs, column: columns.carbon, kind: 'carbon' });
  const price = columns.price === null ? null : hoursOf(rows, { ...signs, column: columns.price, kind: 'price' });
  return { carbon, price, currency: columns.currency, problems: [...problems.take(), ...problems.closing()] };
}

/** A problem for a file whose prices say nothing about their currency. */
export function currencyMissing(): Problem {
  return columnMissing('currency', []);
}

interface TimedRow {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly startsAt: number;
}

interface Reading {
  readonly column: AmountColumn;
  readonly kind: 'carbon' | 'price';
  readonly sign: DecimalSign;
  readonly problems: ProblemList;
}

function hoursOf(rows: readonly TimedRow[], { column, kind, sign, problems }: Reading): FactorHour[] {
  const amounts = new Map<number, number>();
  for (const { row, cells, startsAt } of rows) {
    const found = cells[column.name] ?? '';
    const place = { row, column: column.name, found };
    if (isMissing(found)) continue;
    const amount = amountOf(found, { sign, scale: column.scale });
    const known = amounts.get(startsAt);
    if (!isPlausible(kind, amount))
      problems.add({ kind: 'cell-bad', severity: 'refused', ...place, params: { column: column.name, allowed: ALLOWED[kind] } });
    else if (known === undefined) amounts.set(startsAt, amount);
    else if (known !== amount)
      problems.add({ kind: 'factor-repeated', severity: 'refused', ...place, params: { known: String(known / column.scale) } });
  }
  const times = [...amounts.keys()].sort((a, b) => a - b);
  const steps = times.slice(1).map((time, index) => (time - (times[index] ?? time)) / 1000);
  const usual = Math.min(HOUR_SECONDS, ...steps);
  return times.map((startsAt, index) => {
    const seconds = Math.min(HOUR_SECONDS, steps[index] ?? usual);
    return { startsAt, seconds: Math.max(1, Math.round(seconds)), amount: amounts.get(startsAt) ?? 0 };
  });
}

const ALLOWED = {
  carbon: `412 (0 – ${FACTOR_LIMITS.mostCarbonGrams} g CO₂e/kWh)`,
  price: '0.31',
};

/** NaN for what is no number. To a billionth, so that a unit's scale leaves no crumbs. */
function amountOf(text: string, { sign, scale }: { sign: DecimalSign; scale: number }): number {
  const cell = readNumber(text, sign);
  if (typeof cell === 'string') return Number.NaN;
  const value = (cell.isNegative ? -1 : 1) * (Number(cell.digits) / 10 ** cell.scale);
  return Math.round(value * scale * 1e9) / 1e9;
}

function isPlausible(kind: 'carbon' | 'price', amount: number): boolean {
  if (kind === 'carbon') return amount >= 0 && amount <= FACTOR_LIMITS.mostCarbonGrams;
  return Math.abs(amount) <= FACTOR_LIMITS.mostPrice;
}

/** A comma stands before decimals where a cell has a comma, one or more digits behind it that are not three, and no point. */
function signOf(cells: readonly Readonly<Record<string, string>>[], { carbon, price }: FactorColumns): DecimalSign {
  const names = [carbon, price].flatMap((column) => (column === null ? [] : [column.name]));
  const texts = cells.flatMap((one) => names.map((name) => one[name] ?? ''));
  const hasComma = texts.some((text) => /^-?\d+,\d+$/.test(text.trim()) && !/,\d{3}$/.test(text.trim()));
  return hasComma && !texts.some((text) => text.includes('.')) ? ',' : '.';
}

const EMPTY = problemFor({ kind: 'empty-file', severity: 'refused' });

function nothing(problems: readonly Problem[]): FactorList {
  return { carbon: null, price: null, currency: null, problems };
}
