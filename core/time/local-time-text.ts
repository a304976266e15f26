import { Temporal } from 'temporal-polyfill';

/** An instant (epoch milliseconds) as staff read it: "2026-11-10 01:00:00-05:00 America/New_York", seconds only where there are some. */
export function localTimeText(instant: number, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: local.second === 0 ? 'minute' : 'second' });
  return `${local.toPlainDate().toString()} ${time}${local.offset} ${timeZone}`;
}
