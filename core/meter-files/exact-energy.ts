import type { Unit } from '#core/meter-files/meter-file.ts';

/** A decimal number as it was written: `digits / 10^scale`. */
export interface Decimal {
  readonly isNegative: boolean;
  readonly digits: number | bigint;
  readonly scale: number;
}

/** Units and a multiplier; energies come out as whole µWh (1 kWh = 1e9), rounded half to even beyond that. */
export interface EnergyRule {
  readonly unit: Unit;
  readonly multiplier: Decimal;
}

/** More than this in one interval is no dorm, and no safe integer either. */
export const LARGEST_INTERVAL_KWH = 9_000_000;
const LARGEST_INTERVAL_MICRO_WH = LARGEST_INTERVAL_KWH * 1e9;

/** The largest register that the store can keep: a signed 64-bit number of µWh. */
const LARGEST_REGISTER_MICRO_WH = 2n ** 63n - 1n;

const MICRO_WH_EXPONENT: Readonly<Record<Unit, number>> = { Wh: 6, kWh: 9, MWh: 12, W: 6, kW: 9 };
const POWERS = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12] as const;

export function isPower(unit: Unit): boolean {
  return unit === 'kW' || unit === 'W';
}

/**
 * The energy of an interval in µWh; of a mean power, over its `seconds`. Null where it is more than any meter could measure.
 * The sign of the decimal is not looked at.
 */
export function intervalMicroWh(decimal: Decimal, rule: EnergyRule, seconds: number): number | null {
  const quick = isPower(rule.unit) ? null : wholeMicroWh(decimal, rule);
  if (quick !== null) return quick <= LARGEST_INTERVAL_MICRO_WH ? quick : null;
  const hours = isPower(rule.unit) ? { seconds: BigInt(Math.round(seconds)), perHour: 3600n } : { seconds: 1n, perHour: 1n };
  const exact = exactMicroWh({ decimal, rule, numerator: hours.seconds, denominator: hours.perHour });
  return exact <= BigInt(LARGEST_INTERVAL_MICRO_WH) ? Number(exact) : null;
}

/** A register's running total in µWh; null where it is more than can be kept. */
export function registerMicroWh(decimal: Decimal, rule: EnergyRule): bigint | null {
  const exact = exactMicroWh({ decimal, rule, numerator: 1n, denominator: 1n });
  return exact <= LARGEST_REGISTER_MICRO_WH ? exact : null;
}

/** The common case without big integers: multiplier 1 and no more than nine decimals of a kWh. Null when it does not hold. */
function wholeMicroWh({ digits, scale }: Decimal, { unit, multiplier }: EnergyRule): number | null {
  if (typeof digits === 'bigint' || multiplier.digits !== 1 || multiplier.scale !== 0) return null;
  const power = POWERS[MICRO_WH_EXPONENT[unit] - scale];
  return power === undefined ? null : digits * power;
}

function exactMicroWh({
  decimal,
  rule,
  numerator,
  denominator,
}: {
  readonly decimal: Decimal;
  readonly rule: EnergyRule;
  readonly numerator: bigint;
  readonly denominator: bigint;
}): bigint {
  const digits = BigInt(decimal.digits) * BigInt(rule.multiplier.digits) * numerator;
  const exponent = MICRO_WH_EXPONENT[rule.unit] - decimal.scale - rule.multiplier.scale;
  return exponent >= 0
    ? dividedHalfEven(digits * 10n ** BigInt(exponent), denominator)
    : dividedHalfEven(digits, denominator * 10n ** BigInt(-exponent));
}

function dividedHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twice = (dividend % divisor) * 2n;
  if (twice < divisor) return quotient;
  return twice > divisor || quotient % 2n === 1n ? quotient + 1n : quotient;
}
