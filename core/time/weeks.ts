import { Temporal } from 'temporal-polyfill';
import { addDays, dayAt, type LocalDay, localDay } from '#core/time/local-days.ts';

/**
 * An ISO week, Monday 00:00 to next Monday 00:00 in a zone: 167, 168 or 169 real hours (Lord Howe: halves).
 * `id` is "2026-W47", `monday` its first day; `startsAt` and `endsAt` are epoch milliseconds.
 */
export interface Week {
  readonly id: string;
  readonly monday: string;
  readonly days: readonly LocalDay[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly seconds: number;
}

/** The week that begins on the Monday `monday` (YYYY-MM-DD) in `timeZone`. */
export function weekOf(monday: string, timeZone: string): Week {
  const days = Array.from({ length: 7 }, (_, index) => localDay(addDays(monday, index), timeZone));
  const startsAt = localDay(monday, timeZone).startsAt;
  const endsAt = localDay(addDays(monday, 7), timeZone).startsAt;
  return { id: weekId(monday), monday, days, startsAt, endsAt, seconds: (endsAt - startsAt) / 1000 };
}

/** The week in which an instant (epoch milliseconds) lies. */
export function weekAt(instant: number, timeZone: string): Week {
  return weekOf(mondayOf(dayAt(instant, timeZone)), timeZone);
}

/** The Monday of the ISO week to which a calendar day belongs. */
export function mondayOf(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

/** "2026-W47" for the week of a day. */
export function weekId(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}`;
}

/** The Monday of "2019-W44"; null when the text is not an ISO week that exists, or days around it have years of five digits. */
export function mondayOfWeekId(text: string): string | null {
  const match = /^(\d{4})-W(\d{2})$/.exec(text);
  if (match === null) return null;
  const monday = addDays(mondayOf(`${match[1]}-01-04`), (Number(match[2]) - 1) * 7);
  return weekId(monday) === text && monday < LAST_MONDAY ? monday : null;
}

const LAST_MONDAY = '9999-11-01';

/** When a week is closed by itself: the Monday after it, 06:00 by the campus's clock, in epoch milliseconds. */
export function closingTime(week: Week, timeZone: string): number {
  const at = Temporal.PlainDate.from(addDays(week.monday, 7)).toPlainDateTime({ hour: CLOSING_HOUR });
  return at.toZonedDateTime(timeZone).epochMilliseconds;
}

export const CLOSING_HOUR = 6;
