import { CholeskyDecomposition, Matrix } from 'ml-matrix';

/** One day of a dorm's past. `kwh` is for 24 hours (mean power × 24), so that days of 23 and 25 hours compare. */
export interface ObservedDay {
  /** Local calendar day, YYYY-MM-DD. */
  readonly day: string;
  readonly kwh: number;
  /** Mean temperature of the local day in °C; null where it is not known. */
  readonly celsius: number | null;
}

export type ModelShape = 'flat' | 'heating' | 'cooling' | 'both';

/**
 * What a dorm would be expected to use in 24 hours of a day: base + weekend·[Saturday or Sunday] +
 * heating·max(0, heatingBelow − T) + cooling·max(0, T − coolingAbove), in kWh, kWh per kelvin and °C.
 * The form is that of CalTRACK and OpenDSM's daily models (variable-base degree days).
 */
export interface DailyModel {
  readonly shape: ModelShape;
  readonly base: number;
  readonly weekend: number;
  readonly heating: number;
  readonly cooling: number;
  /** °C; null where the shape has no such term. */
  readonly heatingBelow: number | null;
  readonly coolingAbove: number | null;
  /** Days it was fitted on. */
  readonly days: number;
  /** √(Σ(p−m)²/N) / mean(m) over days held out of the fit (ASHRAE Guideline 14). */
  readonly cvRmse: number;
  /** Σ(p−m) / (N·mean(m)) over the same days. */
  readonly nmbe: number;
}

export const MODEL_RULES = {
  leastDays: 60,
  /** °C at which heating and cooling may begin, in whole degrees. */
  heatingBelow: { from: 4, to: 20 },
  coolingAbove: { from: 12, to: 28 },
  /** A balance point needs so many days on its side to speak. */
  leastDegreeDays: 10,
  /** Weeks are dealt into so many parts; each is predicted from the others. */
  folds: 10,
  worstCvRmse: 0.35,
  worstNmbe: 0.05,
} as const;

/**
 * Fits the simplest of flat, heating, cooling and both that cross-validation by whole weeks supports: the one with the
 * fewest terms whose held-out error is no more than one standard error above the least. Heating and cooling are never
 * negative; balance points are searched in whole degrees. With `isWeatherKnown` false, or where a day lacks its
 * temperature, only the calendar's part is fitted. Null with fewer than `MODEL_RULES.leastDays` days or nothing used.
 */
export function fitDailyModel(days: readonly ObservedDay[], isWeatherKnown = true): DailyModel | null {
  const known = isWeatherKnown ? days.filter((day) => day.celsius !== null) : days;
  if (known.length < MODEL_RULES.leastDays) return null;
  const mean = known.reduce((sum, day) => sum + day.kwh, 0) / known.length;
  if (!(mean > 0)) return null;
  const sample = sampleOf(known);
  const shapes: readonly ModelShape[] = isWeatherKnown ? ['flat', 'heating', 'cooling', 'both'] : ['flat'];
  const judged = shapes.map((shape) => crossValidate(sample, shape)).filter((one) => one !== null);
  const best = judged.reduce<Judged | null>(
    (least, one) => (least === null || one.meanSquare < least.meanSquare ? one : least),
    null,
  );
  if (best === null) return null;
  const chosen = judged.find((one) => one.meanSquare <= best.meanSquare + best.standardError) ?? best;
  const fit = fitShape(sample, chosen.shape, null);
  if (fit === null) return null;
  return {
    shape: chosen.shape,
    ...termsOf(fit),
    days: known.length,
    cvRmse: Math.sqrt(chosen.meanSquare) / mean,
    nmbe: chosen.meanError / mean,
  };
}

/** Expected kWh in 24 hours of a day; null where the model asks for a temperature that is not known. */
export function expectedKwh(model: DailyModel, day: { readonly day: string; readonly celsius: number | null }): number | null {
  const calendar = model.base + (isWeekend(day.day) ? model.weekend : 0);
  if (model.shape === 'flat') return calendar;
  if (day.celsius === null) return null;
  const heating = model.heatingBelow === null ? 0 : model.heating * Math.max(0, model.heatingBelow - day.celsius);
  const cooling = model.coolingAbove === null ? 0 : model.cooling * Math.max(0, day.celsius - model.coolingAbove);
  return calendar + heating + cooling;
}

/** Whether the model predicts days it has not seen well enough to be used. */
export function isGoodEnough(model: Pick<DailyModel, 'cvRmse' | 'nmbe'>): boolean {
  return model.cvRmse <= MODEL_RULES.worstCvRmse && Math.abs(model.nmbe) <= MODEL_RULES.worstNmbe;
}

