import { Temporal } from 'temporal-polyfill';

/**
 * What a wall-clock time means in a zone. A wall time is written as the epoch milliseconds it would have were the zone
 * UTC (`Date.UTC(2016, 10, 6, 1)` for 6 November 2016, 01:00), an instant as epoch milliseconds.
 */
export type WallMeaning =
  | { readonly kind: 'once'; readonly instant: number }
  /** In autumn, when clocks go back. */
  | { readonly kind: 'twice'; readonly earlier: number; readonly later: number }
  /** In spring, when clocks go forward by `skippedMs` at `transition`. */
  | { readonly kind: 'never'; readonly transition: number; readonly skippedMs: number };

/** Times of one zone, exact, and quick when one asks for many: the zone's offsets are remembered between changes of the clocks. */
export interface ZoneClock {
  readonly timeZone: string;
  /** The instant of a wall time; NaN when it occurs twice or never, and then `meaning` says which. */
  instant(wallMs: number): number;
  meaning(wallMs: number): WallMeaning;
  /** Milliseconds to add to the instant to get the wall time. */
  offset(instantMs: number): number;
  wall(instantMs: number): number;
}

/** The clock of an IANA zone or fixed offset such as `+10:00`. Throws RangeError on a name that `isTimeZone` denies. */
export function zoneClock(timeZone: string): ZoneClock {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = new SegmentClock(timeZone);
  clocks.set(timeZone, clock);
  return clock;
}

export function isTimeZone(name: string): boolean {
  try {
    zoneClock(name);
    return true;
  } catch {
    return false;
  }
}

/** Whether two names mean the same zone ("UTC" and "Etc/UTC"). */
export function isSameTimeZone(one: string, other: string): boolean {
  if (one === other) return true;
  const epoch = Temporal.Instant.fromEpochMilliseconds(0);
  return epoch.toZonedDateTimeISO(one).equals(epoch.toZonedDateTimeISO(other));
}

const clocks = new Map<string, ZoneClock>();

/** A stretch of time, `[from, to)` in epoch milliseconds, through which a zone keeps one offset. */
interface Segment {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** No clock has ever been put forward or back by more than a day (Samoa in 2011): this far from a change, a wall time is unique. */
const GUARD_MS = 26 * 3_600_000;

class SegmentClock implements ZoneClock {
  readonly timeZone: string;
  readonly #segments: Segment[] = [];
  #current: Segment;

  constructor(timeZone: string) {
    this.timeZone = timeZone;
    this.#current = this.#ask(0);
  }

  instant(wallMs: number): number {
    const { from, to, offset } = this.#current;
    const instant = wallMs - offset;
    if (instant >= from + GUARD_MS && instant < to - GUARD_MS) return instant;
    const candidates = this.#candidates(wallMs);
    return candidates.length === 1 ? (candidates[0] ?? Number.NaN) : Number.NaN;
  }

  meaning(wallMs: number): WallMeaning {
    const [earlier, later] = this.#candidates(wallMs);
    if (earlier === undefined) return this.#skipped(wallMs);
    return later === undefined ? { kind: 'once', instant: earlier } : { kind: 'twice', earlier, later };
  }

  offset(instantMs: number): number {
    const { from, to, offset } = this.#current;
    if (instantMs >= from && instantMs < to) return offset;
    this.#current = this.#segmentAt(instantMs);
    return this.#current.offset;
  }

  wall(instantMs: number): number {
    return instantMs + this.offset(instantMs);
  }

  /** The instants with this wall time, in order of time: none, one or two. */
  #candidates(wallMs: number): number[] {
    this.#current = this.#segmentAt(wallMs - this.#segmentAt(wallMs).offset);
    const found: number[] = [];
    for (const near of new Set([this.#segmentAt(wallMs - GUARD_MS), this.#current, this.#segmentAt(wallMs + GUARD_MS)])) {
      const instant = wallMs - near.offset;
      if (instant >= near.from && instant < near.to) found.push(instant);
    }
    return found.sort((a, b) => a - b);
  }

  #skipped(wallMs: number): WallMeaning {
    let before = this.#segmentAt(wallMs - GUARD_MS);
    while (before.to - 1 + before.offset < wallMs && this.#segmentAt(before.to).offset + before.to <= wallMs) {
      before = this.#segmentAt(before.to);
    }
    return { kind: 'never', transition: before.to, skippedMs: this.#segmentAt(before.to).offset - before.offset };
  }

  #segmentAt(instantMs: number): Segment {
    if (instantMs >= this.#current.from && instantMs < this.#current.to) return this.#current;
    return this.#segments.find(({ from, to }) => instantMs >= from && instantMs < to) ?? this.#ask(instantMs);
  }

  #ask(instantMs: number): Segment {
    const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(instantMs)).toZonedDateTimeISO(this.timeZone);
    const justAfter = at.add({ milliseconds: 1 });
    const segment = {
      from: justAfter.getTimeZoneTransition('previous')?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
      to: at.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
      offset: Math.round(at.offsetNanoseconds / 1_000_000),
    };
    this.#segments.push(segment);
    return segment;
  }
}
