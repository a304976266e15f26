import type { ProblemList } from '#core/meter-files/problem-list.ts';
import { clockText, copyOfLine, type Line } from '#core/meter-files/rows/line.ts';
import type { TimeCell } from '#core/meter-files/time-cells.ts';
import type { ZoneClock } from '#core/time/zoned-times.ts';

/** Receives a line with its instants; `startsAt` is NaN for a line with one time. */
export type PlaceLine = (line: Line, startsAt: number, stampedAt: number) => void;

export interface ResolverSetup {
  readonly zone: ZoneClock;
  readonly problems: ProblemList;
  readonly stampColumn: string | null;
  readonly startColumn: string | null;
  /** Added to a stamp without a clock: a day where a date labelled as end means that whole day. */
  readonly dateShiftMs: number;
  readonly isNewestFirst: boolean;
  readonly place: PlaceLine;
  /** A line whose own start is refused although its stamp stands; a register still counts from there. */
  readonly startRefused: (line: Line, stampedAt: number) => void;
}

const DAY_MS = 86_400_000;
/** So many lines inside one repeated hour are no meter's. */
const LONGEST_RUN = 5000;

/**
 * Turns the wall times of one meter, in file order, into instants. Lines inside the autumn hour that happens twice wait until
 * the hour is over: where the clock visibly goes back once among them, they are two passes; else they are `time-ambiguous`.
 */
export class InstantResolver {
  readonly #setup: ResolverSetup;
  #run: Line[] = [];
  #last = Number.NaN;
  #lastLength = Number.NaN;

  constructor(setup: ResolverSetup) {
    this.#setup = setup;
  }

  take(line: Line): void {
    if (line.start !== null) {
      this.#takePair(line, line.start);
      return;
    }
    const instant = this.#told(line, line.stamp);
    if (!Number.isNaN(instant)) {
      if (this.#run.length > 0) this.#settle(instant);
      this.#last = instant;
      this.#setup.place(line, Number.NaN, instant);
    } else if (this.#exists(line, line.stamp, this.#setup.stampColumn)) {
      this.#run.push(copyOfLine(line));
      if (this.#run.length > LONGEST_RUN) this.#refuseRun();
    }
  }

  /** To be called after the last line. */
  finish(): void {
    if (this.#run.length > 0) this.#settle(Number.NaN);
  }

  #wallOf(cell: TimeCell): number {
    return cell.isDateOnly ? cell.wallMs + this.#setup.dateShiftMs : cell.wallMs;
  }

  #instantOf(cell: TimeCell): number {
    const wall = this.#wallOf(cell);
    if (!Number.isNaN(cell.offsetMs)) return wall - cell.offsetMs;
    const instant = this.#setup.zone.instant(wall);
    return Number.isNaN(instant) && cell.isDateOnly ? this.#dayStart(wall) : instant;
  }

  /** Where the clocks change at midnight a date still begins: after the skipped hour, or when midnight comes first. */
  #dayStart(midnight: number): number {
    const meaning = this.#setup.zone.meaning(midnight);
    if (meaning.kind === 'twice') return meaning.earlier;
    return meaning.kind === 'never' && meaning.skippedMs < DAY_MS ? meaning.transition : Number.NaN;
  }

