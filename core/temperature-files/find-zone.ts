import type { ReadContext } from '#core/meter-files/meter-file.ts';
import type { TimeColumns } from '#core/meter-files/table/time-columns.ts';
import { isTimeZone } from '#core/time/zoned-times.ts';

/** The zone of times without an offset, and what speaks for it. */
export interface ZoneDecision {
  readonly zone: string;
  readonly evidence: 'told' | 'header' | 'format' | 'usual';
}

/**
 * What staff said, else what the header says ("UTC", "Date Time, GMT-04:00"), else UTC for the Integrated Surface Database, else
 * the campus's zone.
 */
export function findZone({
  time,
  context,
  isSurface,
}: {
  readonly time: TimeColumns;
  readonly context: ReadContext;
  readonly isSurface: boolean;
}): ZoneDecision {
  const told = context.options.timeZone;
  if (told !== undefined) return { zone: told, evidence: 'told' };
  const [, sign, hours = '', minutes = '00'] = OFFSET.exec(time.stamp.column.name ?? '') ?? [];
  const offset = sign === undefined ? '' : `${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`;
  if (offset !== '' && isTimeZone(offset)) return { zone: offset, evidence: 'header' };
  if (time.isUtc) return { zone: 'UTC', evidence: 'header' };
  return isSurface ? { zone: 'UTC', evidence: 'format' } : { zone: context.campusTimeZone, evidence: 'usual' };
}

const OFFSET = /\b(?:GMT|UTC)\s*([+\-−])\s*(\d{1,2}):?(\d{2})?/i;
