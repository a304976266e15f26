import type { ProblemList } from '#core/meter-files/problem-list.ts';
import { clockText, copyOfLine, durationText, type Line } from '#core/meter-files/rows/line.ts';
import type { RowWriter } from '#core/meter-files/rows/row-writer.ts';
import type { ZoneClock } from '#core/time/zoned-times.ts';

/**
 * What the times of a line are: its interval's start and end, one of them, or ends alone, each interval beginning where the
 * one before ended.
 */
export type StampMode = 'pair' | 'start' | 'end' | 'end-only';

export interface PlacerSetup {
  readonly mode: StampMode;
  readonly writer: RowWriter;
  readonly zone: ZoneClock;
  readonly problems: ProblemList;
  /** The meter's usual step as known from earlier files; null when unknown. */
  readonly stepSeconds: number | null;
  readonly isNewestFirst: boolean;
  /** A date alone, labelled as the end, means that whole day. */
  readonly areDatesWholeDays: boolean;
  readonly stampColumn: string | null;
}

const DAY_MS = 86_400_000;
/** So many lines of a meter are held back to learn its usual step. */
const HELD_LINES = 32;

interface Placed {
  readonly line: Line;
  /** NaN until the step is known. */
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Gives one meter's lines their intervals. Holds back the first ones until the meter's usual step shows. */
export class IntervalPlacer {
  readonly #setup: PlacerSetup;
  #held: Placed[] | null = [];
  /** Milliseconds; NaN when nothing tells. */
  #usualMs = Number.NaN;
  #previousStart = Number.NaN;
  #previousEnd = Number.NaN;
  #previousStamp = Number.NaN;
  #pending: { readonly line: Line; readonly stampedAt: number } | null = null;

  constructor(setup: PlacerSetup) {
    this.#setup = setup;
  }

  place(line: Line, startsAt: number, stampedAt: number): void {
    const { mode } = this.#setup;
    if (mode === 'start') this.#hold(line, stampedAt, Number.NaN);
    else if (mode !== 'end-only') this.#hold(line, startsAt, stampedAt);
    else if (this.#setup.isNewestFirst) this.#placeEndBackwards(line, stampedAt);
    else this.#placeEnd(line, stampedAt);
  }

  /** To be called after the last line. */
  finish(): void {
    if (this.#pending !== null) this.#setup.writer.refuseLength(this.#pending.line);
    this.#pending = null;
    this.#settle();
  }

  #placeEnd(line: Line, stampedAt: number): void {
    const previous = this.#previousStamp;
    this.#previousStamp = Number.isNaN(previous) ? stampedAt : Math.max(previous, stampedAt);
    if (Number.isNaN(previous)) this.#setup.writer.refuseLength(line);
    else this.#hold(line, previous, stampedAt);
  }

  #placeEndBackwards(line: Line, stampedAt: number): void {
    const pending = this.#pending;
    if (pending !== null && stampedAt > pending.stampedAt) {
      this.#hold(line, stampedAt, pending.stampedAt);
      return;
    }
    this.#pending = { line: copyOfLine(line), stampedAt };
    if (pending !== null) this.#hold(pending.line, stampedAt, pending.stampedAt);
  }

  #hold(line: Line, startsAt: number, endsAt: number): void {
    if (this.#held === null) {
      this.#write(line, startsAt, endsAt);
      return;
    }
    this.#held.push({ line: copyOfLine(line), startsAt, endsAt });
    if (this.#held.length >= HELD_LINES) this.#settle();
  }

  #settle(): void {
    const held = this.#held ?? [];
    this.#held = null;
    if (held.length > 0) this.#usualMs = this.#usualOf(held);
    for (const { line, startsAt, endsAt } of held) this.#write(line, startsAt, endsAt);
  }

  #usualOf(held: readonly Placed[]): number {
    const { mode, stepSeconds } = this.#setup;
    if (mode === 'pair' || mode === 'end-only') return commonest(held.map(({ startsAt, endsAt }) => endsAt - startsAt));
    const stamps = held.map(({ startsAt, endsAt }) => (mode === 'start' ? startsAt : endsAt));
    const steps = stamps.slice(1).map((stamp, index) => this.#stepBetween(stamps[index] ?? stamp, stamp));
    if (stepSeconds !== null) steps.push(stepSeconds * 1000);
    // Gaps only make steps longer: of two equally common ones the shorter is the step.
    return commonest(steps.filter((step) => step > 0).sort((a, b) => a - b));
  }

