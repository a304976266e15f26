/** What a time cell says; see `TimeCell`. */
export interface WallTime {
  readonly wallMs: number;
  readonly offsetMs: number;
  readonly isDateOnly: boolean;
}

export interface CalendarTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
}

const DAY_MS = 86_400_000;

/** Wall milliseconds; NaN for what no calendar or clock shows. 24:00 is the end of the day. */
export function wallTime({ year, month, day, hour, minute, second, ms }: CalendarTime): number {
  const isClock = hour <= 23 || (hour === 24 && minute === 0 && second === 0);
  if (!(month >= 1 && month <= 12 && day >= 1 && isClock && minute <= 59 && second <= 60 && year >= 1000)) return Number.NaN;
  if (day > 28 && day > daysInMonth(year, month)) return Number.NaN;
  return daysSinceEpoch(year, month, day) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days from 1970-01-01 in the Gregorian calendar; years are counted from March, so that the leap day is a year's last. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const key = (year * 16 + month) * 32 + day;
  if (key === lastDay.key) return lastDay.days;
  const marchYear = month <= 2 ? year - 1 : year;
  const marchMonth = month <= 2 ? month + 9 : month - 3;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  lastDay.key = key;
  lastDay.days = marchYear * 365 + leapDays + Math.floor((153 * marchMonth + 2) / 5) + day - 1 - 719_468;
  return lastDay.days;
}

/** Most lines are of the same day as the line before. */
const lastDay = { key: -1, days: 0 };
