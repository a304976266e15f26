import type { Problem } from '#core/meter-files/problem.ts';
import { problemOf } from '#core/meter-files/problem-list.ts';

/** So much without anything that can be read is no file of readings; more lines than a sheet has can be blank below its values. */
const MOST_EMPTY_BYTES = 64 << 20;
const MOST_EMPTY_LINES = 2_000_000;

/** How long ago the last line with anything in it came. */
export class Patience {
  #lines = 0;
  #filledAt = 0;

  /** To be told of some lines, in order, and of how far the file has been read. */
  look(lines: readonly (string | readonly string[])[], bytesRead: number): void {
    const last = lines.findLastIndex(isFilled);
    this.#lines = last < 0 ? this.#lines + lines.length : lines.length - 1 - last;
    if (last >= 0) this.#filledAt = bytesRead;
  }

  isOver(bytesRead: number): boolean {
    return this.#lines > MOST_EMPTY_LINES || bytesRead - this.#filledAt > MOST_EMPTY_BYTES;
  }
}

function isFilled(line: string | readonly string[]): boolean {
  return typeof line === 'string' ? line.trim() !== '' : line.some((cell) => cell.trim() !== '');
}

/** Says that reading ended here. */
export function endless(row: number): Problem {
  return problemOf({ kind: 'unreadable-file', severity: 'refused', row, params: { reason: 'endless' } });
}
