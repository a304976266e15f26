import type { Column } from '#core/meter-files/table/columns.ts';

/** One part of a day in a row a day. */
export interface DayPart {
  readonly column: Column;
  /** Milliseconds from local midnight to the part's start, by the clock. */
  readonly wallMs: number;
  /** The second of two columns for the same time: filled on the day whose hour happens twice. */
  readonly isSecond: boolean;
  /** A column behind the last part of an ordinary day, such as hour 25. */
  readonly isExtra: boolean;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const COUNTS = [24, 48, 96, 288] as const;

/** The columns of the parts of a day: clocks, or hours and parts numbered from 0 or 1. Null where there are no such columns. */
export function dayParts(columns: readonly Column[]): readonly DayPart[] | null {
  const named = columns.flatMap((column) => {
    const place = placeOf(column.name ?? '');
    return place === null ? [] : [{ column, ...place }];
  });
  const isClock = named.some(({ minutes }) => minutes !== null);
  const parts = named.filter(({ minutes }) => (minutes !== null) === isClock);
  const opening = parts[0]?.minutes ?? 0;
  // 0:00 or 23:59 behind the others is the end of the day.
  const isMidnight = (minutes: number | null, at: number) => at > 0 && opening > 0 && (minutes === 0 || minutes === 1439);
  const keys = parts.map(({ minutes, number }, at) => (isMidnight(minutes, at) ? 1440 : (minutes ?? number ?? 0)));
  const seconds = keys.map((key, at) => keys.indexOf(key) < at || (parts[at]?.isMarked ?? false));
  const own = keys.filter((_, at) => !seconds[at]);
  const count = COUNTS.findLast((most) => own.length >= most);
  if (count === undefined || own.length > count * 1.05 || parts.length > count * 1.1) return null;
  const stepMs = DAY_MS / count;
  const first = Math.min(...own);
  // Clocks of ends begin one step after midnight; numbers from 1 mean the same.
  const unit = isClock ? MINUTE_MS : stepMs;
  if (first * unit !== 0 && first * unit !== stepMs) return null;
  if (own.some((key) => ((key - first) * unit) % stepMs !== 0)) return null;
  return parts.map(({ column }, at) => {
    const wallMs = ((keys[at] ?? 0) - first) * unit;
    return { column, wallMs, isSecond: seconds[at] ?? false, isExtra: wallMs >= DAY_MS };
  });
}

/** `02:00*`, `HE02 (2)`, `2B`, `02:00 DST`, `02:00.1`: the second hour of that name. */
const MARK = /\s*(?:\*+|\(2\)|\((?:dst|std|est|2nd)\)|x|b|dst|std|2nd|\.1)\s*$/i;
const CLOCK =
  /^(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*([ap]\.?m\.?)?(?:\s*(?:-|–|to)\s*\d{1,2}(?:[:.]\d{2})?(?::\d{2})?\s*(?:[ap]\.?m\.?)?)?$/i;
const NUMBER =
  /^(?:h|hh|hr|he|hour|(?:usage )?hour(?: ending)?|half[\s-]?hour|int|interval|p|sp|period|settlement period|slot|q|v|value|t)?[\s_-]?(\d{1,3})$/i;

interface Place {
  readonly minutes: number | null;
  readonly number: number | null;
  readonly isMarked: boolean;
}

function placeOf(name: string): Place | null {
  const trimmed = name.replace(/\s*[([]?(?:kwh|kw|wh|mwh)[)\]]?\s*$/i, '').trim();
  const bare = trimmed.replace(MARK, '');
  const isMarked = bare !== trimmed;
  const clock = clockMinutes(bare.replace(/^(?:he|h|hour ending)[\s_-]?(?=\d{1,2}[:.])/i, ''));
  if (clock !== null) return { minutes: clock, number: null, isMarked };
  const number = NUMBER.exec(bare)?.[1];
  return number === undefined ? null : { minutes: null, number: Number(number), isMarked };
}

/** Minutes after midnight of `00:15`, `1 AM`, `00:00-01:00` (its start); null for a number alone. */
function clockMinutes(text: string): number | null {
  const match = CLOCK.exec(text);
  if (match === null) return null;
  const [, hours = '', minutes, half] = match;
  if (minutes === undefined && half === undefined) return null;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (/^p/i.test(half) ? 12 : 0);
  return hour > 24 || Number(minutes ?? '0') > 59 ? null : hour * 60 + Number(minutes ?? '0');
}
