import { isMissing } from '#core/meter-files/number-cells.ts';
import type { Line } from '#core/meter-files/rows/line.ts';
import type { MeterTimeline } from '#core/meter-files/rows/meter-timeline.ts';
import type { Column } from '#core/meter-files/table/columns.ts';
import type { DayPart } from '#core/meter-files/table/day-parts.ts';
import { nameOf } from '#core/meter-files/table/line-reader.ts';
import type { ZoneClock } from '#core/time/zoned-times.ts';

const DAY_MS = 86_400_000;

/** A row a day: gives each part its time, on days of 23, 24, 24.5 and 25 hours, and hands it to the meter's timeline. */
export function dayTaker({
  parts,
  flags,
  readQuality,
  refuse,
  shiftMs,
}: {
  readonly parts: readonly DayPart[];
  /** Each part's own column of flags; null where it has none. */
  readonly flags: readonly (Column | null)[];
  readonly readQuality: (record: readonly string[], flag: Column) => void;
  /** For a part of a day that has no such part. */
  readonly refuse: (column: string, found: string) => void;
  /** From the date that stands there to the day that is meant. */
  readonly shiftMs: number;
}): (line: Line, record: readonly string[], timeline: MeterTimeline) => void {
  const count = new Set(parts.filter(({ isExtra }) => !isExtra).map(({ wallMs }) => wallMs)).size;
  const stepMs = DAY_MS / count;
  return (line, record, timeline) => {
    const { stamp } = line;
    const { wallMs, offsetMs } = stamp;
    const dayStart = wallMs + shiftMs;
    stamp.isDateOnly = false;
    const place = placerOf({ parts, record, dayStart, stepMs, zone: timeline.zone });
    for (const [number, part] of parts.entries()) {
      const flag = flags[number] ?? null;
      if (flag !== null) readQuality(record, flag);
      const { column } = part;
      line.value = record[column.index] ?? '';
      stamp.wallMs = dayStart + part.wallMs;
      stamp.offsetMs = offsetMs;
      const at = Number.isNaN(offsetMs) ? place(part) : part.isSecond || part.isExtra ? 'none' : 'by-clock';
      if (at === 'none') {
        if (!isEmpty(line.value)) refuse(nameOf(column), line.value);
        continue;
      }
      if (at !== 'by-clock') {
        stamp.wallMs = timeline.zone.wall(at);
        stamp.offsetMs = timeline.zone.offset(at);
      } else if (isSkippedByClock(line, timeline)) continue;
      timeline.take(line);
    }
    stamp.wallMs = wallMs;
    stamp.offsetMs = offsetMs;
  };
}

/** The instant of a part of the day, 'by-clock' where its wall time says it, 'none' where the day has no such part. */
type PlacePart = (part: DayPart) => number | 'by-clock' | 'none';

function placerOf({
  parts,
  record,
  dayStart,
  stepMs,
  zone,
}: {
  readonly parts: readonly DayPart[];
  readonly record: readonly string[];
  readonly dayStart: number;
  readonly stepMs: number;
  readonly zone: ZoneClock;
}): PlacePart {
  const [from, until] = [zone.instant(dayStart), zone.instant(dayStart + DAY_MS)];
  const length = until - from;
  const isFilled = ({ column }: DayPart) => !isMissing(record[column.index] ?? '');
  const usual: PlacePart = ({ isSecond, isExtra }) => (isSecond || isExtra ? 'none' : 'by-clock');
  if (length === DAY_MS || Number.isNaN(length)) return usual;
  const elapsed: PlacePart = ({ wallMs, isSecond }) => (isSecond || wallMs >= length ? 'none' : from + wallMs);
  if (length > DAY_MS) {
    if (parts.some((part) => part.isExtra && isFilled(part))) return elapsed;
    if (!parts.some((part) => part.isSecond && isFilled(part))) return usual;
    return (part) => {
      const meaning = zone.meaning(dayStart + part.wallMs);
      if (meaning.kind !== 'twice') return usual(part);
      return part.isSecond ? meaning.later : meaning.earlier;
    };
  }
  const skipped = parts.filter(({ wallMs }) => zone.meaning(dayStart + wallMs).kind === 'never');
  const last = parts.filter(({ wallMs, isExtra }) => wallMs >= DAY_MS - skipped.length * stepMs && !isExtra);
  // Numbered parts may simply be fewer: the last ones are blank, and not the skipped ones.
  return skipped.length > 0 && skipped.every(isFilled) && !last.some(isFilled) ? elapsed : usual;
}

function isEmpty(value: string): boolean {
  return isMissing(value) || /^[0.,\s]+$/.test(value);
}

/** In spring a day has an hour less; its column is left blank or filled with 0, and says nothing. */
function isSkippedByClock({ stamp, value }: Line, { zone }: MeterTimeline): boolean {
  return isEmpty(value) && Number.isNaN(stamp.offsetMs) && zone.meaning(stamp.wallMs).kind === 'never';
}
