import { choosePasses, type OpenStamp } from '#core/meter-files/rows/autumn-passes.ts';
import { copyOfLine, type Line } from '#core/meter-files/rows/line.ts';
import { PairResolver } from '#core/meter-files/rows/pair-resolver.ts';
import { LONGEST_RUN, type ResolverSetup, WallTimes } from '#core/meter-files/rows/wall-times.ts';

/**
 * Turns the wall times of one meter, in file order, into instants. Lines inside the autumn hour that happens twice wait until
 * the hour is over; then their order tells which pass they belong to, or they are `time-ambiguous`.
 */
export class InstantResolver {
  readonly #setup: ResolverSetup;
  readonly #times: WallTimes;
  readonly #pairs: PairResolver;
  #run: Line[] = [];
  #last = Number.NaN;
  #stepMs = Number.NaN;

  constructor(setup: ResolverSetup) {
    this.#setup = setup;
    this.#times = new WallTimes(setup);
    this.#pairs = new PairResolver(setup, this.#times);
  }

  take(line: Line): void {
    if (line.start !== null) {
      this.#pairs.take(line, line.start);
      return;
    }
    const instant = this.#times.instantOf(line, line.stamp);
    if (Number.isNaN(instant)) {
      if (this.#times.exists(line, line.stamp)) this.#hold(line);
    } else if (this.#setup.areEnds && this.#times.isEndOfHour(line, instant)) this.#hold(line);
    else {
      if (this.#run.length > 0) this.#settle(instant);
      this.#put(line, instant);
    }
  }

  /** To be called after the last line. */
  finish(): void {
    if (this.#run.length > 0) this.#settle(Number.NaN);
    this.#pairs.finish();
  }

  #put(line: Line, instant: number): void {
    this.#stepMs = Math.abs(instant - this.#last);
    this.#last = instant;
    this.#setup.place(line, Number.NaN, instant);
  }

  #hold(line: Line): void {
    this.#run.push(copyOfLine(line));
    if (this.#run.length <= LONGEST_RUN) return;
    for (const held of this.#run) this.#times.refuse(held, held.stamp);
    this.#run = [];
  }

  #settle(next: number): void {
    const lines = this.#run;
    this.#run = [];
    const readings = [lines.map((line) => this.#readAsWall(line))];
    if (this.#setup.areEnds) readings.push(lines.map((line) => this.#readAsFace(line)));
    const isDescending = this.#isDescending(readings[0]?.[0]?.after ?? Number.NaN, next);
    const [last, after] = isDescending ? [next, this.#last] : [this.#last, next];
    const inOrder = isDescending ? readings.map((stamps) => stamps.toReversed()) : readings;
    const chosen = choosePasses(inOrder, { last, next: after, stepMs: this.#stepMs });
    const instants = isDescending ? chosen?.toReversed() : chosen;
    for (const [at, line] of lines.entries()) {
      const instant = instants?.[at] ?? this.#times.instantOf(line, line.stamp);
      if (Number.isNaN(instant)) this.#times.refuse(line, line.stamp);
      else this.#put(line, instant);
    }
  }

  /** As the zone's clock showed it. */
  #readAsWall({ stamp, isDaylightTime }: Line): OpenStamp {
    const meanings = this.#times.meaningsOf(stamp);
    const [before = Number.NaN] = meanings;
    const after = meanings.at(-1) ?? before;
    const wallMs = this.#times.wallOf(stamp);
    if (isDaylightTime !== true) return { wallMs, before, after };
    // A summer time behind the last one there is can only be a clock face that was not put back yet.
    const face = this.#faceOf(wallMs);
    return { wallMs, before: face, after: face };
  }

  /** As a clock face showed it at the end of an interval, put back only afterwards: not 01:00 twice but 02:00. */
  #readAsFace(line: Line): OpenStamp {
    const stamp = this.#readAsWall(line);
    const face = this.#faceOf(stamp.wallMs);
    const isBeginning = stamp.before !== stamp.after && this.#setup.zone.meaning(stamp.wallMs - 1).kind !== 'twice';
    return isBeginning ? { ...stamp, after: stamp.before } : { ...stamp, before: face };
  }

  #faceOf(wallMs: number): number {
    const meaning = this.#setup.zone.meaning(wallMs - 1);
    return meaning.kind === 'twice' ? meaning.earlier + 1 : Number.NaN;
  }

  #isDescending(around: number, next: number): boolean {
    if (!Number.isNaN(this.#last)) return this.#last > around;
    return Number.isNaN(next) ? this.#setup.isNewestFirst : next < around;
  }
}
