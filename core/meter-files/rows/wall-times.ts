import type { ProblemList } from '#core/meter-files/problem-list.ts';
import { clockText, type Line } from '#core/meter-files/rows/line.ts';
import type { WitnessLine } from '#core/meter-files/rows/witness.ts';
import type { TimeCell } from '#core/meter-files/time-cells.ts';
import type { ZoneClock } from '#core/time/zoned-times.ts';

export interface WallTimesSetup {
  readonly zone: ZoneClock;
  readonly problems: ProblemList;
  readonly witness?: WitnessLine | undefined;
  readonly stampColumn: string | null;
  readonly startColumn: string | null;
  /** Added to a stamp without a clock: a day where a date labelled as end means that whole day. */
  readonly dateShiftMs: number;
}

/** Receives a line with its instants; `startsAt` is NaN for a line with one time. */
export type PlaceLine = (line: Line, startsAt: number, stampedAt: number) => void;

export interface ResolverSetup extends WallTimesSetup {
  readonly isNewestFirst: boolean;
  /** The stamps are ends: then a clock face may show the second autumn hour's beginning as the first one's end, 02:00 twice. */
  readonly areEnds: boolean;
  readonly place: PlaceLine;
  /** A line whose own start is refused although its stamp stands; a register still counts from there. */
  readonly startRefused: (line: Line, stampedAt: number) => void;
}

/** So many lines inside one repeated hour are no meter's. */
export const LONGEST_RUN = 5000;
const LONGEST_CHANGE_MS = 3 * 3_600_000;
const DAY_MS = 86_400_000;

/** What the time cells of one meter's lines mean in its zone, each by itself, and the problems of those that mean nothing. */
export class WallTimes {
  readonly #setup: WallTimesSetup;

  constructor(setup: WallTimesSetup) {
    this.#setup = setup;
  }

  wallOf(cell: TimeCell): number {
    return cell.isDateOnly ? cell.wallMs + this.#setup.dateShiftMs : cell.wallMs;
  }

  /** The instant of a time, where it is unique or a column tells summer from winter time; else NaN. */
  instantOf(line: Line, cell: TimeCell): number {
    const wall = this.wallOf(cell);
    if (!Number.isNaN(cell.offsetMs)) return wall - cell.offsetMs;
    const instant = this.#setup.zone.instant(wall);
    if (!Number.isNaN(instant)) return instant;
    if (cell.isDateOnly) return this.#dayStart(wall);
    if (line.isDaylightTime === null) return Number.NaN;
    const meaning = this.#setup.zone.meaning(wall);
    if (meaning.kind !== 'twice') return Number.NaN;
    return line.isDaylightTime ? meaning.earlier : meaning.later;
  }

  /** All the instants that a cell can mean: none, one or two. */
  meaningsOf(cell: TimeCell): readonly number[] {
    if (!Number.isNaN(cell.offsetMs)) return [this.wallOf(cell) - cell.offsetMs];
    const meaning = this.#setup.zone.meaning(this.wallOf(cell));
    if (meaning.kind === 'twice') return [meaning.earlier, meaning.later];
    return meaning.kind === 'once' ? [meaning.instant] : [];
  }

  isTwice(cell: TimeCell): boolean {
    return Number.isNaN(cell.offsetMs) && this.#setup.zone.meaning(this.wallOf(cell)).kind === 'twice';
  }

  /** Whether a line's stamp is the first moment after the hour that happens twice; on a clock face not put back yet, also its middle. */
  isEndOfHour({ stamp, isDaylightTime }: Line, instant: number): boolean {
    const { zone } = this.#setup;
    if (!Number.isNaN(stamp.offsetMs) || stamp.isDateOnly || isDaylightTime === false) return false;
    if (zone.offset(instant) >= zone.offset(instant - LONGEST_CHANGE_MS)) return false;
    return zone.meaning(this.wallOf(stamp) - 1).kind === 'twice';
  }

  /** Of a time that is not unique: whether it occurs at all; if not, a problem says so. */
  exists(line: Line, cell: TimeCell): boolean {
    const meaning = this.#setup.zone.meaning(this.wallOf(cell));
    if (meaning.kind !== 'never') return true;
    this.#setup.witness?.(line, Number.NaN, Number.NaN);
    const { zone, problems } = this.#setup;
    problems.add({
      kind: 'time-does-not-exist',
      severity: 'refused',
      row: line.row,
      ...this.#placeOf(line, cell),
      params: {
        timeZone: zone.timeZone,
        skippedFrom: clockText(meaning.transition + zone.offset(meaning.transition - 1)),
        skippedTo: clockText(meaning.transition + zone.offset(meaning.transition)),
        standardOffset: offsetText(zone.offset(meaning.transition - 1)),
      },
    });
    return false;
  }

  refuse(line: Line, cell: TimeCell): void {
    this.#setup.witness?.(line, Number.NaN, Number.NaN);
    this.#setup.problems.add({
      kind: 'time-ambiguous',
      severity: 'refused',
      row: line.row,
      ...this.#placeOf(line, cell),
      params: { timeZone: this.#setup.zone.timeZone },
    });
  }

  #placeOf(line: Line, cell: TimeCell): { readonly column: string | null; readonly found: string } {
    return cell === line.start
      ? { column: this.#setup.startColumn, found: line.startText }
      : { column: this.#setup.stampColumn, found: line.stampText };
  }

  /** Where the clocks change at midnight a date still begins: after the skipped hour, or when midnight comes first. */
  #dayStart(midnight: number): number {
    const meaning = this.#setup.zone.meaning(midnight);
    if (meaning.kind === 'twice') return meaning.earlier;
    return meaning.kind === 'never' && meaning.skippedMs < DAY_MS ? meaning.transition : Number.NaN;
  }
}

function offsetText(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / 60_000;
  const twoDigits = (number: number) => String(Math.floor(number)).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${twoDigits(minutes / 60)}:${twoDigits(minutes % 60)}`;
}
