import { choosePasses, type OpenStamp } from '#core/meter-files/rows/autumn-passes.ts';
import { copyOfLine, type Line } from '#core/meter-files/rows/line.ts';
import { LONGEST_RUN, type ResolverSetup, type WallTimes } from '#core/meter-files/rows/wall-times.ts';
import type { TimeCell } from '#core/meter-files/time-cells.ts';

interface OpenPair {
  readonly line: Line;
  readonly start: TimeCell;
  /** Epoch milliseconds; NaN where the time happened twice. */
  readonly startsAt: number;
}

/** Turns lines with a start and an end into instants; those that touch the autumn hour wait until it is over. */
export class PairResolver {
  readonly #setup: ResolverSetup;
  readonly #times: WallTimes;
  #run: OpenPair[] = [];
  #lastStart = Number.NaN;
  #lastEnd = Number.NaN;

  constructor(setup: ResolverSetup, times: WallTimes) {
    this.#setup = setup;
    this.#times = times;
  }

  take(line: Line, start: TimeCell): void {
    const startsAt = this.#times.instantOf(line, start);
    const stampedAt = this.#endOf(line, startsAt);
    const isOpen = Number.isNaN(startsAt) || Number.isNaN(stampedAt);
    if (!isOpen && !this.#times.isEndOfHour(line, stampedAt)) {
      if (this.#run.length > 0) this.#settle(startsAt);
      this.#place(line, startsAt, stampedAt);
      return;
    }
    if (Number.isNaN(stampedAt) && !this.#times.exists(line, line.stamp)) return;
    if (Number.isNaN(startsAt) && !this.#times.exists(line, start)) {
      if (!Number.isNaN(stampedAt)) this.#setup.startRefused(line, stampedAt);
      return;
    }
    this.#hold(line, startsAt);
  }

  finish(): void {
    if (this.#run.length > 0) this.#settle(Number.NaN);
  }

  #hold(line: Line, startsAt: number): void {
    const held = copyOfLine(line);
    if (held.start !== null) this.#run.push({ line: held, start: held.start, startsAt });
    if (this.#run.length <= LONGEST_RUN) return;
    for (const { line: refused } of this.#run) this.#times.refuse(refused, refused.stamp);
    this.#run = [];
  }

  /** An offset from a column of its own is the start's: an end of another length than usual may lie behind the change of the clocks. */
  #endOf(line: Line, startsAt: number): number {
    const { stamp, start, isOffsetShared } = line;
    const end = this.#times.instantOf(line, stamp);
    if (start === null || !isOffsetShared || stamp.offsetMs !== start.offsetMs) return end;
    const usual = this.#lastEnd - this.#lastStart;
    if (end - startsAt === usual || (Number.isNaN(usual) && end > startsAt)) return end;
    // In another zone than the offset's the clocks would tell nothing.
    if (this.#setup.zone.offset(startsAt) !== start.offsetMs) return end;
    const others = this.#times.meaningsOf({ ...stamp, offsetMs: Number.NaN }).filter((instant) => instant > startsAt);
    return others.find((instant) => instant - startsAt === usual) ?? (end >= startsAt ? end : (others[0] ?? end));
  }

  #place(line: Line, startsAt: number, stampedAt: number): void {
    this.#lastStart = startsAt;
    this.#lastEnd = stampedAt;
    this.#setup.place(line, startsAt, stampedAt);
  }

  #settle(next: number): void {
    const run = this.#run;
    this.#run = [];
    const isDescending = this.#isDescending(run[0], next);
    const inOrder = isDescending ? run.toReversed() : run;
    const [last, after] = isDescending ? [next, this.#lastStart] : [this.#lastStart, next];
    const stepMs = this.#lastEnd - this.#lastStart;
    const starts = choosePasses([inOrder.map((pair) => this.#openStart(pair))], { last, next: after, stepMs });
    if (starts === null) {
      this.#settleOneByOne(run);
      return;
    }
    const placed = inOrder.map(({ line, start }, at) => {
      const startsAt = starts[at] ?? Number.NaN;
      return { line, start, startsAt, stampedAt: this.#endBefore({ line, start, startsAt }, starts[at + 1] ?? after) };
    });
    for (const { line, startsAt, stampedAt } of isDescending ? placed.toReversed() : placed) {
      if (Number.isNaN(stampedAt)) this.#times.refuse(line, line.stamp);
      else this.#place(line, startsAt, stampedAt);
    }
  }

  #openStart({ start, startsAt }: OpenPair): OpenStamp {
    const wallMs = this.#times.wallOf(start);
    if (!Number.isNaN(startsAt)) return { wallMs, before: startsAt, after: startsAt };
    const [before = Number.NaN, after = before] = this.#times.meaningsOf(start);
    return { wallMs, before, after };
  }

  /** The end at which the next line begins, else the one that makes the line as long as usual, else as the clock faces say. */
  #endBefore({ line, start, startsAt }: OpenPair, next: number): number {
    const { stamp } = line;
    const meanings = this.#times.meaningsOf(stamp);
    const byFace = startsAt + this.#times.wallOf(stamp) - this.#times.wallOf(start);
    const ends = [byFace, ...meanings].filter((end) => end > startsAt && !(end > next));
    const usual = this.#lastEnd - this.#lastStart;
    const isPlain = meanings.length === 1 && !this.#times.isTwice(start);
    return (
      ends.find((end) => end === next) ??
      ends.find((end) => end - startsAt === usual) ??
      (isPlain ? meanings[0] : (ends[0] ?? meanings.find((end) => end > startsAt))) ??
      Number.NaN
    );
  }

  #isDescending(first: OpenPair | undefined, next: number): boolean {
    const around = first === undefined ? Number.NaN : this.#openStart(first).after;
    if (!Number.isNaN(this.#lastStart)) return this.#lastStart > around;
    return Number.isNaN(next) ? this.#setup.isNewestFirst : next < around;
  }

  #settleOneByOne(run: readonly OpenPair[]): void {
    for (const { line, start, startsAt } of run) {
      const starts = Number.isNaN(startsAt) ? this.#times.meaningsOf(start) : [startsAt];
      const wallLength = this.#times.wallOf(line.stamp) - this.#times.wallOf(start);
      const chosen = this.#choose({ starts, ends: this.#times.meaningsOf(line.stamp), wallLength });
      if (chosen === null) this.#times.refuse(line, Number.isNaN(startsAt) ? start : line.stamp);
      else this.#place(line, ...chosen);
    }
  }

  /** The reading of an open start or end that is as long as the line before, or joins it; null where that leaves two. */
  #choose({
    starts,
    ends,
    wallLength,
  }: {
    readonly starts: readonly number[];
    readonly ends: readonly number[];
    readonly wallLength: number;
  }): readonly [number, number] | null {
    const forward = starts.flatMap((start) => ends.map((end) => [start, end] as const)).filter(([start, end]) => end > start);
    if (forward.length === 1) return forward[0] ?? null;
    // A first line whose start is plain lasts as long as its clock says.
    const isFirst = Number.isNaN(this.#lastEnd) && starts.length === 1;
    const usual = isFirst ? wallLength : this.#lastEnd - this.#lastStart;
    const score = ([start, end]: readonly [number, number]) =>
      Number(end - start === usual) + Number(start === this.#lastEnd || end === this.#lastStart);
    const best = Math.max(...forward.map(score));
    const chosen = forward.filter((pair) => score(pair) === best);
    return best > 0 && chosen.length === 1 ? (chosen[0] ?? null) : null;
  }
}
