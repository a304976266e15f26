import { wallTime } from '#core/meter-files/calendar.ts';
import type { DateOrder } from '#core/meter-files/meter-file.ts';
import { type NumericTime, readNumericTime } from '#core/meter-files/numeric-times.ts';
import { readWrittenTime } from '#core/meter-files/written-times.ts';

/** A time as it is written in a file: wall time, and its distance from UTC where the cell tells it. */
export interface TimeCell {
  /** Epoch milliseconds that the wall time would have in UTC. */
  wallMs: number;
  /** NaN where the cell has no offset. */
  offsetMs: number;
  isDateOnly: boolean;
}

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
  if (style.numeric === null && readIso(text, into)) return true;
  const read = style.numeric === null ? readWrittenTime(text, style.order) : readNumericTime(text, style.numeric);
  if (read !== null) Object.assign(into, read);
  return read !== null;
}

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
