import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { type DailyModel, fitDailyModel, type ObservedDay } from '#core/ranking/daily-model.ts';
import { hasSharedData, sharedPath, skipReason } from '#tests/support/shared-data.ts';

/**
 * A real dorm's year, fitted again by plain normal equations and Gaussian elimination over every shape and balance point. Nothing
 * of the ranking is used but the fit that is looked at.
 */
const FOLDS = 10;
const HEATING_FROM_TO = [4, 20] as const;
const COOLING_FROM_TO = [12, 28] as const;
const LEAST_DAYS_ON_A_SIDE = 10;

interface Balance {
  readonly heatingBelow: number | null;
  readonly coolingAbove: number | null;
}

interface Fit extends Balance {
  readonly coefficients: readonly number[];
  readonly squares: number;
}

const localDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

function rowsOf(name: string): Record<string, string>[] {
  return parse(readFileSync(sharedPath('bdg1', name)), { columns: true });
}

/** Values by local day; `stamp` is the column of an instant in UTC. */
function byDay(rows: readonly Record<string, string>[], columns: { stamp: string; value: string }): Map<string, number[]> {
  const days = new Map<string, number[]>();
  for (const row of rows) {
    const value = row[columns.value] ?? '';
    if (value === '') continue;
    const day = localDay.format(new Date(`${row[columns.stamp]?.replace(' ', 'T')}Z`));
    days.set(day, [...(days.get(day) ?? []), Number(value)]);
  }
  return days;
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

function bdg1Days(): ObservedDay[] {
  const energy = byDay(rowsOf('readings_2015_utc.csv'), { stamp: 'timestamp_utc', value: 'kwh' });
  const celsius = byDay(rowsOf('temperatures_2015.csv'), { stamp: 'timestamp_utc', value: 'temperature_c' });
  const whole = [...energy].filter(([, hours]) => hours.length >= 22).sort(([a], [b]) => (a < b ? -1 : 1));
  return whole.map(([day, hours]) => {
    const known = celsius.get(day);
    return { day, kwh: mean(hours) * 24, celsius: known === undefined ? null : mean(known) };
  });
}

const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());

function columnsOf(day: ObservedDay, { heatingBelow, coolingAbove }: Balance): number[] {
  const celsius = day.celsius ?? Number.NaN;
  const heating = heatingBelow === null ? [] : [Math.max(0, heatingBelow - celsius)];
  const cooling = coolingAbove === null ? [] : [Math.max(0, celsius - coolingAbove)];
  return [1, isWeekend(day.day) ? 1 : 0, ...heating, ...cooling];
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, one, at) => sum + one * (b[at] ?? 0), 0);

/** Solves a small system by elimination with the largest pivot; null where it has no single answer. */
function eliminated(system: number[][]): number[] | null {
  const size = system.length;
  for (let at = 0; at < size; at += 1) {
    const pivot = system.slice(at).reduce((best, row) => (Math.abs(row[at] ?? 0) > Math.abs(best[at] ?? 0) ? row : best));
    if (Math.abs(pivot[at] ?? 0) < 1e-9) return null;
    system.splice(system.indexOf(pivot), 1);
    system.splice(at, 0, pivot);
    for (const row of system.filter((one) => one !== pivot)) {
      const factor = (row[at] ?? 0) / (pivot[at] ?? 1);
      for (let column = at; column <= size; column += 1) row[column] = (row[column] ?? 0) - factor * (pivot[column] ?? 0);
    }
  }
  return system.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1));
}

function leastSquares(days: readonly ObservedDay[], balance: Balance): Fit | null {
  const rows = days.map((day) => ({ columns: columnsOf(day, balance), kwh: day.kwh }));
  const size = rows[0]?.columns.length ?? 0;
  const sumOf = (pick: (row: { columns: number[]; kwh: number }) => number) => rows.reduce((sum, row) => sum + pick(row), 0);
  const system = Array.from({ length: size }, (_, one) => [
    ...Array.from({ length: size }, (_, other) => sumOf(({ columns }) => (columns[one] ?? 0) * (columns[other] ?? 0))),
    sumOf(({ columns, kwh }) => (columns[one] ?? 0) * kwh),
  ]);
  const coefficients = eliminated(system);
  if (coefficients === null || coefficients.slice(2).some((slope) => slope < 0)) return null;
  return { ...balance, coefficients, squares: sumOf(({ columns, kwh }) => (dot(columns, coefficients) - kwh) ** 2) };
}

/** The best of all balance points of one shape. */
function bestOf(days: readonly ObservedDay[], balances: readonly Balance[]): Fit | null {
  const fits = balances.map((balance) => leastSquares(days, balance)).filter((fit) => fit !== null);
  return fits.reduce<Fit | null>((best, fit) => (best === null || fit.squares < best.squares ? fit : best), null);
}

function degrees([from, to]: readonly [number, number], isEnough: (degree: number) => boolean): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index).filter(isEnough);
}

/** Every pair of balance points of a shape that has enough days on either side. */
function balancesOf(days: readonly ObservedDay[], shape: DailyModel['shape']): Balance[] {
  const count = (isBeyond: (celsius: number) => boolean) => days.filter(({ celsius }) => isBeyond(celsius ?? 0)).length;
  const hasHeating = shape === 'heating' || shape === 'both';
  const hasCooling = shape === 'cooling' || shape === 'both';
  const below = hasHeating ? degrees(HEATING_FROM_TO, (at) => count((celsius) => celsius < at) >= LEAST_DAYS_ON_A_SIDE) : [null];
  const above = hasCooling ? degrees(COOLING_FROM_TO, (at) => count((celsius) => celsius > at) >= LEAST_DAYS_ON_A_SIDE) : [null];
  return below
    .flatMap((heatingBelow) => above.map((coolingAbove) => ({ heatingBelow, coolingAbove })))
    .filter(({ heatingBelow: h, coolingAbove: c }) => h === null || c === null || h <= c);
}

