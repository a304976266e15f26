import type { DeadEdges } from '#core/energy/dead-time.ts';
import { type HourSlot, hourSlots } from '#core/time/hour-slots.ts';
import type { LocalDay } from '#core/time/local-days.ts';

/** What is usual is looked for in so many weeks before. */
export const FILL_PAST_WEEKS = 3;

/** What a meter measured, alive, in one hour of the wall clock; energy in µWh. */
export interface HourUse {
  readonly microWh: number;
  readonly seconds: number;
}

/** By hour, 0–23. */
export type HoursOfDay = ReadonlyMap<number, HourUse>;

/** A day of one meter, by hour. */
export interface DayToFill {
  readonly local: LocalDay;
  readonly living: HoursOfDay;
  /** Seconds that a rule has estimated, by hour. */
  readonly estimated: ReadonlyMap<number, number>;
  /** Time that is neither measured alive nor estimated by anyone. */
  readonly uncoveredSeconds: number;
  /** The same weekday of the weeks before. */
  readonly past: readonly HoursOfDay[];
}

/** Time of a day that counts at the meter's usual power for those hours. */
export interface FilledTime {
  readonly filledMicroWh: bigint;
  readonly filledSeconds: number;
}

export const NOTHING_FILLED: FilledTime = { filledMicroWh: 0n, filledSeconds: 0 };

/**
 * The measured hours of a day (those that have any, in order) without its dead time, which are the day's first and last
 * measured zeros.
 */
export function livingHours(measured: readonly (HourUse & { readonly hour: number })[], dead: DeadEdges | undefined): HoursOfDay {
  const living = new Map(measured.map(({ hour, microWh, seconds }) => [hour, { microWh, seconds }]));
  if (dead === undefined) return living;
  takeOff(living, { hours: measured.map(({ hour }) => hour), seconds: dead.leadSeconds });
  takeOff(living, { hours: measured.map(({ hour }) => hour).reverse(), seconds: dead.tailSeconds });
  return living;
}

function takeOff(living: Map<number, HourUse>, dead: { hours: readonly number[]; seconds: number }): void {
  let left = dead.seconds;
  for (const hour of dead.hours) {
    const use = living.get(hour);
    if (use === undefined || left <= 0) continue;
    const seconds = Math.max(0, use.seconds - left);
    left -= use.seconds - seconds;
    if (seconds === 0) living.delete(hour);
    else living.set(hour, { microWh: use.microWh, seconds });
  }
}

/**
 * Fills a meter's uncovered time, day by day, at its usual power for the hours that are missing: the mean of the same
 * weekday and hour of the weeks before, brought to the level of this week, which is what the hours covered in it measured
 * over what was usual for them. Hours without such a past are left, and all of them where that level cannot be said. Which hours a
 * file called estimated is not kept: their time is taken from all hours not measured alike.
 */
export function fillMeter(days: readonly DayToFill[]): FilledTime[] {
  const level = levelOf(days);
  return days.map((day) => {
    if (day.uncoveredSeconds <= 0 || level === null) return NOTHING_FILLED;
    const open = openHours(day);
    const share = Math.min(1, day.uncoveredSeconds / open.reduce((sum, { seconds }) => sum + seconds, 0));
    let microWh = 0;
    let filled = 0;
    for (const { hour, seconds } of open) {
      const power = usualPower(day.past, hour);
      if (power === null) continue;
      microWh += power * seconds;
      filled += seconds;
    }
    return { filledMicroWh: BigInt(Math.round(microWh * share * level)), filledSeconds: Math.round(filled * share) };
  });
}

/** How this week compares with the usual of its covered hours; null where either is nothing, or less. */
function levelOf(days: readonly DayToFill[]): number | null {
  let measured = 0;
  let usual = 0;
  for (const { living, past } of days) {
    for (const [hour, { microWh, seconds }] of living) {
      const power = usualPower(past, hour);
      if (power === null) continue;
      measured += microWh;
      usual += power * seconds;
    }
  }
  return measured > 0 && usual > 0 ? measured / usual : null;
}

/** Seconds of each hour that are neither measured alive nor estimated by rule. */
function openHours({ local, living, estimated }: DayToFill): { hour: number; seconds: number }[] {
  return [...hourLengths(hourSlots(local))].flatMap(([hour, length]) => {
    const seconds = length - (living.get(hour)?.seconds ?? 0) - (estimated.get(hour) ?? 0);
    return seconds > 0 ? [{ hour, seconds }] : [];
  });
}

function hourLengths(slots: readonly HourSlot[]): Map<number, number> {
  const lengths = new Map<number, number>();
  for (const { hour, startsAt, endsAt } of slots) lengths.set(hour, (lengths.get(hour) ?? 0) + (endsAt - startsAt) / 1000);
  return lengths;
}

/** µWh a second. */
function usualPower(past: readonly HoursOfDay[], hour: number): number | null {
  let microWh = 0;
  let seconds = 0;
  for (const hours of past) {
    const use = hours.get(hour);
    microWh += use?.microWh ?? 0;
    seconds += use?.seconds ?? 0;
  }
  return seconds > 0 ? microWh / seconds : null;
}
