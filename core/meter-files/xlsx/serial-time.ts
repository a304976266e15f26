import type { NumberLook } from '#core/meter-files/xlsx/number-format.ts';

const DAY_SECONDS = 86_400;
/** 1970-01-01 as a serial number. */
const UNIX_EPOCH = 25_569;
/** Serial 60 is a 29 February 1900 that never was: numbers before it are a day further from the epoch. */
const FICTITIOUS_DAY = 60;
const DAYS_FROM_1900_TO_1904 = 1462;
/** 31 December 9999. */
const LAST_DAY = 2_958_465;
/** 1 January 1990: a clock with so many days is a whole time of which the format shows a part. */
const RECENT = 32_874;

/**
 * A serial number as its format means it, rounded to the second: `2024-01-31 13:45:00`, `2024-01-31`, `13:45:00`. Null where
 * the number is no time in Excel's calendar.
 */
export function serialText({
  serial,
  look,
  is1904,
}: {
  readonly serial: number;
  readonly look: NumberLook;
  readonly is1904: boolean;
}): string | null {
  if (look === 'number' || !(serial >= 0)) return null;
  const seconds = Math.round(serial * DAY_SECONDS);
  const isClock = look === 'clock' || look === 'elapsed';
  if (isClock && serial < RECENT - (is1904 ? DAYS_FROM_1900_TO_1904 : 0)) return clockOf(seconds, look);
  const offset = is1904 ? DAYS_FROM_1900_TO_1904 : 0;
  const day = Math.floor(seconds / DAY_SECONDS) + offset;
  if (day > LAST_DAY) return null;
  const ofDay = seconds - (day - offset) * DAY_SECONDS;
  return look === 'date' && ofDay === 0 ? dayText(day) : `${dayText(day)} ${clockText(ofDay)}`;
}

/** One whole day is 24:00, the end of an hour that ends at midnight; more is what the clock shows then, unless it counts on. */
function clockOf(seconds: number, look: NumberLook): string {
  return clockText(look === 'elapsed' || seconds <= DAY_SECONDS ? seconds : seconds % DAY_SECONDS);
}

function clockText(seconds: number): string {
  return `${twoDigits(Math.floor(seconds / 3600))}:${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

/** Most cells are of the same day as the one before. */
const last = { day: -1, text: '' };

function dayText(day: number): string {
  if (day !== last.day) {
    last.day = day;
    last.text = dayTextOf(day);
  }
  return last.text;
}

function dayTextOf(day: number): string {
  if (day === FICTITIOUS_DAY) return '1900-02-29';
  const days = day < FICTITIOUS_DAY ? day + 1 : day;
  return new Date((days - UNIX_EPOCH) * DAY_SECONDS * 1000).toISOString().slice(0, 10);
}
