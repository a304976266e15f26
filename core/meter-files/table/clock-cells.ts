/** How the clocks of a column of their own are written: 13:30, the hour alone, 1330 or 13.30. */
export type ClockWriting = 'clock' | 'hours' | 'hhmm' | 'dotted';

/** The way in which all of some numbers are clocks; null where they are none. */
export function clockWritingOf(cells: readonly string[]): Exclude<ClockWriting, 'clock'> | null {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (filled.every((cell) => /^(?:[01]?\d|2[0-5])$/.test(cell))) return 'hours';
  if (filled.every((cell) => /^(?:[01]?\d|2[0-4])?[0-5]?\d$/.test(cell))) return 'hhmm';
  return filled.every((cell) => /^(?:[01]?\d|2[0-4])\.[0-5]\d(?:\.[0-5]\d)?$|^(?:[01]?\d|2[0-4])$/.test(cell)) ? 'dotted' : null;
}

/** A clock cell as `13:30`. */
export function clockText(text: string, writing: ClockWriting): string {
  const cell = text.trim();
  if (!/^[\d.]+$/.test(cell)) return cell;
  if (writing === 'hours') return `${cell}:00`;
  if (writing === 'dotted') return cell.includes('.') ? cell.replaceAll('.', ':') : `${cell}:00`;
  if (writing === 'hhmm') return `${Math.floor(Number(cell) / 100)}:${cell.slice(-2).padStart(2, '0')}`;
  return cell;
}
