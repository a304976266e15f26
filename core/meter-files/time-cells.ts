import type { DateOrder } from '#core/meter-files/meter-file.ts';

/** A time as it is written in a file: wall time, and its distance from UTC where the cell tells it. */
export interface TimeCell {
  /** Epoch milliseconds that the wall time would have in UTC. */
  wallMs: number;
  /** NaN where the cell has no offset. */
  offsetMs: number;
  isDateOnly: boolean;
}

/** Columns of numbers that are times. */
export type NumericTime = 'epoch-seconds' | 'epoch-milliseconds' | 'excel-serial';

/** How a file writes its times; `order` is null where nothing needs it or nothing decides it. */
export interface TimeStyle {
  readonly order: DateOrder | null;
  readonly numeric: NumericTime | null;
}

export function emptyTimeCell(): TimeCell {
  return { wallMs: 0, offsetMs: Number.NaN, isDateOnly: false };
}

/** Reads a time cell into `into`, to the nearest second; false where the text is no time that exists in the calendar. */
export function readTime(text: string, style: TimeStyle, into: TimeCell): boolean {
  if (style.numeric !== null) return readNumericTime(text, style.numeric, into);
  return readIso(text, into) || readWrittenTime(text, style, into);
}

const DAY_MS = 86_400_000;
const LONGEST_TIME = 64;

/** `2019-03-04 05:06`, with T or space, seconds, Z or an offset: nearly every cell. */
function readIso(text: string, into: TimeCell): boolean {
  const { length } = text;
  if (length < 16 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45 || text.charCodeAt(13) !== 58) return false;
  const separator = text.charCodeAt(10);
  if (separator !== 32 && separator !== 84) return false;
  const hour = pair(text, 11);
  const minute = pair(text, 14);
  let second = 0;
  let end = 16;
  if (length >= 19 && text.charCodeAt(16) === 58) {
    second = pair(text, 17);
    end = 19;
  }
  let offsetMs = Number.NaN;
  if (end < length) {
    offsetMs = readPlainOffset(text, end);
    if (Number.isNaN(offsetMs)) return false;
  }
  const year = pair(text, 0) * 100 + pair(text, 2);
  const wallMs = wallTime({ year, month: pair(text, 5), day: pair(text, 8), hour, minute, second, ms: 0 });
  if (Number.isNaN(wallMs)) return false;
  into.wallMs = wallMs;
  into.offsetMs = offsetMs;
  into.isDateOnly = false;
  return true;
}

/** Two digits as a number; NaN where they are none. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function readPlainOffset(text: string, at: number): number {
  const { length } = text;
  const sign = text.charCodeAt(at);
  if (sign === 90 && length === at + 1) return 0;
  if ((sign !== 43 && sign !== 45) || length !== at + 6 || text.charCodeAt(at + 3) !== 58) return Number.NaN;
  const minutes = pair(text, at + 1) * 60 + pair(text, at + 4);
  return minutes <= 18 * 60 ? (sign === 43 ? minutes : -minutes) * 60_000 : Number.NaN;
}

interface CalendarTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
}

/** Wall milliseconds; NaN for what no calendar or clock shows. 24:00 is the end of the day. */
function wallTime({ year, month, day, hour, minute, second, ms }: CalendarTime): number {
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

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?!\d)/;
const COMPACT_WITH_CLOCK = /^(\d{4})(\d{2})(\d{2})[T ]?(\d{2})(\d{2})(\d{2})?(?![\d:])/;
const NUMBERS = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/;
const DAY_AND_NAME = /^(\d{1,2})[-/. ]+([a-z]{3,9})\.?[-/., ]+(\d{4}|\d{2})(?!\d)/i;
const NAME_AND_DAY = /^([a-z]{3,9})\.?[- ]+(\d{1,2})(?:st|nd|rd|th)?,?[- ]+(\d{4})(?!\d)/i;
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+/i;
const CLOCK =
  /^(?:,?\s*[T ]\s*(\d{1,2})(?::(\d{2}))?(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(?:([ap])\.?m\.?)?)?\s*([a-z]{1,5}|[+-]\d{2}(?::?\d{2})?)?$/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Abbreviations that mean one offset wherever they are used for meters; others, such as IST, are refused. */
const ABBREVIATION_HOURS: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  akst: -9,
  akdt: -8,
  hst: -10,
  cet: 1,
  cest: 2,
  mez: 1,
  mesz: 2,
  eet: 2,
  eest: 3,
  aest: 10,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
};

interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** What follows the date. */
  readonly rest: string;
}

function readWrittenTime(text: string, { order }: TimeStyle, into: TimeCell): boolean {
  const trimmed = text.trim();
  if (trimmed.length < 6 || trimmed.length > LONGEST_TIME) return false;
  const date = readDate(trimmed.replace(WEEKDAY, ''), order);
  const clock = date === null ? null : CLOCK.exec(date.rest);
  if (date === null || clock === null) return false;
  const [, hours, minutes, seconds = '0', fraction = '', half, zone] = clock;
  if (hours !== undefined && minutes === undefined && half === undefined) return false;
  const hour = hourOfDay(Number(hours ?? '0'), half);
  const ms = Number(`0.${fraction || '0'}`) < 0.5 ? 0 : 1000;
  const { year, month, day } = date;
  const wallMs = wallTime({ year, month, day, hour, minute: Number(minutes ?? '0'), second: Number(seconds), ms });
  const offsetMs = zone === undefined ? Number.NaN : readOffset(zone);
  if (Number.isNaN(wallMs) || (zone !== undefined && Number.isNaN(offsetMs))) return false;
  into.wallMs = wallMs;
  into.offsetMs = offsetMs;
  into.isDateOnly = hours === undefined;
  return true;
}

