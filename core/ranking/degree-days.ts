import { CholeskyDecomposition, Matrix } from 'ml-matrix';

/** The days as columns; `fold` deals whole weeks out, one after the other. */
export interface Sample {
  readonly kwh: Float64Array;
  readonly weekend: Float64Array;
  readonly celsius: Float64Array;
  readonly fold: Int32Array;
  readonly folds: number;
  /** What was added up of the sample so far. */
  readonly sums: Map<string, readonly FoldSums[]>;
}

/** kWh by [1, weekend, max(0, heatingBelow − T), max(0, T − coolingAbove)], without the terms whose balance point is null. */
export interface DegreeDayFit {
  readonly heatingBelow: number | null;
  readonly coolingAbove: number | null;
  readonly coefficients: readonly number[];
}

export function sampleOf(
  days: readonly { readonly day: string; readonly kwh: number; readonly celsius: number | null }[],
  folds: number,
): Sample {
  const weekOf = (day: { readonly day: string }) => Math.floor((dayNumber(day.day) + 3) / 7);
  const weeks = [...new Set(days.map(weekOf))].sort((a, b) => a - b);
  const places = new Map(weeks.map((week, index) => [week, index % folds]));
  return {
    kwh: Float64Array.from(days, (day) => day.kwh),
    weekend: Float64Array.from(days, (day) => (isWeekend(day.day) ? 1 : 0)),
    celsius: Float64Array.from(days, (day) => day.celsius ?? 0),
    fold: Int32Array.from(days, (day) => places.get(weekOf(day)) ?? 0),
    folds,
    sums: new Map(),
  };
}

export function isWeekend(day: string): boolean {
  return (dayNumber(day) + 3) % 7 >= 5;
}

/** Days since 1970, a Thursday. */
function dayNumber(day: string): number {
  const known = dayNumbers.get(day);
  if (known !== undefined) return known;
  const number = Date.parse(`${day}T00:00:00Z`) / 86_400_000;
  if (dayNumbers.size > 20_000) dayNumbers.clear();
  dayNumbers.set(day, number);
  return number;
}

/** The same days come again for every dorm. */
const dayNumbers = new Map<string, number>();

/**
 * Least squares over all days but those of one fold (null: over all of them), with the balance points among those given that
 * leave the smallest sum of squares and no negative slope. Null where nothing fits.
 *
 * A day is never both colder than one balance point and warmer than a higher one, so the products of the two terms
 * vanish, and all pairs are compared by the sums of single terms, taken apart by weekdays and weekends (Frisch, Waugh
 * and Lovell: leaving the calendar out of both sides first changes no slope). The best one is then solved in full.
 */
export function bestFit(
  sample: Sample,
  tried: {
    readonly heatingBelow: readonly (number | null)[];
    readonly coolingAbove: readonly (number | null)[];
    readonly without: number | null;
  },
): DegreeDayFit | null {
  const training = (at: { side: Side; degrees: number | null }) =>
    at.degrees === null ? null : addFolds(foldSums(sample, { ...at, degrees: at.degrees }), tried.without);
  const energy = addFolds(foldSums(sample, { side: 'energy', degrees: 0 }), tried.without);
  const heatings = tried.heatingBelow.map((degrees) => ({ degrees, sums: training({ side: 'heating', degrees }) }));
  const coolings = tried.coolingAbove.map((degrees) => ({ degrees, sums: training({ side: 'cooling', degrees }) }));
  let best: Chosen | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const heating of heatings) {
    for (const cooling of coolings) {
      if (heating.degrees !== null && cooling.degrees !== null && cooling.degrees < heating.degrees) continue;
      const squares = squaresLeft(energy, heating.sums, cooling.sums);
      if (squares === null || squares >= least) continue;
      least = squares;
      best = { heating, cooling };
    }
  }
  return best === null ? null : solve(energy, best);
}

/** What a fit says of a day of the sample. */
export function predictedKwh(sample: Sample, fit: DegreeDayFit, index: number): number {
  const { coefficients, heatingBelow, coolingAbove } = fit;
  const celsius = sample.celsius[index] ?? 0;
  let kwh = (coefficients[0] ?? 0) + (coefficients[1] ?? 0) * (sample.weekend[index] ?? 0);
  if (heatingBelow !== null) kwh += (coefficients[2] ?? 0) * Math.max(0, heatingBelow - celsius);
  if (coolingAbove !== null) kwh += (coefficients[coefficients.length - 1] ?? 0) * Math.max(0, celsius - coolingAbove);
  return kwh;
}

type Side = 'energy' | 'heating' | 'cooling';

/** Sums of one column (energy, or a degree-day term), weekdays and weekends apart, and of its products. */
interface FoldSums {
  weekdays: number;
  weekends: number;
  onWeekdays: number;
  onWeekends: number;
  square: number;
  timesEnergy: number;
}

