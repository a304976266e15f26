import { type WallTime, wallTime } from '#core/meter-files/calendar.ts';
import { entryOf } from '#core/meter-files/entry-of.ts';
import type { DateOrder } from '#core/meter-files/meter-file.ts';

const LONGEST_TIME = 64;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?!\d)/;
const COMPACT_WITH_CLOCK = /^(\d{4})(\d{2})(\d{2})[T ]?(\d{2})(\d{2})(\d{2})?(?![\d:])/;
const NUMBERS = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/;
const DAY_AND_NAME = /^(\d{1,2})[-/. ]+([a-z]{3,9})\.?[-/., ]+(\d{4}|\d{2})(?!\d)/i;
const NAME_AND_DAY = /^([a-z]{3,9})\.?[- ]+(\d{1,2})(?:st|nd|rd|th)?,?[- ]+(\d{4})(?!\d)/i;
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+/i;
const CLOCK =
  /^(?:,?\s*[T ]\s*(\d{1,2})(?:[:.](\d{2}))?(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*(?:([ap])m)?)?\s*\(?((?:utc|gmt)\s*[+-]\d{1,2}(?::?\d{2})?|[a-z]{1,5}|[+-]\d{2}(?::?\d{2})?)?\)?$/i;
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

/** Reads a time as people write it, to the nearest second; null where the text is no time that exists in the calendar. */
export function readWrittenTime(text: string, order: DateOrder | null): WallTime | null {
  const trimmed = text.trim();
  if (trimmed.length < 6 || trimmed.length > LONGEST_TIME) return null;
  const date = readDate(trimmed.replace(WEEKDAY, ''), order);
  return date === null ? null : timeOn(date);
}

function timeOn({ year, month, day, rest }: CalendarDay): WallTime | null {
  const clock = CLOCK.exec(withLatinHalves(rest));
  if (clock === null) return null;
  const [, hours, minutes, seconds = '0', fraction = '', half, zone] = clock;
  if (hours !== undefined && minutes === undefined && half === undefined) return null;
  const hour = hourOfDay(Number(hours ?? '0'), half);
  const ms = Number(`0.${fraction || '0'}`) < 0.5 ? 0 : 1000;
  const wallMs = wallTime({ year, month, day, hour, minute: Number(minutes ?? '0'), second: Number(seconds), ms });
  const offsetMs = zone === undefined ? Number.NaN : readOffset(zone);
  if (Number.isNaN(wallMs) || (zone !== undefined && Number.isNaN(offsetMs))) return null;
  return { wallMs, offsetMs, isDateOnly: hours === undefined };
}

/** `上午 9:05`, `PM 9:05` and `a. m.` as `9:05 am`; `0905` as `09:05`. */
function withLatinHalves(rest: string): string {
  const text = rest
    .replace(/上午|早上|凌晨|午前|오전/, 'am')
    .replace(/下午|晚上|午後|오후/, 'pm')
    .replace(/([ap])\s*\.?\s*m\b\.?/i, '$1m')
    .replace(/\s+(?:uhr|h|hrs|hours)\s*$/i, '')
    .replace(
      /^([T ]\s*)(\d{2})(\d{2})(\d{2})?(?=\s*(?:[a-z+-]|$))/i,
      (_, gap, hour, minute, second) => `${gap}${hour}:${minute}${second === undefined ? '' : `:${second}`}`,
    );
  return text.replace(/^(,?\s*)([ap]m)\s*(\d{1,2}(?:[:.]\d{2}){0,2})/i, ' $3 $2');
}

function hourOfDay(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

/** Milliseconds of `+01:00`, `-0500`, `+10`, `Z`, `EST`; NaN for anything else. */
export function readOffset(text: string): number {
  const numbers = /^(?:utc|gmt)?\s*([+-])(\d{1,2}):?(\d{2})?$/i.exec(text);
  if (numbers !== null) {
    const minutes = Number(numbers[2]) * 60 + Number(numbers[3] ?? '0');
    return minutes <= 18 * 60 ? minutes * (numbers[1] === '-' ? -60_000 : 60_000) : Number.NaN;
  }
  return (entryOf(ABBREVIATION_HOURS, text.toLowerCase()) ?? Number.NaN) * 3_600_000;
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
  const orders = possibleOrders(text);
  if (orders === null || orders.length === 0) return null;
  const [one, another] = orders.filter((order) => order !== 'ymd' || orders.length === 1);
  if (one === undefined || another === undefined) return one ?? null;
  const match = dateNumbers(text);
  return match?.[1] === match?.[3] ? 'same' : 'either';
}

/** The orders in which three numbers are a date that exists; null for what is not three numbers with the year last or short. */
export function possibleOrders(text: string): readonly DateOrder[] | null {
  const match = dateNumbers(text);
  if (match === null) return null;
  const [, first = '', , second = '', third = ''] = match;
  const isDate = (day: string, month: string) =>
    Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12;
  const isShort = first.length === 2 && second.length === 2 && third.length === 2;
  return [
    ...(isDate(first, second) ? (['dmy'] as const) : []),
    ...(isDate(second, first) ? (['mdy'] as const) : []),
    ...(isShort && isDate(third, second) ? (['ymd'] as const) : []),
  ];
}

/** The three numbers of a date at the beginning of a text. */
export function dateNumbers(text: string): RegExpExecArray | null {
  return NUMBERS.exec(text.trim().replace(WEEKDAY, ''));
}
