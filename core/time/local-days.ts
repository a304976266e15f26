import { Temporal } from 'temporal-polyfill';

/**
 * A calendar day of a time zone as real time.
 *
 * `startsAt` and `endsAt` are epoch milliseconds (UTC); `seconds` is the day's real length (82,800, 86,400, 90,000 …).
 * `wallSecondsAtStart` is what the wall clock shows when the day begins: 0, except where midnight itself is skipped.
 * When the clocks change within the day, `shiftsAt` is that instant and `shiftSeconds` what the wall clock jumps by
 * (+3600 in spring, −3600 in autumn); otherwise `shiftsAt` is null and `shiftSeconds` 0.
 */
export interface LocalDay {
  readonly day: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly seconds: number;
  readonly wallSecondsAtStart: number;
  readonly shiftsAt: number | null;
  readonly shiftSeconds: number;
}

const daysByZone = new Map<string, Map<string, LocalDay>>();

/** The local day `day` (YYYY-MM-DD) of an IANA zone. Throws RangeError for an unknown zone or a day that is none. */
export function localDay(day: string, timeZone: string): LocalDay {
  const days = daysByZone.get(timeZone) ?? new Map<string, LocalDay>();
  daysByZone.set(timeZone, days);
  const known = days.get(day);
  if (known !== undefined) return known;
  const computed = computeLocalDay(day, timeZone);
  if (days.size > 20_000) days.clear();
  days.set(day, computed);
  return computed;
}

function computeLocalDay(day: string, timeZone: string): LocalDay {
  const date = Temporal.PlainDate.from(day);
  const start = date.toZonedDateTime(timeZone);
  const end = date.add({ days: 1 }).toZonedDateTime(timeZone);
  const startsAt = start.epochMilliseconds;
  const endsAt = end.epochMilliseconds;
  const transition = start.offsetNanoseconds === end.offsetNanoseconds ? null : start.getTimeZoneTransition('next');
  const shiftsWithin = transition !== null && transition.epochMilliseconds < endsAt && transition.epochMilliseconds > startsAt;
  return {
    day,
    startsAt,
    endsAt,
    seconds: (endsAt - startsAt) / 1000,
    wallSecondsAtStart: start.hour * 3600 + start.minute * 60 + start.second,
    shiftsAt: shiftsWithin ? transition.epochMilliseconds : null,
    shiftSeconds: shiftsWithin ? (end.offsetNanoseconds - start.offsetNanoseconds) / 1e9 : 0,
  };
}

/** The local calendar day (YYYY-MM-DD) in which an instant (epoch milliseconds) lies. */
export function dayAt(instant: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** Every local day that shares time with [startsAt, endsAt), in order. Empty when the span is empty. */
export function localDaysBetween(span: { startsAt: number; endsAt: number; timeZone: string }): LocalDay[] {
  const days: LocalDay[] = [];
  if (span.endsAt <= span.startsAt) return days;
  for (let day = dayAt(span.startsAt, span.timeZone); ; day = addDays(day, 1)) {
    const local = localDay(day, span.timeZone);
    if (local.startsAt >= span.endsAt) return days;
    days.push(local);
  }
}

/** The calendar day `count` days after `day`; before it when negative. */
export function addDays(day: string, count: number): string {
  return Temporal.PlainDate.from(day).add({ days: count }).toString();
}

/** Whether the runtime knows the IANA zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    localDay('2000-01-01', timeZone);
    return true;
  } catch {
    return false;
  }
}
