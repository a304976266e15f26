import type { Problem } from '#core/meter-files/problem.ts';
import type { Line } from '#core/meter-files/rows/line.ts';
import type { MeterTimeline } from '#core/meter-files/rows/meter-timeline.ts';
import type { Column } from '#core/meter-files/table/columns.ts';
import type { Layout } from '#core/meter-files/table/layout.ts';
import type { Table } from '#core/meter-files/table/table.ts';
import type { ZoneClock } from '#core/time/zoned-times.ts';

/** Parts of a day counted one after the other in real time, beside a date: hour 25, settlement period 50. */
export interface Numbering {
  readonly stepMs: number;
  /** The number of no elapsed time: 1 of periods that are called by their number, 0 of hours that stamp an end. */
  readonly base: 0 | 1;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const PERIOD = /\b(period|periode|sp|settlement|half hour|hh|interval|slot|quarter hour)\b/;
const WHOLE = /^\d{1,3}$/;
/** Periods of an ordinary day, and of the longest. */
const COUNTS = [
  { usual: 48, most: 50 },
  { usual: 96, most: 100 },
] as const;

/** How a column numbers the parts of a day; null where it does not, or has too few to tell. */
export function periodsIn({ look, words, index }: Column, records: readonly (readonly string[])[]): Numbering | null {
  if (look !== 'number' || !PERIOD.test(words)) return null;
  const cells = records.map((record) => record[index]?.trim() ?? '').filter((cell) => cell !== '');
  const numbers = cells.filter((cell) => WHOLE.test(cell)).map(Number);
  const most = numbers.reduce((max, number) => Math.max(max, number), 0);
  const count = COUNTS.find((one) => most > one.usual / 2 + 1 && most <= one.most);
  const isWhole = numbers.length === cells.length && numbers.every((number) => number >= 1);
  return count === undefined || !isWhole ? null : { stepMs: DAY_MS / count.usual, base: 1 };
}

/**
 * The layout with its hours as numbers in turn where they count the hours of a day: some day has an hour 25, or one between
 * others has the hours 1 to 23 and no more. Elsewhere they are times of the clock. Goes through the whole table.
 */
export async function decideNumbering(layout: Layout, table: Table): Promise<Layout> {
  const { stamp } = layout.time;
  const { clock, column } = stamp;
  if (clock === null || stamp.clockWriting !== 'hours' || layout.time.start !== null) return layout;
  const hours = new Map<string, number>();
  for await (const { records } of table.blocks()) {
    for (const record of records) {
      const [day, hour] = [record[column.index] ?? '', record[clock.index]?.trim() ?? ''];
      if (!WHOLE.test(hour) || (!hours.has(day) && hours.size >= MOST_DAYS)) continue;
      hours.set(day, (hours.get(day) ?? 0) | (1 << Math.min(Number(hour), 30)));
    }
  }
  if (!areInTurn([...hours.values()])) return layout;
  const label = layout.time.label ?? 'end';
  const numbering: Numbering = { stepMs: HOUR_MS, base: label === 'end' ? 0 : 1 };
  return {
    ...layout,
    time: { ...layout.time, label, labelEvidence: 'parts-in-turn', stamp: { ...stamp, clockWriting: 'clock', numbering } },
  };
}

const MOST_DAYS = 20_000;
/** The hours 1 to 23, 24 and 25, a bit each. */
const [SHORT, USUAL, LONG] = [23, 24, 25].map((count) => 2 ** (count + 1) - 2);

function areInTurn(days: readonly number[]): boolean {
  if (days.some((hours) => hours === LONG)) return true;
  const between = days.slice(1, -1);
  return between.some((hours) => hours === SHORT) && days.some((hours) => hours === USUAL);
}

/** A timeline whose lines have the parts of a day by number: each gets its time on the days of its zone. */
export function numberedTimeline(
  timeline: MeterTimeline,
  { areEnds, refuse }: { readonly areEnds: boolean; readonly refuse: (line: Line) => void },
): MeterTimeline {
  const { zone } = timeline;
  return {
    zone,
    take(line) {
      const { stamp } = line;
      const { wallMs, offsetMs } = stamp;
      const hasOffset = !Number.isNaN(offsetMs);
      const from = hasOffset ? wallMs - offsetMs : dayStart(zone, wallMs);
      const length = hasOffset ? DAY_MS : dayStart(zone, wallMs + DAY_MS) - from;
      const isInDay = line.elapsedMs >= 0 && (areEnds ? line.elapsedMs <= length : line.elapsedMs < length);
      if (!isInDay) {
        refuse(line);
        return;
      }
      const at = from + line.elapsedMs;
      stamp.wallMs = zone.wall(at);
      stamp.offsetMs = zone.offset(at);
      timeline.take(line);
      stamp.wallMs = wallMs;
      stamp.offsetMs = offsetMs;
    },
    finish: () => timeline.finish(),
  };
}

/** Where the clocks change at midnight a day begins after the skipped hour, or when midnight comes first. */
function dayStart(zone: ZoneClock, midnight: number): number {
  const meaning = zone.meaning(midnight);
  if (meaning.kind === 'once') return meaning.instant;
  return meaning.kind === 'twice' ? meaning.earlier : meaning.transition;
}

/** A line whose day has no part of its number. */
export function noSuchPart(
  { row, stampText }: Line,
  column: string,
): Pick<Problem, 'kind' | 'severity' | 'row' | 'column' | 'found'> {
  return { kind: 'time-bad', severity: 'refused', row, column, found: stampText };
}
