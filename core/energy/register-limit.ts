import { MICRO_WATTS_PER_WATT, SPIKE_FACTOR, usualMaximum } from '#core/energy/spikes.ts';

/**
 * The mean power (µW) above which a register's difference is held: five times the meter's usual maximum (see
 * `usualMaximum`), or what its main fuse can carry, whichever is less. Null: neither is known.
 */
export function registerLimit(known: { dailyPeaksMicroW: readonly bigint[]; mostKw: number | null }): bigint | null {
  const fuse = known.mostKw === null ? null : BigInt(Math.round(known.mostKw * 1e9));
  const usual = usualMaximum(known.dailyPeaksMicroW.map((peak) => Number(peak) / MICRO_WATTS_PER_WATT));
  const limit = usual === null ? null : BigInt(Math.round(usual * SPIKE_FACTOR * MICRO_WATTS_PER_WATT));
  if (limit === null || fuse === null) return limit ?? fuse;
  return limit < fuse ? limit : fuse;
}

/** Whether energy (µWh) in so many milliseconds is no more than `mostMicroW` on average; true where there is no limit. */
export function isWithinLimit(microWh: bigint, ms: number, mostMicroW: bigint | null): boolean {
  return mostMicroW === null || microWh * 3_600_000n <= mostMicroW * BigInt(ms);
}