  /** The instant of a time, where it is unique or a column tells summer from winter time. */
  #told(line: Line, cell: TimeCell): number {
    const instant = this.#instantOf(cell);
    if (!Number.isNaN(instant) || line.isDaylightTime === null) return instant;
    const meaning = this.#setup.zone.meaning(this.#wallOf(cell));
    if (meaning.kind !== 'twice') return instant;
    return line.isDaylightTime ? meaning.earlier : meaning.later;
  }

  /** Of a time that is not unique: whether it occurs at all; if not, a problem says so. */
  #exists(line: Line, cell: TimeCell, column: string | null): boolean {
    const meaning = this.#setup.zone.meaning(this.#wallOf(cell));
    if (meaning.kind !== 'never') return true;
    const { zone, problems } = this.#setup;
    problems.add({
      kind: 'time-does-not-exist',
      severity: 'refused',
      row: line.row,
      column,
      found: cell === line.start ? line.startText : line.stampText,
      params: {
        timeZone: zone.timeZone,
        skippedFrom: clockText(meaning.transition + zone.offset(meaning.transition - 1)),
        skippedTo: clockText(meaning.transition + zone.offset(meaning.transition)),
        standardOffset: offsetText(zone.offset(meaning.transition - 1)),
      },
    });
    return false;
  }

  #settle(next: number): void {
    const lines = this.#run;
    this.#run = [];
    const walls = lines.map((line) => this.#wallOf(line.stamp));
    const fold = this.#setup.zone.meaning(walls[0] ?? 0);
    const isDescending = this.#isDescending(fold.kind === 'twice' ? fold.later : Number.NaN, next);
    const second = startOfSecondPass(isDescending ? walls.map((wall) => -wall) : walls);
    for (const [index, line] of lines.entries()) {
      const meaning = this.#setup.zone.meaning(walls[index] ?? 0);
      if (second === null || meaning.kind !== 'twice') this.#refuse(line);
      else {
        const instant = index < second !== isDescending ? meaning.earlier : meaning.later;
        this.#last = instant;
        this.#setup.place(line, Number.NaN, instant);
      }
    }
  }

  #isDescending(around: number, next: number): boolean {
    if (!Number.isNaN(this.#last)) return this.#last > around;
    return Number.isNaN(next) ? this.#setup.isNewestFirst : next < around;
  }

  #refuseRun(): void {
    for (const line of this.#run) this.#refuse(line);
    this.#run = [];
  }

  #refuse(line: Line, column = this.#setup.stampColumn): void {
    this.#setup.problems.add({
      kind: 'time-ambiguous',
      severity: 'refused',
      row: line.row,
      column,
      found: column === this.#setup.startColumn ? line.startText : line.stampText,
      params: { timeZone: this.#setup.zone.timeZone },
    });
  }

  #takePair(line: Line, start: TimeCell): void {
    const startsAt = this.#told(line, start);
    const stampedAt = this.#instantOf(line.stamp);
    if (!Number.isNaN(startsAt) && !Number.isNaN(stampedAt)) {
      this.#placePair(line, startsAt, stampedAt);
      return;
    }
    if (Number.isNaN(stampedAt) && !this.#exists(line, line.stamp, this.#setup.stampColumn)) return;
    if (Number.isNaN(startsAt) && !this.#exists(line, start, this.#setup.startColumn)) {
      if (!Number.isNaN(stampedAt)) this.#setup.startRefused(line, stampedAt);
      return;
    }
    const starts = Number.isNaN(startsAt) ? this.#meanings(start) : [startsAt];
    const chosen = this.#choosePair(starts, this.#meanings(line.stamp));
    if (chosen === null) this.#refuse(line, Number.isNaN(startsAt) ? this.#setup.startColumn : this.#setup.stampColumn);
    else this.#placePair(line, ...chosen);
  }

  #placePair(line: Line, startsAt: number, stampedAt: number): void {
    this.#last = stampedAt;
    this.#lastLength = stampedAt - startsAt;
    this.#setup.place(line, startsAt, stampedAt);
  }

  #meanings(cell: TimeCell): readonly number[] {
    if (!Number.isNaN(cell.offsetMs)) return [this.#instantOf(cell)];
    const meaning = this.#setup.zone.meaning(this.#wallOf(cell));
    if (meaning.kind === 'twice') return [meaning.earlier, meaning.later];
    return meaning.kind === 'once' ? [meaning.instant] : [];
  }

  /** The reading of an ambiguous start or end that is as long as the line before, or joins it; null where that leaves two. */
  #choosePair(starts: readonly number[], ends: readonly number[]): readonly [number, number] | null {
    const forward = starts.flatMap((start) => ends.map((end) => [start, end] as const)).filter(([start, end]) => end > start);
    if (forward.length === 1) return forward[0] ?? null;
    const score = ([start, end]: readonly [number, number]) =>
      Number(end - start === this.#lastLength) + Number(start === this.#last);
    const best = Math.max(...forward.map(score));
    const chosen = forward.filter((pair) => score(pair) === best);
    return best > 0 && chosen.length === 1 ? (chosen[0] ?? null) : null;
  }
}

/** Where among wall times in order the clock goes back; null unless it does so exactly once. */
function startOfSecondPass(walls: readonly number[]): number | null {
  const backs = walls.flatMap((wall, index) => (index > 0 && wall <= (walls[index - 1] ?? wall) ? [index] : []));
  const [back] = backs;
  if (back === undefined || backs.length > 1) return null;
  // The same time twice is the hour coming round only if nothing else lies in it: else a row was merely repeated.
  return walls[back] === walls[back - 1] && walls.length > 2 ? null : back;
}

function offsetText(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / 60_000;
  const twoDigits = (number: number) => String(Math.floor(number)).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${twoDigits(minutes / 60)}:${twoDigits(minutes % 60)}`;
}
