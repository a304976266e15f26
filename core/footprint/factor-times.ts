import type { ProblemList } from '#core/meter-files/problem-list.ts';
import { emptyTimeCell, readTime } from '#core/meter-files/time-cells.ts';
import { zoneClock } from '#core/time/zoned-times.ts';

const EARLIEST = Date.UTC(1990, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/**
 * Reads the times of one column, row after row, as epoch milliseconds: by their own offset, else on the clocks of a zone. A
 * wall time that occurs twice is the earlier one the first time it comes, then the later. Null, and a problem, for a date
 * alone, a time that never was, and what is no time.
 */
export function createTimeReader(setup: {
  column: string;
  timeZone: string;
  problems: ProblemList;
}): (text: string, row: number) => number | null {
  const { column, timeZone, problems } = setup;
  const zone = zoneClock(timeZone);
  const cell = emptyTimeCell();
  const twice = new Set<number>();
  return (text, row) => {
    const place = { severity: 'refused', row, column, found: text } as const;
    const isRead = readTime(text, { order: null, numeric: null }, cell) && !cell.isDateOnly;
    if (!isRead || cell.wallMs < EARLIEST || cell.wallMs >= LATEST) {
      problems.add({ kind: 'time-bad', ...place });
      return null;
    }
    if (!Number.isNaN(cell.offsetMs)) return cell.wallMs - cell.offsetMs;
    const meaning = zone.meaning(cell.wallMs);
    if (meaning.kind === 'once') return meaning.instant;
    if (meaning.kind === 'never') {
      const { transition, skippedMs } = meaning;
      const params = {
        timeZone,
        skippedFrom: clock(zone.wall(transition) - skippedMs),
        skippedTo: clock(zone.wall(transition)),
        standardOffset: offsetText(zone.offset(transition - 1)),
      };
      problems.add({ kind: 'time-does-not-exist', ...place, params });
      return null;
    }
    if (twice.has(cell.wallMs)) return meaning.later;
    twice.add(cell.wallMs);
    return meaning.earlier;
  };
}

function clock(wallMs: number): string {
  return new Date(wallMs).toISOString().slice(11, 16);
}

function offsetText(offsetMs: number): string {
  return `${offsetMs < 0 ? '-' : '+'}${clock(Math.abs(offsetMs))}`;
}