interface Chosen {
  readonly heating: { readonly degrees: number | null; readonly sums: FoldSums | null };
  readonly cooling: { readonly degrees: number | null; readonly sums: FoldSums | null };
}

function noSums(): FoldSums {
  return { weekdays: 0, weekends: 0, onWeekdays: 0, onWeekends: 0, square: 0, timesEnergy: 0 };
}

function foldSums(sample: Sample, column: { side: Side; degrees: number }): readonly FoldSums[] {
  const { side, degrees } = column;
  const key = `${side} ${degrees}`;
  const known = sample.sums.get(key);
  if (known !== undefined) return known;
  const folds = Array.from({ length: sample.folds }, noSums);
  for (let index = 0; index < sample.kwh.length; index += 1) {
    const kwh = sample.kwh[index] ?? 0;
    const celsius = sample.celsius[index] ?? 0;
    const value = side === 'energy' ? kwh : Math.max(0, side === 'heating' ? degrees - celsius : celsius - degrees);
    const sums = folds[sample.fold[index] ?? 0];
    if (sums === undefined) continue;
    if (sample.weekend[index] === 1) {
      sums.weekends += 1;
      sums.onWeekends += value;
    } else {
      sums.weekdays += 1;
      sums.onWeekdays += value;
    }
    sums.square += value * value;
    sums.timesEnergy += value * kwh;
  }
  sample.sums.set(key, folds);
  return folds;
}

function addFolds(folds: readonly FoldSums[], without: number | null): FoldSums {
  const total = noSums();
  for (const [fold, sums] of folds.entries()) {
    if (fold === without) continue;
    total.weekdays += sums.weekdays;
    total.weekends += sums.weekends;
    total.onWeekdays += sums.onWeekdays;
    total.onWeekends += sums.onWeekends;
    total.square += sums.square;
    total.timesEnergy += sums.timesEnergy;
  }
  return total;
}

/** The sum of squares that the terms leave over; null where a slope is negative or cannot be told. */
function squaresLeft(energy: FoldSums, heating: FoldSums | null, cooling: FoldSums | null): number | null {
  if (energy.weekdays === 0 || energy.weekends === 0) return null;
  const left = centred(energy, energy, energy.square);
  if (heating === null && cooling === null) return left;
  if (heating === null || cooling === null) {
    const only = heating ?? cooling ?? energy;
    const square = centred(only, only, only.square);
    const product = centred(only, energy, only.timesEnergy);
    return square <= LEAST_PIVOT * only.square || product < 0 ? null : left - product ** 2 / square;
  }
  const hh = centred(heating, heating, heating.square);
  const cc = centred(cooling, cooling, cooling.square);
  const hc = centred(heating, cooling, 0);
  const hy = centred(heating, energy, heating.timesEnergy);
  const cy = centred(cooling, energy, cooling.timesEnergy);
  const determinant = hh * cc - hc * hc;
  if (determinant <= LEAST_PIVOT * heating.square * cooling.square) return null;
  const heatingSlope = (cc * hy - hc * cy) / determinant;
  const coolingSlope = (hh * cy - hc * hy) / determinant;
  return heatingSlope < 0 || coolingSlope < 0 ? null : left - heatingSlope * hy - coolingSlope * cy;
}

/** A column that hardly moves but by the calendar says nothing of its own. */
const LEAST_PIVOT = 1e-12;

/** Sum of products of two columns after the means of weekdays and of weekends are taken out of both. */
function centred(a: FoldSums, b: FoldSums, product: number): number {
  return product - (a.onWeekdays * b.onWeekdays) / a.weekdays - (a.onWeekends * b.onWeekends) / a.weekends;
}

function solve(energy: FoldSums, { heating, cooling }: Chosen): DegreeDayFit | null {
  const { weekdays, weekends } = energy;
  const columns = [heating.sums, cooling.sums].filter((sums) => sums !== null);
  const sumOf = ({ onWeekdays, onWeekends }: FoldSums) => onWeekdays + onWeekends;
  const gram = [
    [weekdays + weekends, weekends, ...columns.map(sumOf)],
    [weekends, weekends, ...columns.map((sums) => sums.onWeekends)],
    ...columns.map((sums, at) => [sumOf(sums), sums.onWeekends, ...columns.map((_, other) => (other === at ? sums.square : 0))]),
  ];
  const decomposed = new CholeskyDecomposition(new Matrix(gram));
  if (!decomposed.isPositiveDefinite()) return null;
  const moments = [sumOf(energy), energy.onWeekends, ...columns.map((sums) => sums.timesEnergy)];
  const coefficients = decomposed.solve(Matrix.columnVector(moments)).to1DArray();
  // Rounding may turn a slope of nothing into less than nothing.
  const kept = coefficients.map((coefficient, at) => (at < 2 ? coefficient : Math.max(0, coefficient)));
  return { heatingBelow: heating.degrees, coolingAbove: cooling.degrees, coefficients: kept };
}