/** Whole weeks, dealt out one after the other. */
function foldsOf(days: readonly ObservedDay[]): number[] {
  const mondayOf = (day: string) => {
    const at = new Date(`${day}T00:00:00Z`);
    return at.getTime() - ((at.getUTCDay() + 6) % 7) * 86_400_000;
  };
  const weeks = [...new Set(days.map(({ day }) => mondayOf(day)))].sort((a, b) => a - b);
  return days.map(({ day }) => weeks.indexOf(mondayOf(day)) % FOLDS);
}

/** What a shape gets wrong on days it was not fitted on: prediction less measured, by day. */
function heldOutErrors(days: readonly ObservedDay[], shape: DailyModel['shape']): number[] {
  const folds = foldsOf(days);
  const balances = balancesOf(days, shape);
  const fits = Array.from({ length: FOLDS }, (_, fold) =>
    bestOf(
      days.filter((_day, at) => folds[at] !== fold),
      balances,
    ),
  );
  return days.map((day, at) => {
    const fit = fits[folds[at] ?? 0];
    return fit === null || fit === undefined ? Number.NaN : dot(columnsOf(day, fit), fit.coefficients) - day.kwh;
  });
}

const SHAPES = ['flat', 'heating', 'cooling', 'both'] as const;

/** The first of the shapes, simplest first, whose error is within one standard error of the least. */
function chosenShape(days: readonly ObservedDay[], errors: ReadonlyMap<DailyModel['shape'], readonly number[]>) {
  const folds = foldsOf(days);
  const judged = SHAPES.map((shape) => {
    const squares = (errors.get(shape) ?? []).map((error) => error ** 2);
    const perFold = Array.from({ length: FOLDS }, (_, fold) => mean(squares.filter((_square, at) => folds[at] === fold)));
    const spread = mean(perFold.map((one) => (one - mean(perFold)) ** 2)) * (FOLDS / (FOLDS - 1));
    return { shape, meanSquare: mean(squares), standardError: Math.sqrt(spread / FOLDS) };
  });
  const best = judged.reduce((least, one) => (one.meanSquare < least.meanSquare ? one : least));
  return judged.find(({ meanSquare }) => meanSquare <= best.meanSquare + best.standardError)?.shape;
}

test.skipIf(!hasSharedData)(
  `a real dorm’s model agrees with an independent least squares to a millionth (else ${skipReason})`,
  () => {
    const days = bdg1Days();
    const model = fitDailyModel(days);
    if (model === null) throw new Error('no model');
    const known = days.filter(({ celsius }) => celsius !== null);
    const errors = new Map(SHAPES.map((shape) => [shape, heldOutErrors(known, shape)]));
    const shape = chosenShape(known, errors);
    const fit = bestOf(known, balancesOf(known, shape ?? 'flat'));
    expect({ shape: model.shape, heatingBelow: model.heatingBelow, coolingAbove: model.coolingAbove, days: model.days }).toEqual({
      ...{ shape, heatingBelow: fit?.heatingBelow, coolingAbove: fit?.coolingAbove },
      days: known.length,
    });
    const slopes = [
      ...(model.heatingBelow === null ? [] : [model.heating]),
      ...(model.coolingAbove === null ? [] : [model.cooling]),
    ];
    for (const [at, found] of [model.base, model.weekend, ...slopes].entries()) {
      expect(Math.abs(found - (fit?.coefficients[at] ?? Number.NaN))).toBeLessThan(1e-6);
    }
    const wrong = errors.get(model.shape) ?? [];
    const meanKwh = mean(known.map(({ kwh }) => kwh));
    expect(Math.abs(model.cvRmse - Math.sqrt(mean(wrong.map((error) => error ** 2))) / meanKwh)).toBeLessThan(1e-6);
    expect(Math.abs(model.nmbe - mean(wrong) / meanKwh)).toBeLessThan(1e-6);
  },
);

test.skipIf(!hasSharedData)(`every shape of it agrees, whichever is chosen (else ${skipReason})`, () => {
  // Taken apart into cold and hot halves, and turned upside down, the year chooses other shapes.
  const days = bdg1Days().filter(({ celsius }) => celsius !== null);
  const cold = days.map((day) => ({ ...day, kwh: 500 + 20 * Math.max(0, 12 - (day.celsius ?? 0)) + day.kwh / 10 }));
  const hot = days.map((day) => ({ ...day, kwh: 500 + 20 * Math.max(0, (day.celsius ?? 0) - 18) + day.kwh / 10 }));
  const both = days.map((day, at) => ({ ...day, kwh: (cold[at]?.kwh ?? 0) + (hot[at]?.kwh ?? 0) }));
  for (const [made, shape] of [
    [cold, 'heating'],
    [hot, 'cooling'],
    [both, 'both'],
  ] as const) {
    const model = fitDailyModel(made);
    const fit = bestOf(made, balancesOf(made, shape));
    expect(model).toMatchObject({ shape, heatingBelow: fit?.heatingBelow, coolingAbove: fit?.coolingAbove });
    const slopes = [model?.heating ?? 0, model?.cooling ?? 0].filter(
      (_, at) => shape === 'both' || (shape === 'heating') === (at === 0),
    );
    for (const [at, found] of [model?.base, model?.weekend, ...slopes].entries()) {
      expect(Math.abs((found ?? 0) - (fit?.coefficients[at] ?? Number.NaN))).toBeLessThan(1e-6);
    }
  }
});
