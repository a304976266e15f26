/** The same non-zero value for so long is worth a look: the meter may hang. */
export const FROZEN_AFTER_SECONDS = 86_400;

/** Two equal values may be chance. */
export const LEAST_FROZEN_READINGS = 3;

/**
 * A value of fewer steps of the meter's resolution repeats itself honestly: a quiet hall read in whole kWh gave 12 for
 * 28 hours, 34 for 16 and 62 for 10, and never longer.
 */
const ORDINARY_STEPS = 50n;

/** The resolution is taken from the days this far around a run. */
export const RESOLUTION_MARGIN_DAYS = 28;

/**
 * Whether a run of one value (µWh) is to be flagged: not where it is only a few steps of the meter's own resolution.
 * `dailyResolutions` are the greatest common divisors of the values of the days around it. Where their common divisor is
 * the value itself, nothing but the run is known, and its decimals tell the resolution.
 */
export function isFrozen(run: { energyMicroWh: bigint; dailyResolutions: readonly bigint[] }): boolean {
  const value = run.energyMicroWh < 0n ? -run.energyMicroWh : run.energyMicroWh;
  if (value === 0n) return false;
  const common = run.dailyResolutions.reduce(greatestCommonDivisor, value);
  const resolution = common === value ? decimalStep(value) : common;
  return value / resolution >= ORDINARY_STEPS;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The largest power of ten that divides the value. */
function decimalStep(value: bigint): bigint {
  let step = 1n;
  while (value % (step * 10n) === 0n) step *= 10n;
  return step;
}
