/** What a register showed at an instant (epoch milliseconds), in µWh; `isScaled` where the meter's multiplier is in it already. */
export interface Shown {
  readonly stampedAt: number;
  readonly registerMicroWh: bigint;
  readonly isScaled: boolean;
}

/** A multiplier as an exact fraction, in force from an instant until the next one. */
export interface MultiplierSpan {
  readonly fromAt: number;
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** A meter's multipliers (decimal text such as "40" or "0.5") in order of time: the first one holds from the beginning. */
export function multiplierSpans(
  first: string,
  later: readonly { readonly fromAt: number; readonly multiplier: string }[],
): MultiplierSpan[] {
  return [{ fromAt: Number.NEGATIVE_INFINITY, multiplier: first }, ...later].map(({ fromAt, multiplier }) => {
    const [whole = '0', fraction = ''] = multiplier.split('.');
    return { fromAt, numerator: BigInt(`${whole}${fraction}`), denominator: 10n ** BigInt(fraction.length) };
  });
}

/**
 * The energy between two values of a register in µWh, with the multiplier in force at each time. Where it changed in
 * between, each one's share is that of its time: `isShared`, an estimate.
 */
export function energyBetween(from: Shown, to: Shown, spans: readonly MultiplierSpan[]): { microWh: bigint; isShared: boolean } {
  const difference = to.registerMicroWh - from.registerMicroWh;
  if (from.isScaled && to.isScaled) return { microWh: difference, isShared: false };
  if (from.isScaled || to.isScaled) return { microWh: scaled(to, spans) - scaled(from, spans), isShared: false };
  const within = spansWithin(spans, from.stampedAt, to.stampedAt);
  const [only, second] = within;
  // Both ends are rounded rather than their difference, so that differences add up however a stretch is divided.
  if (only !== undefined && second === undefined)
    return { microWh: times(to.registerMicroWh, only) - times(from.registerMicroWh, only), isShared: false };
  const denominator = within.reduce((product, span) => product * span.denominator, 1n);
  const weighted = within.reduce((sum, span) => sum + (BigInt(span.ms) * span.numerator * denominator) / span.denominator, 0n);
  const elapsed = BigInt(to.stampedAt - from.stampedAt);
  return { microWh: rounded(difference * weighted, denominator * elapsed), isShared: difference !== 0n };
}

/** A register's value with its multiplier, µWh. */
export function scaled(shown: Shown, spans: readonly MultiplierSpan[]): bigint {
  const span = spans.findLast(({ fromAt }) => fromAt <= shown.stampedAt);
  return shown.isScaled || span === undefined ? shown.registerMicroWh : times(shown.registerMicroWh, span);
}

function spansWithin(spans: readonly MultiplierSpan[], from: number, to: number): (MultiplierSpan & { ms: number })[] {
  const within = spans.map((span, index) => {
    const until = spans[index + 1]?.fromAt ?? Number.POSITIVE_INFINITY;
    return { ...span, ms: Math.min(until, to) - Math.max(span.fromAt, from) };
  });
  const lasting = within.filter(({ ms }) => ms > 0);
  return lasting.length > 0 ? lasting : within.filter(({ fromAt }) => fromAt <= to).slice(-1);
}

function times(microWh: bigint, { numerator, denominator }: MultiplierSpan): bigint {
  return denominator === 1n ? microWh * numerator : rounded(microWh * numerator, denominator);
}

/** Halves go up, so that a shift by a whole number shifts the outcome by as much. */
function rounded(dividend: bigint, divisor: bigint): bigint {
  const twice = 2n * dividend + divisor;
  const quotient = twice / (2n * divisor);
  return twice < 0n && twice % (2n * divisor) !== 0n ? quotient - 1n : quotient;
}
