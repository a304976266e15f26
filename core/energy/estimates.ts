import type { HourSlot } from '#core/time/hour-slots.ts';

/** A gap up to so long lies between two values that say enough. */
export const LONGEST_INTERPOLATED_SECONDS = 7200;

/** The same hour is looked for in so many weeks before, and must be whole in so many of them. */
export const PAST_WEEKS = 3;
const LEAST_PAST_WEEKS = 2;

/** A reading beside a gap. */
export interface Neighbour {
  readonly energyMicroWh: bigint;
  readonly seconds: number;
}

/** Time between two readings of a meter that count; epoch milliseconds. A null neighbour: the gap goes on beyond what was looked at. */
export interface Gap {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly before: Neighbour | null;
  readonly after: Neighbour | null;
}

/** One estimate, within one hour of the wall clock. */
export interface Estimate {
  readonly day: string;
  readonly startsAt: number;
  readonly seconds: number;
  readonly energyMicroWh: bigint;
  readonly rule: 'interpolated' | 'same-hours';
}

/**
 * Fills a gap by rule, for the hours given (wall-clock hours as real time; those outside the gap are ignored).
 * Up to 2 hours: power goes in a straight line from the mean power of the reading before to that of the reading after.
 * Longer: each hour, or part of one, at the mean power of the same weekday and hour in the 3 weeks before, from those
 * weeks that measured the whole hour, at least two of them; an hour without such a past stays missing.
 * `past` gives what those whole hours measured. Whole µWh; parts of an interpolation are differences of one rounded-down
 * running amount, so they add up exactly.
 */
export function estimateGap(
  gap: Gap,
  request: { slots: readonly HourSlot[]; past: (slot: HourSlot) => readonly Neighbour[] },
): Estimate[] {
  const line = straightLine(gap);
  return request.slots.flatMap((slot): Estimate[] => {
    const startsAt = Math.max(slot.startsAt, gap.startsAt);
    const endsAt = Math.min(slot.endsAt, gap.endsAt);
    const seconds = Math.round((endsAt - startsAt) / 1000);
    if (seconds <= 0) return [];
    const part = { day: slot.day, startsAt, seconds };
    if (line !== null) {
      return [{ ...part, energyMicroWh: line(endsAt) - line(startsAt), rule: 'interpolated' }];
    }
    const energyMicroWh = atUsualPower(request.past(slot), seconds);
    return energyMicroWh === null ? [] : [{ ...part, energyMicroWh, rule: 'same-hours' }];
  });
}

/** Energy from the gap's start up to an instant, rounded down; null where the gap is too long or open. */
function straightLine({ startsAt, endsAt, before, after }: Gap): ((at: number) => bigint) | null {
  const length = endsAt - startsAt;
  if (before === null || after === null || length > LONGEST_INTERPOLATED_SECONDS * 1000) return null;
  const whole = BigInt(Math.round(length / 1000));
  const [first, last] = [BigInt(before.seconds), BigInt(after.seconds)];
  const rise = after.energyMicroWh * first - before.energyMicroWh * last;
  return (at) => {
    const passed = BigInt(Math.round((at - startsAt) / 1000));
    const above = 2n * whole * last * before.energyMicroWh * passed + rise * passed * passed;
    return divideDown(above, 2n * whole * first * last);
  };
}

function atUsualPower(past: readonly Neighbour[], seconds: number): bigint | null {
  if (past.length < LEAST_PAST_WEEKS) return null;
  const energy = past.reduce((sum, hour) => sum + hour.energyMicroWh, 0n);
  const measured = past.reduce((sum, hour) => sum + hour.seconds, 0);
  return divideDown(energy * BigInt(seconds), BigInt(measured));
}

/** Toward minus infinity, for a divisor above 0: net generation may be negative. */
function divideDown(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}