function isWeekend(day: string): boolean {
  return (dayNumber(day) + 3) % 7 >= 5;
}

/** Days since 1970, a Thursday. */
function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}

/** The days as columns; `fold` deals whole weeks out, one after the other. */
interface Sample {
  readonly kwh: Float64Array;
  readonly weekend: Float64Array;
  readonly celsius: Float64Array;
  readonly fold: Int32Array;
}

function sampleOf(days: readonly ObservedDay[]): Sample {
  const weekOf = (day: ObservedDay) => Math.floor((dayNumber(day.day) + 3) / 7);
  const weeks = [...new Set(days.map(weekOf))].sort((a, b) => a - b);
  const places = new Map(weeks.map((week, index) => [week, index % MODEL_RULES.folds]));
  return {
    kwh: Float64Array.from(days, (day) => day.kwh),
    weekend: Float64Array.from(days, (day) => (isWeekend(day.day) ? 1 : 0)),
    celsius: Float64Array.from(days, (day) => day.celsius ?? 0),
    fold: Int32Array.from(days, (day) => places.get(weekOf(day)) ?? 0),
  };
}

interface Balance {
  readonly heatingBelow: number | null;
  readonly coolingAbove: number | null;
}

interface Fit extends Balance {
  readonly coefficients: readonly number[];
  readonly squares: number;
}

/** Sums of products of the terms with each other and with the energy, for one part of the days. */
interface Sums {
  readonly gram: Float64Array;
  readonly energy: Float64Array;
  squares: number;
  days: number;
}

/** The sums of one shape and balance points, by fold: a training set is all of them but one. */
interface Candidate extends Balance {
  readonly terms: number;
  readonly folds: readonly Sums[];
}

const candidates = new WeakMap<Sample, Map<ModelShape, readonly Candidate[]>>();

function candidatesOf(sample: Sample, shape: ModelShape): readonly Candidate[] {
  const known = candidates.get(sample) ?? new Map<ModelShape, readonly Candidate[]>();
  candidates.set(sample, known);
  const found = known.get(shape) ?? balancesOf(sample, shape).map((balance) => candidateOf(sample, balance));
  known.set(shape, found);
  return found;
}

function balancesOf({ celsius }: Sample, shape: ModelShape): readonly Balance[] {
  const enough = (count: number) => count >= MODEL_RULES.leastDegreeDays;
  const heating = degrees(MODEL_RULES.heatingBelow).filter((at) => enough(celsius.filter((one) => one < at).length));
  const cooling = degrees(MODEL_RULES.coolingAbove).filter((at) => enough(celsius.filter((one) => one > at).length));
  if (shape === 'flat') return [{ heatingBelow: null, coolingAbove: null }];
  if (shape === 'heating') return heating.map((heatingBelow) => ({ heatingBelow, coolingAbove: null }));
  if (shape === 'cooling') return cooling.map((coolingAbove) => ({ heatingBelow: null, coolingAbove }));
  return heating.flatMap((heatingBelow) =>
    cooling.filter((coolingAbove) => coolingAbove >= heatingBelow).map((coolingAbove) => ({ heatingBelow, coolingAbove })),
  );
}

function degrees({ from, to }: { readonly from: number; readonly to: number }): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function candidateOf(sample: Sample, balance: Balance): Candidate {
  const terms = 2 + (balance.heatingBelow === null ? 0 : 1) + (balance.coolingAbove === null ? 0 : 1);
  const folds = Array.from({ length: MODEL_RULES.folds }, () => emptySums(terms));
  const row = new Float64Array(terms);
  for (let index = 0; index < sample.kwh.length; index += 1) {
    fillRow(row, sample, { index, balance });
    const sums = folds[sample.fold[index] ?? 0];
    if (sums !== undefined) addTo(sums, row, sample.kwh[index] ?? 0);
  }
  return { ...balance, terms, folds };
}

function emptySums(terms: number): Sums {
  return { gram: new Float64Array(terms * terms), energy: new Float64Array(terms), squares: 0, days: 0 };
}

function fillRow(
  row: Float64Array,
  sample: Sample,
  { index, balance }: { readonly index: number; readonly balance: Balance },
): void {
  const { heatingBelow, coolingAbove } = balance;
  const celsius = sample.celsius[index] ?? 0;
  row[0] = 1;
  row[1] = sample.weekend[index] ?? 0;
  if (heatingBelow !== null) row[2] = Math.max(0, heatingBelow - celsius);
  if (coolingAbove !== null) row[row.length - 1] = Math.max(0, celsius - coolingAbove);
}

