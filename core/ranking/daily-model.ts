import { bestFit, type DegreeDayFit, isWeekend, predictedKwh, type Sample, sampleOf } from '#core/ranking/degree-days.ts';

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

/** The constants behind every model. The method page shows these very values. */
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
  const sample = sampleOf(known, MODEL_RULES.folds);
  const shapes: readonly ModelShape[] = isWeatherKnown ? ['flat', 'heating', 'cooling', 'both'] : ['flat'];
  const judged = shapes.map((shape) => crossValidate(sample, shape)).filter((one) => one !== null);
  const best = judged.reduce<Judged | null>(
    (least, one) => (least === null || one.meanSquare < least.meanSquare ? one : least),
    null,
  );
  if (best === null) return null;
  const chosen = judged.find((one) => one.meanSquare <= best.meanSquare + best.standardError) ?? best;
  const fit = bestFit(sample, { ...balancesOf(sample, chosen.shape), without: null });
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

interface Judged {
  readonly shape: ModelShape;
  readonly meanSquare: number;
  readonly standardError: number;
  readonly meanError: number;
}

/** The errors of a shape on days held out of its fit, week by week. */
function crossValidate(sample: Sample, shape: ModelShape): Judged | null {
  const { folds } = MODEL_RULES;
  const balances = balancesOf(sample, shape);
  const fits = Array.from({ length: folds }, (_, fold) => bestFit(sample, { ...balances, without: fold }));
  const squares = new Float64Array(folds);
  const counts = new Float64Array(folds);
  let errors = 0;
  for (let index = 0; index < sample.kwh.length; index += 1) {
    const fold = sample.fold[index] ?? 0;
    const fit = fits[fold] ?? null;
    if (fit === null) return null;
    const error = predictedKwh(sample, fit, index) - (sample.kwh[index] ?? 0);
    squares[fold] = (squares[fold] ?? 0) + error * error;
    counts[fold] = (counts[fold] ?? 0) + 1;
    errors += error;
  }
  const days = sample.kwh.length;
  const perFold = squares.map((sum, fold) => sum / Math.max(1, counts[fold] ?? 1));
  const mean = perFold.reduce((sum, one) => sum + one, 0) / folds;
  const variance = perFold.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (folds - 1);
  return {
    shape,
    meanSquare: squares.reduce((sum, one) => sum + one, 0) / days,
    standardError: Math.sqrt(variance / folds),
    meanError: errors / days,
  };
}

/** The balance points that are tried: those with enough days on their side; [null] where the shape has no such term. */
function balancesOf(
  { celsius }: Sample,
  shape: ModelShape,
): { heatingBelow: (number | null)[]; coolingAbove: (number | null)[] } {
  const { heatingBelow, coolingAbove, leastDegreeDays } = MODEL_RULES;
  const sorted = celsius.toSorted();
  // So many days are colder than one balance point, or hotter than the other, when the last of them is.
  const coldEnough = sorted[leastDegreeDays - 1] ?? Number.POSITIVE_INFINITY;
  const hotEnough = sorted[sorted.length - leastDegreeDays] ?? Number.NEGATIVE_INFINITY;
  return {
    heatingBelow: shape === 'heating' || shape === 'both' ? degrees(heatingBelow).filter((at) => coldEnough < at) : [null],
    coolingAbove: shape === 'cooling' || shape === 'both' ? degrees(coolingAbove).filter((at) => hotEnough > at) : [null],
  };
}

function degrees({ from, to }: { readonly from: number; readonly to: number }): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function termsOf({ coefficients, heatingBelow, coolingAbove }: DegreeDayFit) {
  return {
    base: coefficients[0] ?? 0,
    weekend: coefficients[1] ?? 0,
    heating: heatingBelow === null ? 0 : (coefficients[2] ?? 0),
    cooling: coolingAbove === null ? 0 : (coefficients.at(-1) ?? 0),
    heatingBelow,
    coolingAbove,
  };
}
