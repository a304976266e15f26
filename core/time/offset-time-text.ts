import { zoneClock } from '#core/time/zoned-times.ts';

/** An instant as a zone's clock shows it, with the distance from UTC: `2026-11-01T01:30:00-04:00`. */
export function offsetTimeText(instant: number, timeZone: string): string {
  const zone = zoneClock(timeZone);
  const offset = zone.offset(instant);
  const minutes = Math.abs(offset) / 60_000;
  const twoDigits = (number: number) => String(Math.floor(number)).padStart(2, '0');
  const wall = new Date(zone.wall(instant)).toISOString().slice(0, 19);
  return `${wall}${offset < 0 ? '-' : '+'}${twoDigits(minutes / 60)}:${twoDigits(minutes % 60)}`;
}
