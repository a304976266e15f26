import { deadEdgesByDay } from '#core/energy/dead-time.ts';
import type { DormWeek, MeterDay } from '#core/ranking/dorm-week.ts';
import { type DayToFill, FILL_PAST_WEEKS, fillMeter, type HoursOfDay, livingHours, NOTHING_FILLED } from '#core/ranking/fill.ts';
import { hourSlots } from '#core/time/hour-slots.ts';
import { addDays, localDay } from '#core/time/local-days.ts';

/** What one dorm's only meter measured: by local day, by hour of the wall clock. */
export type MeasuredDays = ReadonlyMap<string, HoursOfDay>;

export interface HourlyDorm {
  readonly slug: string;
  readonly residents: number;
  readonly days: MeasuredDays;
}

/** Takes hours ("2026-11-09 17") away from what was measured. */
export function without(days: MeasuredDays, knocked: ReadonlySet<string>): MeasuredDays {
  const left = new Map(days);
  for (const name of knocked) {
    const [day = '', hour = ''] = name.split(' ');
    const hours = new Map(left.get(day));
    hours.delete(Number(hour));
    left.set(day, hours);
  }
  return left;
}

/** Every hour of a week ("2026-11-09 17"), in order. */
export function hoursOfWeek(monday: string, timeZone: string): string[] {
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  return days.flatMap((day) => [...new Set(hourSlots(localDay(day, timeZone)).map(({ hour }) => `${day} ${hour}`))]);
}

/** The week as it would be reckoned from these hours alone: no estimates by rule, so that filling does all of the work. */
export function hourlyWeek(
  dorm: HourlyDorm & { id: number; measured: MeasuredDays },
  week: { monday: string; timeZone: string; isFilled: boolean },
): DormWeek {
  const { monday, timeZone, isFilled } = week;
  const { id, slug, residents, measured } = dorm;
  const living = livingDays(measured, monday);
  const days = Array.from({ length: 7 }, (_, index): DayToFill => {
    const day = addDays(monday, index);
    const past = Array.from({ length: FILL_PAST_WEEKS }, (_, before) => living.get(addDays(day, -7 * (before + 1))) ?? NO_HOURS);
    const local = localDay(day, timeZone);
    const alive = living.get(day) ?? NO_HOURS;
    return { local, living: alive, estimated: new Map(), uncoveredSeconds: Math.max(0, local.seconds - secondsOf(alive)), past };
  });
  const filled = isFilled ? fillMeter(days) : [];
  const meterDays = days.map(({ local, living: alive }, index): MeterDay => {
    const all = measured.get(local.day) ?? NO_HOURS;
    const measuredSeconds = secondsOf(all);
    return {
      day: local.day,
      energyMicroWh: BigInt([...all.values()].reduce((sum, { microWh }) => sum + microWh, 0)),
      measuredSeconds,
      ...{ estimatedMicroWh: 0n, estimatedSeconds: 0, ruleEstimatedMicroWh: 0n, ruleEstimatedSeconds: 0 },
      ...(filled[index] ?? NOTHING_FILLED),
      deadSeconds: measuredSeconds - secondsOf(alive),
      activeSeconds: local.seconds,
    };
  });
  const meters = [{ meterId: id, label: slug, days: meterDays }];
  return { dormId: id, slug, name: slug, residents, floorAreaM2: residents * 25, meters };
}

const NO_HOURS: HoursOfDay = new Map();

function secondsOf(hours: HoursOfDay): number {
  return [...hours.values()].reduce((sum, { seconds }) => sum + seconds, 0);
}

/** From five weeks before to two after, without dead time. */
function livingDays(measured: MeasuredDays, monday: string): Map<string, HoursOfDay> {
  const days = Array.from({ length: 56 }, (_, index) => addDays(monday, index - 35));
  const listed = days.map((day) => [...(measured.get(day) ?? NO_HOURS)].map(([hour, use]) => ({ hour, ...use })));
  const dead = deadEdgesByDay(
    days.map((day, index) => {
      const hours = listed[index] ?? [];
      const zeros = (part: typeof hours) => part.reduce((sum, { seconds }) => sum + seconds, 0);
      const used = hours.map(({ microWh }) => microWh !== 0);
      const first = used.includes(true) ? used.indexOf(true) : hours.length;
      const last = used.lastIndexOf(true);
      return {
        day,
        measuredSeconds: zeros(hours),
        zeroSeconds: zeros(hours.filter(({ microWh }) => microWh === 0)),
        zeroLeadSeconds: zeros(hours.slice(0, first)),
        zeroTailSeconds: zeros(hours.slice(last + 1)),
      };
    }),
  );
  return new Map(days.map((day, index) => [day, livingHours(listed[index] ?? [], dead.get(day))]));
}
