import { Temporal } from 'temporal-polyfill';

/**
 * The instant of "2026-11-16T09:00" by the clock of `timeZone`, or of a time with an offset of its own ("…Z", "…+11:00"); null when it is
 * neither. A time that spring skips is the one so much later; of one that comes twice in autumn, the first.
 */
export function instantAt(text: string, timeZone: string): Date | null {
  try {
    const instant = /(Z|[+-]\d{2}:?\d{2})$/i.test(text)
      ? Temporal.Instant.from(text)
      : Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).toInstant();
    return new Date(instant.epochMilliseconds);
  } catch {
    return null;
  }
}
