import type { LocalDay } from '#core/time/local-days.ts';

/** A stretch of real time that lies in one hour (0–23) of the wall clock. Epoch milliseconds. */
export interface HourSlot {
  readonly day: string;
  readonly hour: number;
  readonly startsAt: number;
  readonly endsAt: number;
}

/**
 * The wall-clock hours of a local day as real time, in order and without gaps. The hour skipped in spring is absent,
 * the hour repeated in autumn is there twice, and a half-hour change (Lord Howe) cuts an hour short. Where the clocks
 * go back just past midnight (Newfoundland until 2011) the day also holds a stretch of hour 23.
 */
export function hourSlots(day: LocalDay): HourSlot[] {
  const slots: HourSlot[] = [];
  for (let at = day.startsAt; at < day.endsAt; ) {
    const shift = day.shiftsAt !== null && at >= day.shiftsAt ? day.shiftSeconds : 0;
    const wallSeconds = (day.wallSecondsAtStart + (at - day.startsAt) / 1000 + shift + SECONDS_OF_DAY) % SECONDS_OF_DAY;
    const nextHour = at + (3600 - (wallSeconds % 3600)) * 1000;
    const nextShift = day.shiftsAt !== null && at < day.shiftsAt ? day.shiftsAt : day.endsAt;
    const endsAt = Math.min(nextHour, nextShift, day.endsAt);
    slots.push({ day: day.day, hour: Math.floor(wallSeconds / 3600), startsAt: at, endsAt });
    at = endsAt;
  }
  return slots;
}

const SECONDS_OF_DAY = 86_400;
