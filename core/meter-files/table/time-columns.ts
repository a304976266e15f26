import type { StampLabel } from '#core/meter-files/meter-file.ts';
import { lookOf } from '#core/meter-files/table/cells.ts';
import { type ClockWriting, clockWritingOf } from '#core/meter-files/table/clock-cells.ts';
import type { Column } from '#core/meter-files/table/columns.ts';
import { type Numbering, periodsIn } from '#core/meter-files/table/numbered-parts.ts';
import { WORDS } from '#core/meter-files/table/words.ts';

/** Where a time stands in a record: one column, or a date and a clock. */
export interface TimePlace {
  readonly column: Column;
  readonly clock: Column | null;
  readonly clockWriting: ClockWriting;
  /** The clock is no clock but the number of a part of the day; null where it is a clock, or there is none. */
  readonly numbering: Numbering | null;
}

/** The columns with a table's times. */
export interface TimeColumns {
  /** The only time, or the end where there are two. */
  readonly stamp: TimePlace;
  readonly start: TimePlace | null;
  /** One cell holds "start to end". */
  readonly isSpan: boolean;
  /** What the header, or the hours below it, call a single time. */
  readonly label: StampLabel | null;
  readonly labelEvidence: 'header' | 'hours-1-to-24' | 'parts-in-turn' | 'whole-days';
  /** The header says that the times are UTC. */
  readonly isUtc: boolean;
}

export interface TimeSearch {
  readonly columns: readonly Column[];
  readonly hasHeader: boolean;
  /** All of the head's records. */
  readonly records: readonly (readonly string[])[];
}

/** The time columns; 'none' or 'several' where the table does not tell. */
export function findTimeColumns({ columns: all, hasHeader, records }: TimeSearch): TimeColumns | 'none' | 'several' {
  const columns = hasHeader ? all.filter((column) => !isPartOfDay(column, all)) : all;
  const span = columns.find(({ look }) => look === 'span');
  if (span !== undefined) return { ...single(span, null), isSpan: true };
  const times = timesAmong(columns, hasHeader);
  const clocks = columns.filter((column) => column.look === 'clock' || (hasHeader && isClockNumber(column)));
  if (times.length === 0) return 'none';
  if (!hasHeader) return withoutHeader(times, clocks);
  if (clocks.length > 0) return withClocks(times, clocks, records);
  return withPeriods(times, columns, records) ?? withNames(times);
}

/** "Hour 1" among "Hour 1" to "Hour 24" is a column of values, though its numbers may look like hours. */
function isPartOfDay({ look, words }: Column, all: readonly Column[]): boolean {
  const stemOf = (text: string) => text.replaceAll(/\d+/g, '');
  if (look !== 'number' || !/\d/.test(words)) return false;
  return all.filter((other) => /\d/.test(other.words) && stemOf(other.words) === stemOf(words)).length >= FEWEST_PARTS;
}

const FEWEST_PARTS = 23;

/** A date and the number of a period of its day. */
function withPeriods(
  times: readonly Column[],
  columns: readonly Column[],
  records: readonly (readonly string[])[],
): TimeColumns | null {
  const [date, other] = times.filter(({ words }) => !WORDS.bookkeeping.test(words));
  if (date === undefined || other !== undefined || !hasDatesOnly(date)) return null;
  for (const clock of columns) {
    const numbering = periodsIn(clock, records);
    if (numbering === null) continue;
    const time = single(date, null);
    return { ...time, stamp: { ...time.stamp, clock, numbering }, label: 'start', labelEvidence: 'parts-in-turn' };
  }
  return null;
}

/** The times in the column that staff named, with the clocks beside it if it has none; 'none' where it has no times. */
export function toldTimeColumns(told: Column, columns: readonly Column[]): TimeColumns | 'none' {
  if (told.look === 'span') return { ...single(told, null), isSpan: true };
  if (told.look !== 'time' && told.numericTime === null && !isMostlySpoilt(told)) return 'none';
  const clocks = columns.filter((column) => column !== told && (column.look === 'clock' || isClockNumber(column)));
  const [clock] = clocks;
  return single(told, clocks.length === 1 && clock !== undefined && hasDatesOnly(told) ? clock : null);
}

