import type { StampLabel } from '#core/meter-files/meter-file.ts';
import { lookOf } from '#core/meter-files/table/cells.ts';
import type { Column } from '#core/meter-files/table/columns.ts';
import { WORDS } from '#core/meter-files/table/words.ts';

/** Where a time stands in a record: one column, or a date and a clock. */
export interface TimePlace {
  readonly column: Column;
  readonly clock: Column | null;
}

/** The columns with a table's times. */
export interface TimeColumns {
  /** The only time, or the end where there are two. */
  readonly stamp: TimePlace;
  readonly start: TimePlace | null;
  /** One cell holds "start to end". */
  readonly isSpan: boolean;
  /** What the header calls a single time. */
  readonly label: StampLabel | null;
  /** The header says that the times are UTC. */
  readonly isUtc: boolean;
}

/** The time columns; 'none' or 'several' where the table does not tell. */
export function findTimeColumns(columns: readonly Column[], hasHeader: boolean): TimeColumns | 'none' | 'several' {
  const span = columns.find(({ look }) => look === 'span');
  if (span !== undefined) return { ...single(span, null), isSpan: true };
  const times = timesAmong(columns, hasHeader);
  const clocks = columns.filter((column) => column.look === 'clock' || (hasHeader && isHourNumber(column)));
  if (times.length === 0) return 'none';
  if (!hasHeader) return withoutHeader(times, clocks);
  if (clocks.length > 0) return withClocks(times, clocks);
  return withNames(times);
}

function timesAmong(columns: readonly Column[], hasHeader: boolean): readonly Column[] {
  const written = columns.filter((column) => column.look === 'time' || (hasHeader && isMostlySpoilt(column)));
  if (written.length > 0 || !hasHeader) return written;
  return columns.filter(({ numericTime, words }) => numericTime !== null && isTimeName(words));
}

/** A column called a time whose times are fewer than its other words: its rows are wrong, not its name. */
function isMostlySpoilt({ look, words, cells }: Column): boolean {
  return look === 'text' && isTimeName(words) && words !== '' && cells.some((cell) => lookOf(cell) === 'time');
}

function isTimeName(words: string): boolean {
  return WORDS.time.test(words) || WORDS.start.test(words) || WORDS.end.test(words) || WORDS.utc.test(words) || words === '';
}

/** "Hour ending" 1 to 24, "Hour" 0 to 23. */
function isHourNumber({ look, words, cells }: Column): boolean {
  return look === 'number' && WORDS.hour.test(words) && cells.every((cell) => /^\s*$|^\s*(?:[01]?\d|2[0-4])\s*$/.test(cell));
}

function withoutHeader(times: readonly Column[], clocks: readonly Column[]): TimeColumns | 'several' {
  const [first, second, third] = times;
  const [clock, another] = clocks;
  if (first === undefined || third !== undefined || another !== undefined) return 'several';
  if (second === undefined) return single(first, clock ?? null);
  return clock === undefined ? { ...single(second, null), start: { column: first, clock: null } } : 'several';
}

function withClocks(times: readonly Column[], clocks: readonly Column[]): TimeColumns | 'several' {
  const date = times.find(({ words }) => !WORDS.bookkeeping.test(words));
  const clock = clocks.find(({ words }) => WORDS.start.test(words)) ?? clocks[0];
  if (date === undefined || clock === undefined || times.filter(({ words }) => !WORDS.bookkeeping.test(words)).length > 1)
    return 'several';
  return {
    ...single(date, clock),
    label: labelOf(clock.words) ?? labelOf(date.words),
    isUtc: WORDS.utc.test(`${date.words} ${clock.words}`),
  };
}

function withNames(all: readonly Column[]): TimeColumns | 'several' {
  const kept = all.filter(({ words }) => !WORDS.bookkeeping.test(words));
  const times = kept.length > 0 ? kept : all;
  const utc = times.filter(({ words }) => WORDS.utc.test(words));
  const chosen = utc.length > 0 && utc.length < times.length ? utc : times;
  const ends = chosen.filter(({ words }) => labelOf(words) === 'end');
  const starts = chosen.filter(({ words }) => labelOf(words) === 'start');
  const plain = chosen.filter(({ words }) => labelOf(words) === null);
  const [end, start, other] = [ends[0], starts[0], plain[0]];
  if (ends.length > 1 || starts.length > 1) return 'several';
  if (end !== undefined && start !== undefined)
    return { ...single(end, null), start: { column: start, clock: null }, label: null };
  if (plain.length > 1) return 'several';
  const only = end ?? start ?? other;
  if (only === undefined) return 'several';
  if (other !== undefined && only !== other) {
    // "Time" beside "End": the plain one is the start.
    return end === undefined ? 'several' : { ...single(end, null), start: { column: other, clock: null }, label: null };
  }
  return single(only, null);
}

function single(column: Column, clock: Column | null): TimeColumns {
  const isUtc = WORDS.utc.test(column.words);
  return { stamp: { column, clock }, start: null, isSpan: false, label: labelOf(column.words), isUtc };
}

function labelOf(words: string): StampLabel | null {
  if (WORDS.start.test(words)) return 'start';
  return WORDS.end.test(words) ? 'end' : null;
}