function addTo(sums: Sums, row: Float64Array, kwh: number): void {
  const terms = row.length;
  for (let a = 0; a < terms; a += 1) {
    const value = row[a] ?? 0;
    sums.energy[a] = (sums.energy[a] ?? 0) + value * kwh;
    for (let b = 0; b < terms; b += 1) sums.gram[a * terms + b] = (sums.gram[a * terms + b] ?? 0) + value * (row[b] ?? 0);
  }
  sums.squares += kwh * kwh;
  sums.days += 1;
}

/** The best balance points of a shape by least squares over all days but those of one fold (null: all of them). */
function fitShape(sample: Sample, shape: ModelShape, without: number | null): Fit | null {
  let best: Fit | null = null;
  for (const candidate of candidatesOf(sample, shape)) {
    const fit = solve(candidate, without);
    if (fit !== null && (best === null || fit.squares < best.squares)) best = fit;
  }
  return best;
}

function solve({ terms, folds, heatingBelow, coolingAbove }: Candidate, without: number | null): Fit | null {
  const sums = emptySums(terms);
  for (const [fold, part] of folds.entries()) {
    if (fold === without) continue;
    for (let at = 0; at < part.gram.length; at += 1) sums.gram[at] = (sums.gram[at] ?? 0) + (part.gram[at] ?? 0);
    for (let at = 0; at < terms; at += 1) sums.energy[at] = (sums.energy[at] ?? 0) + (part.energy[at] ?? 0);
    sums.squares += part.squares;
  }
  const decomposed = new CholeskyDecomposition(Matrix.from1DArray(terms, terms, sums.gram));
  if (!decomposed.isPositiveDefinite()) return null;
  const coefficients = decomposed.solve(Matrix.columnVector(sums.energy)).to1DArray();
  // Less energy the colder or the hotter it is: no heating and no cooling.
  if (coefficients.slice(2).some((slope) => !(slope >= 0))) return null;
  const explained = coefficients.reduce((sum, coefficient, at) => sum + coefficient * (sums.energy[at] ?? 0), 0);
  return { heatingBelow, coolingAbove, coefficients, squares: sums.squares - explained };
}

interface Judged {
  readonly shape: ModelShape;
  readonly meanSquare: number;
  readonly standardError: number;
  readonly meanError: number;
}

/** The errors of a shape on days held out of its fit, week by week. */
function crossValidate(sample: Sample, shape: ModelShape): Judged | null {
  const fits = Array.from({ length: MODEL_RULES.folds }, (_, fold) => fitShape(sample, shape, fold));
  if (fits.some((fit) => fit === null)) return null;
  const squares: number[] = Array.from({ length: MODEL_RULES.folds }, () => 0);
  const counts: number[] = Array.from({ length: MODEL_RULES.folds }, () => 0);
  let errors = 0;
  for (let index = 0; index < sample.kwh.length; index += 1) {
    const fold = sample.fold[index] ?? 0;
    const fit = fits[fold];
    if (fit === null || fit === undefined) return null;
    const row = new Float64Array(fit.coefficients.length);
    fillRow(row, sample, { index, balance: fit });
    const error =
      fit.coefficients.reduce((sum, coefficient, at) => sum + coefficient * (row[at] ?? 0), 0) - (sample.kwh[index] ?? 0);
    squares[fold] = (squares[fold] ?? 0) + error * error;
    counts[fold] = (counts[fold] ?? 0) + 1;
    errors += error;
  }
  const days = sample.kwh.length;
  const perFold = squares.map((sum, fold) => sum / Math.max(1, counts[fold] ?? 1));
  const mean = perFold.reduce((sum, one) => sum + one, 0) / perFold.length;
  const variance = perFold.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (perFold.length - 1);
  return {
    shape,
    meanSquare: squares.reduce((sum, one) => sum + one, 0) / days,
    standardError: Math.sqrt(variance / perFold.length),
    meanError: errors / days,
  };
}

function termsOf({ coefficients, heatingBelow, coolingAbove }: Fit) {
  return {
    base: coefficients[0] ?? 0,
    weekend: coefficients[1] ?? 0,
    heating: heatingBelow === null ? 0 : (coefficients[2] ?? 0),
    cooling: coolingAbove === null ? 0 : (coefficients.at(-1) ?? 0),
    heatingBelow,
    coolingAbove,
  };
}
