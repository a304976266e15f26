/** A value whose power is over so many times the meter's usual maximum is held until staff accept it. */
export const SPIKE_FACTOR = 5;

/** Before a meter has used energy on so many days nobody knows what is usual of it. */
const LEAST_DAYS = 14;

/** The usual maximum is the peak that this share of the days stays at or below. */
const USUAL_SHARE = 0.9;

/**
 * The usual maximum power of a meter, in watts: the 90th percentile (the lower value, nothing between two) of its daily
 * peaks over all stored days on which it used energy; null before there are 14 of them. Peaks include held values, so
 * that the answer rests on the stored readings alone and not on what was held before.
 */
export function usualMaximum(dailyPeaks: readonly number[]): number | null {
  const peaks = dailyPeaks.filter((watts) => watts > 0).sort((a, b) => a - b);
  if (peaks.length < LEAST_DAYS) return null;
  return peaks[Math.floor((peaks.length - 1) * USUAL_SHARE)] ?? null;
}

/**
 * The power in watts above which a value of this meter is held: 5 × its usual maximum, or what its main fuse can carry
 * where that is less; Infinity while neither is known.
 */
export function spikeLimit(meter: { dailyPeaks: readonly number[]; mostKw: number | null }): number {
  const usual = usualMaximum(meter.dailyPeaks);
  const byPast = usual === null ? Number.POSITIVE_INFINITY : usual * SPIKE_FACTOR;
  return Math.min(byPast, meter.mostKw === null ? Number.POSITIVE_INFINITY : meter.mostKw * 1000);
}

/** Mean power in watts of so much energy (µWh) over so many seconds: in the order of the arithmetic by which the totals find a day's peak. */
export function meanWatts(energyMicroWh: bigint, seconds: number): number {
  return (Number(energyMicroWh) * SECONDS_PER_HOUR) / seconds / MICRO_WATTS_PER_WATT;
}

const SECONDS_PER_HOUR = 3600;
export const MICRO_WATTS_PER_WATT = 1_000_000;
