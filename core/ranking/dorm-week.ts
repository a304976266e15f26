import { kwhOf } from '#core/energy/micro-wh.ts';

/**
 * One meter's day within a week. `energyMicroWh` is the sum of its readings, those that the source called estimated
 * (`estimated…`) among them; what our rules filled gaps with stands apart (`ruleEstimated…`), and so does time that nobody
 * measured or estimated and that counts at the meter's usual power for those hours (`filled…`). `activeSeconds` is the part of
 * the day in which the meter was installed.
 */
export interface MeterDay {
  readonly day: string;
  readonly energyMicroWh: bigint;
  readonly measuredSeconds: number;
  readonly estimatedMicroWh: bigint;
  readonly estimatedSeconds: number;
  readonly ruleEstimatedMicroWh: bigint;
  readonly ruleEstimatedSeconds: number;
  readonly filledMicroWh: bigint;
  readonly filledSeconds: number;
  readonly deadSeconds: number;
  readonly activeSeconds: number;
}

/** A meter that counts, with the days of the week that are over; a day without a reading has zero seconds. */
export interface MeterWeek {
  readonly meterId: number;
  readonly label: string;
  readonly days: readonly MeterDay[];
}

/** A dorm in one week, with the residents and area in force on its Monday (null: unknown). */
export interface DormWeek {
  readonly dormId: number;
  readonly slug: string;
  readonly name: string;
  readonly residents: number | null;
  readonly floorAreaM2: number | null;
  readonly meters: readonly MeterWeek[];
}

/** What a dorm's meters add up to. Shares are of real time; null energy means that no reading was accepted. */
export interface DormTotals {
  readonly energyMicroWh: bigint | null;
  /**
   * Energy with estimates by rule; uncovered time counts at each meter's usual power for those hours, and where there is none, at its
   * mean power of the time covered. Null when a meter has no time covered.
   */
  readonly filledKwh: number | null;
  /** Measured time that is not dead, over all meters. */
  readonly coveredSeconds: number;
  /** Estimated by the source or by our rules. */
  readonly estimatedSeconds: number;
  readonly totalSeconds: number;
  /** Measured and estimated share of the meter that is covered least. */
  readonly leastCoverage: number;
  /** Estimated share of the meter that is estimated most. */
  readonly mostEstimated: number;
  readonly hasDeadMeter: boolean;
}

/**
 * Adds up a dorm's week. Coverage is the mean over meters by time (numerators and denominators are kept apart);
 * gating looks at the meter covered least, so that one silent meter is not hidden by the others.
 */
export function totalDormWeek(dorm: DormWeek): DormTotals {
  const meters = dorm.meters.map(totalMeterWeek).filter((meter) => meter.activeSeconds > 0);
  const read = meters.filter((meter) => meter.readSeconds > 0);
  return {
    energyMicroWh: read.length === 0 ? null : read.reduce((sum, meter) => sum + meter.energyMicroWh, 0n),
    filledKwh: fillMeters(meters),
    coveredSeconds: meters.reduce((sum, meter) => sum + meter.coveredSeconds, 0),
    estimatedSeconds: meters.reduce((sum, meter) => sum + meter.estimatedSeconds, 0),
    totalSeconds: meters.reduce((sum, meter) => sum + meter.activeSeconds, 0),
    leastCoverage: Math.min(...meters.map((meter) => (meter.coveredSeconds + meter.estimatedSeconds) / meter.activeSeconds), 1),
    mostEstimated: Math.max(...meters.map((meter) => meter.estimatedSeconds / meter.activeSeconds), 0),
    hasDeadMeter: meters.some((meter) => meter.deadSeconds > 0),
  };
}

/** What is covered, and what was filled, is added up exactly first, so that a dorm without gaps scores what its readings add up to. */
function fillMeters(meters: readonly ReturnType<typeof totalMeterWeek>[]): number | null {
  if (meters.length === 0) return null;
  let exactMicroWh = 0n;
  let added = 0;
  for (const { knownMicroWh, knownSeconds, filledMicroWh, filledSeconds, activeSeconds } of meters) {
    if (knownSeconds <= 0) return null;
    exactMicroWh += knownMicroWh + filledMicroWh;
    added += kwhOf(knownMicroWh) * Math.max(0, (activeSeconds - filledSeconds) / knownSeconds - 1);
  }
  return kwhOf(exactMicroWh) + added;
}

function totalMeterWeek(meter: MeterWeek) {
  const sum = (pick: (day: MeterDay) => number) => meter.days.reduce((total, day) => total + pick(day), 0);
  const energyMicroWh = meter.days.reduce((total, day) => total + day.energyMicroWh, 0n);
  const deadSeconds = sum((day) => day.deadSeconds);
  const ruleEstimatedMicroWh = meter.days.reduce((total, day) => total + day.ruleEstimatedMicroWh, 0n);
  const estimatedSeconds = sum((day) => day.estimatedSeconds + day.ruleEstimatedSeconds);
  const coveredSeconds = sum((day) => day.measuredSeconds) - deadSeconds;
  const activeSeconds = sum((day) => day.activeSeconds);
  const knownSeconds = coveredSeconds + estimatedSeconds;
  return {
    energyMicroWh,
    deadSeconds,
    estimatedSeconds,
    coveredSeconds,
    activeSeconds,
    readSeconds: sum((day) => day.measuredSeconds + day.estimatedSeconds),
    knownMicroWh: energyMicroWh + ruleEstimatedMicroWh,
    knownSeconds,
    filledMicroWh: meter.days.reduce((total, day) => total + day.filledMicroWh, 0n),
    filledSeconds: sum((day) => day.filledSeconds),
  };
}
