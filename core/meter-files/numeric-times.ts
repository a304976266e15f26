import type { WallTime } from '#core/meter-files/calendar.ts';

/** Columns of numbers that are times. */
export type NumericTime = 'epoch-seconds' | 'epoch-milliseconds' | 'excel-serial';

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

/** The time that a number is; null for a number that is none of its kind. */
export function readNumericTime(text: string, numeric: NumericTime): WallTime | null {
  if (numericTimeOf(text) !== numeric) return null;
  const number = Number(text);
  // Serial numbers are binary fractions of a day: the nearest second is what was meant.
  if (numeric === 'excel-serial') {
    const wallMs = Math.round((number - EXCEL_EPOCH) * 86_400) * 1000;
    return { wallMs, offsetMs: Number.NaN, isDateOnly: Number.isInteger(number) };
  }
  return { wallMs: Math.round(numeric === 'epoch-seconds' ? number : number / 1000) * 1000, offsetMs: 0, isDateOnly: false };
}