function hourOfDay(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

/** Milliseconds of `+01:00`, `-0500`, `+10`, `Z`, `EST`; NaN for anything else. */
export function readOffset(text: string): number {
  const numbers = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(text);
  if (numbers !== null) {
    const minutes = Number(numbers[2]) * 60 + Number(numbers[3] ?? '0');
    return minutes <= 18 * 60 ? minutes * (numbers[1] === '-' ? -60_000 : 60_000) : Number.NaN;
  }
  return (ABBREVIATION_HOURS[text.toLowerCase()] ?? Number.NaN) * 3_600_000;
}

function readDate(text: string, order: DateOrder | null): CalendarDay | null {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) return dayOf(text, yearFirst, [1, 3, 4]);
  const compactClock = COMPACT_WITH_CLOCK.exec(text);
  if (compactClock !== null) {
    const [whole, year, month, day, hour, minute, second = '00'] = compactClock;
    const rest = ` ${hour}:${minute}:${second}${text.slice(whole.length)}`;
    return { year: Number(year), month: Number(month), day: Number(day), rest };
  }
  const compact = COMPACT.exec(text);
  if (compact !== null) return dayOf(text, compact, [1, 2, 3]);
  const numbers = NUMBERS.exec(text);
  if (numbers !== null) return orderedDay(text, numbers, order);
  return namedDay(text);
}

function dayOf(text: string, match: RegExpExecArray, [year, month, day]: readonly [number, number, number]): CalendarDay {
  return {
    year: fullYear(match[year] ?? ''),
    month: Number(match[month]),
    day: Number(match[day]),
    rest: text.slice(match[0].length),
  };
}

function orderedDay(text: string, match: RegExpExecArray, order: DateOrder | null): CalendarDay | null {
  const isSame = match[1] === match[3];
  if (order === 'dmy' || (order === null && isSame)) return dayOf(text, match, [4, 3, 1]);
  if (order === 'mdy') return dayOf(text, match, [4, 1, 3]);
  return order === 'ymd' && match[4]?.length === 2 ? dayOf(text, match, [1, 3, 4]) : null;
}

function namedDay(text: string): CalendarDay | null {
  const dayFirst = DAY_AND_NAME.exec(text);
  const match = dayFirst ?? NAME_AND_DAY.exec(text);
  if (match === null) return null;
  const [whole, first = '', second = '', year = ''] = match;
  const month = MONTHS.indexOf((dayFirst === null ? first : second).slice(0, 3).toLowerCase()) + 1;
  const day = Number(dayFirst === null ? second : first);
  return { year: fullYear(year), month, day, rest: text.slice(whole.length) };
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/** What a date says about the order of day and month: 'either' when both fit and differ, null when it is no such date. */
export function orderEvidence(text: string): DateOrder | 'either' | 'same' | null {
  const match = NUMBERS.exec(text.trim().replace(WEEKDAY, ''));
  if (match === null) return null;
  const first = Number(match[1]);
  const second = Number(match[3]);
  if (first > 31 && match[4]?.length === 2) return 'ymd';
  if (first > 12) return second > 12 ? null : 'dmy';
  if (second > 12) return 'mdy';
  return first === second ? 'same' : 'either';
}

const EPOCH_1990_SECONDS = 631_152_000;
const EPOCH_2100_SECONDS = 4_102_444_800;
const EXCEL_1990 = 32_874;
const EXCEL_2100 = 73_051;
/** 1970-01-01 as a serial number of Excel's 1900 system. */
const EXCEL_EPOCH = 25_569;

/** Which kind of numeric time a cell could be, null when none. */
export function numericTimeOf(text: string): NumericTime | null {
  if (!/^\d{5,13}(\.\d+)?$/.test(text.trim())) return null;
  const number = Number(text);
  if (number >= EXCEL_1990 && number < EXCEL_2100) return 'excel-serial';
  if (number >= EPOCH_1990_SECONDS && number < EPOCH_2100_SECONDS) return 'epoch-seconds';
  return number >= EPOCH_1990_SECONDS * 1000 && number < EPOCH_2100_SECONDS * 1000 ? 'epoch-milliseconds' : null;
}

function readNumericTime(text: string, numeric: NumericTime, into: TimeCell): boolean {
  if (numericTimeOf(text) !== numeric) return false;
  const number = Number(text);
  into.isDateOnly = numeric === 'excel-serial' && Number.isInteger(number);
  into.offsetMs = numeric === 'excel-serial' ? Number.NaN : 0;
  // Serial numbers are binary fractions of a day: the nearest second is what was meant.
  if (numeric === 'excel-serial') into.wallMs = Math.round((number - EXCEL_EPOCH) * 86_400) * 1000;
  else into.wallMs = Math.round(numeric === 'epoch-seconds' ? number : number / 1000) * 1000;
  return true;
}