  /** Whole days count as such, be they 23 or 25 hours long. */
  #stepBetween(one: number, other: number): number {
    const wallMs = Math.abs(this.#wallLength(one, other));
    return wallMs % DAY_MS === 0 ? wallMs : Math.abs(other - one);
  }

  #write(line: Line, startsAt: number, endsAt: number): void {
    const { mode, writer } = this.#setup;
    if (mode === 'pair' || mode === 'end-only') {
      if (writer.writeInterval(line, startsAt, endsAt)) this.#compare(line, startsAt, endsAt);
      return;
    }
    const step = this.#setup.areDatesWholeDays && line.stamp.isDateOnly ? DAY_MS : this.#usualMs;
    if (Number.isNaN(step)) {
      writer.refuseLength(line);
      return;
    }
    const from = mode === 'start' ? startsAt : this.#moved(line, endsAt, -step);
    const to = mode === 'start' ? this.#moved(line, startsAt, step) : endsAt;
    if (writer.writeInterval(line, from, to)) this.#compare(line, from, to);
  }

  /** A step of whole days goes from local midnight to local midnight, be the day 23 or 25 hours long. */
  #moved({ stamp }: Line, instant: number, byMs: number): number {
    if ((byMs < DAY_MS && byMs > -DAY_MS) || byMs % DAY_MS !== 0) return instant + byMs;
    const { zone } = this.#setup;
    if (!Number.isNaN(stamp.offsetMs) && stamp.offsetMs !== zone.offset(instant)) return instant + byMs;
    const from = zone.wall(instant);
    // A day that begins after a skipped hour is reckoned from its midnight all the same.
    const wall = (stamp.isDateOnly ? Math.floor(from / DAY_MS) * DAY_MS : from) + byMs;
    const meaning = zone.meaning(wall);
    if (meaning.kind === 'once') return meaning.instant;
    return meaning.kind === 'twice' ? meaning.earlier : meaning.transition;
  }

  #compare(line: Line, startsAt: number, endsAt: number): void {
    const length = endsAt - startsAt;
    if (length !== this.#usualMs && this.#wallLength(startsAt, endsAt) !== this.#usualMs) this.#warnLength(line, length);
    if (!this.#setup.isNewestFirst && startsAt > this.#previousEnd) this.#warnGap(line, this.#previousEnd, startsAt);
    if (this.#setup.isNewestFirst && endsAt < this.#previousStart) this.#warnGap(line, endsAt, this.#previousStart);
    this.#previousStart = startsAt;
    this.#previousEnd = endsAt;
  }

  #wallLength(startsAt: number, endsAt: number): number {
    const { zone } = this.#setup;
    return zone.wall(endsAt) - zone.wall(startsAt);
  }

  #warnLength(line: Line, lengthMs: number): void {
    if (Number.isNaN(this.#usualMs)) return;
    this.#setup.problems.add({
      kind: 'length-differs',
      severity: 'warning',
      row: line.row,
      column: this.#setup.stampColumn,
      found: line.start === null ? line.stampText : `${line.startText} – ${line.stampText}`,
      params: { length: durationText(lengthMs), usual: durationText(this.#usualMs) },
    });
  }

  #warnGap(line: Line, from: number, to: number): void {
    const { zone, problems, stampColumn } = this.#setup;
    problems.add({
      kind: 'gap',
      severity: 'warning',
      row: line.row,
      column: stampColumn,
      found: line.start === null ? line.stampText : line.startText,
      params: { from: clockText(zone.wall(from)), to: clockText(zone.wall(to)), length: durationText(to - from) },
    });
  }
}

/** The commonest of some numbers, the first of equally common ones; NaN of none. */
function commonest(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  let best = Number.NaN;
  let most = 0;
  for (const [number, count] of counts) {
    if (count > most) [best, most] = [number, count];
  }
  return best;
}
