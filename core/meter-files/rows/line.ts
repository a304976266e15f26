import type { Quality, Unit } from '#core/meter-files/meter-file.ts';
import type { TimeCell } from '#core/meter-files/time-cells.ts';

/** One value of one meter as it stands in a file. Readers fill one line again and again: whoever keeps it keeps a copy. */
export interface Line {
  /** The physical line in the file. */
  row: number;
  /** The line's only time, or its end where it has two. */
  stamp: TimeCell;
  stampText: string;
  /** Real time since the beginning of the stamp's day, in milliseconds, where a column numbers its parts; else NaN. */
  elapsedMs: number;
  /** Null where the line has one time. */
  start: TimeCell | null;
  startText: string;
  value: string;
  /** The line's own unit; null where the meter's or the file's holds. Pulses are worth what the multiplier says. */
  unit: Unit | 'pulses' | null;
  quality: Quality;
  /** What a column of its own says about summer time; decides the hour that happens twice. */
  isDaylightTime: boolean | null;
  /** The offset of both times is the one in a column of its own, which knows of the start alone. */
  isOffsetShared: boolean;
}

export function copyOfLine(line: Readonly<Line>): Line {
  return { ...line, stamp: { ...line.stamp }, start: line.start === null ? null : { ...line.start } };
}

/** A wall time or instant as people write it, `2016-11-06 01:00`. */
export function clockText(ms: number): string {
  const text = new Date(ms).toISOString();
  return text.slice(0, text.slice(17, 19) === '00' ? 16 : 19).replace('T', ' ');
}

/** `24 h`, `1 h 30 min`, `45 s`. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [
    [Math.trunc(seconds / 3600), 'h'],
    [Math.trunc((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ] as const;
  return (
    parts
      .filter(([count]) => count !== 0)
      .map(([count, unit]) => `${count} ${unit}`)
      .join(' ') || '0 s'
  );
}
