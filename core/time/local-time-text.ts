import { Temporal } from 'temporal-polyfill';
import { zoneClock } from '#core/time/zoned-times.ts';

/** An instant (epoch milliseconds) as staff read it: "2026-11-10 01:00:00-05:00 America/New_York", seconds only where there are some. */
export function localTimeText(instant: number, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: local.second === 0 ? 'minute' : 'second' });
  return `${local.toPlainDate().toString()} ${time}${local.offset} ${timeZone}`;
}

/**
 * The instant (epoch milliseconds) that staff wrote: with an offset or Z, or else in the zone. A day alone is its first
 * moment. bad: no time; twice and never: as the clocks change, and then an offset is needed.
 */
export function readLocalTime(text: string, timeZone: string): number | 'bad' | 'twice' | 'never' {
  const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(text.trim());
  const [, day, time = '00:00', offset] = found ?? [];
  const wall = day === undefined ? Number.NaN : Date.parse(`${day}T${time}${offset ?? 'Z'}`);
  if (day === undefined || Number.isNaN(wall) || Number.isNaN(Date.parse(`${day}T00:00Z`))) return 'bad';
  if (new Date(Date.parse(`${day}T00:00Z`)).toISOString().slice(0, 10) !== day) return 'bad';
  if (offset !== undefined) return wall;
  const meaning = zoneClock(timeZone).meaning(wall);
  return meaning.kind === 'once' ? meaning.instant : meaning.kind;
}