/** The date that a cell begins with. */
export const DATE = /^\s*(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\.?)?/;

function hasDatesOnly({ cells }: Column): boolean {
  return cells.every((cell) => !/\d[:.]\d{2}/.test(cell.replace(DATE, '')) || /[T ]00:00(:00)?(\.0+)?\s*$/.test(cell));
}

function timesAmong(columns: readonly Column[], hasHeader: boolean): readonly Column[] {
  const written = columns.filter((column) => column.look === 'time' || (hasHeader && isMostlySpoilt(column)));
  if (written.length > 0 || !hasHeader) return written;
  return columns.filter(({ numericTime, words }) => numericTime !== null && isTimeName(words));
}

/** A column called a time whose times are fewer than its other words: its rows are wrong, not its name. */
function isMostlySpoilt({ look, words, cells }: Column): boolean {
  return look === 'text' && (isTimeName(words) || words === '') && words !== '' && cells.some((cell) => lookOf(cell) === 'time');
}

function isTimeName(words: string): boolean {
  return WORDS.time.test(words) || WORDS.start.test(words) || WORDS.end.test(words) || WORDS.utc.test(words) || words === '';
}

/** "Hour ending" 1 to 24, "Hour" 0 to 23, "Time" 100 to 2400 or 13.30. */
function isClockNumber({ look, words, cells }: Column): boolean {
  if (look !== 'number') return false;
  if (WORDS.hour.test(words)) return cells.every((cell) => clockWritingOf([cell]) !== null);
  return /\b(time|clock|uhrzeit|zeit|heure|hora)\b/.test(words) && ['hhmm', 'dotted'].includes(clockWritingOf(cells) ?? '');
}

function withoutHeader(times: readonly Column[], clocks: readonly Column[]): TimeColumns | 'several' {
  const [first, second, third] = times;
  const [clock, another] = clocks;
  if (first === undefined || third !== undefined || another !== undefined) return 'several';
  if (second === undefined) return single(first, clock ?? null);
  return clock === undefined ? { ...single(second, null), start: placeOf(first, null) } : 'several';
}

function withClocks(
  times: readonly Column[],
  clocks: readonly Column[],
  records: readonly (readonly string[])[],
): TimeColumns | 'several' {
  const dates = times.filter(({ words }) => !WORDS.bookkeeping.test(words));
  const [date] = dates;
  const starting = clocks.find(({ words }) => WORDS.start.test(words));
  const clock = starting ?? clocks[0];
  if (date === undefined || clock === undefined || dates.length > 1) return 'several';
  const time = { ...single(date, clock), label: labelOf(clock.words) ?? labelOf(date.words) };
  const isUtc = WORDS.utc.test(`${date.words} ${clock.words}`);
  if (time.label !== null || time.stamp.clockWriting !== 'hours') return { ...time, isUtc };
  const hours = new Set(records.map((record) => Number(record[clock.index]?.trim() || Number.NaN)));
  return hours.has(24) && !hours.has(0) ? { ...time, isUtc, label: 'end', labelEvidence: 'hours-1-to-24' } : { ...time, isUtc };
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
  if (end !== undefined && start !== undefined) return { ...single(end, null), start: placeOf(start, null), label: null };
  if (plain.length > 1) return 'several';
  const only = end ?? start ?? other;
  if (only === undefined) return 'several';
  if (other !== undefined && only !== other) {
    // "Time" beside "End": the plain one is the start.
    return end === undefined ? 'several' : { ...single(end, null), start: placeOf(other, null), label: null };
  }
  return single(only, null);
}

function single(column: Column, clock: Column | null): TimeColumns {
  const isUtc = WORDS.utc.test(column.words);
  const label = labelOf(column.words) ?? (clock === null ? null : labelOf(clock.words));
  return { stamp: placeOf(column, clock), start: null, isSpan: false, label, labelEvidence: 'header', isUtc };
}

function placeOf(column: Column, clock: Column | null): TimePlace {
  return { column, clock, clockWriting: clock === null ? 'clock' : (clockWritingOf(clock.cells) ?? 'clock'), numbering: null };
}

function labelOf(words: string): StampLabel | null {
  if (WORDS.start.test(words)) return 'start';
  return WORDS.end.test(words) ? 'end' : null;
}
