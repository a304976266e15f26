import type { DormWeek, MeterDay, MeterWeek } from '#core/ranking/dorm-week.ts';

export const DAY = 86_400;

/** A whole day's reading of so many kWh, unless said otherwise. */
export function meterDay(kwh: number, said: Partial<MeterDay> = {}): MeterDay {
  return {
    day: '2026-11-09',
    energyMicroWh: BigInt(Math.round(kwh * 1e9)),
    measuredSeconds: DAY,
    estimatedMicroWh: 0n,
    estimatedSeconds: 0,
    ruleEstimatedMicroWh: 0n,
    ruleEstimatedSeconds: 0,
    filledMicroWh: 0n,
    filledSeconds: 0,
    deadSeconds: 0,
    activeSeconds: DAY,
    ...said,
  };
}

export function meterWeek(meterId: number, days: readonly MeterDay[]): MeterWeek {
  return { meterId, label: `meter ${meterId}`, days };
}

let dorms = 0;

/** A dorm of 100 residents and 1000 m² with one meter that measured `kwh` in a day, unless said otherwise. */
export function dormWeek(slug: string, kwh: number, said: Partial<DormWeek> = {}): DormWeek {
  dorms += 1;
  const meters = [meterWeek(dorms, [meterDay(kwh)])];
  return { dormId: dorms, slug, name: slug, residents: 100, floorAreaM2: 1000, meters, ...said };
}
