/** A difference over so many times the meter's usual maximum is held for staff. */
const TIMES_USUAL = 5n;
const LEAST_DAYS = 14;

/**
 * The mean power (µW) above which a register's difference is held: five times the meter's usual maximum, which is the
 * 90th percentile (nearest rank) of its daily peaks, or what its main fuse can carry, whichever is less. Null: neither
 * is known, or the meter has less than 14 days behind it.
 */
export function registerLimit(known: { dailyPeaksMicroW: readonly bigint[]; mostKw: number | null }): bigint | null {
  const fuse = known.mostKw === null ? null : BigInt(Math.round(known.mostKw * 1e9));
  const usual = usualPeak(known.dailyPeaksMicroW);
  const limit = usual === null ? null : usual * TIMES_USUAL;
  if (limit === null || fuse === null) return limit ?? fuse;
  return limit < fuse ? limit : fuse;
}

function usualPeak(peaks: readonly bigint[]): bigint | null {
  if (peaks.length < LEAST_DAYS) return null;
  const ordered = [...peaks].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const usual = ordered[Math.ceil(ordered.length * 0.9) - 1] ?? 0n;
  return usual === 0n ? null : usual;
}

/** Whether energy (µWh) in so many milliseconds is no more than `mostMicroW` on average; true where there is no limit. */
export function isWithinLimit(microWh: bigint, ms: number, mostMicroW: bigint | null): boolean {
  return mostMicroW === null || microWh * 3_600_000n <= mostMicroW * BigInt(ms);
}
