import type { Quality, Unit } from '#core/meter-files/meter-file.ts';
import type { ProblemKind } from '#core/meter-files/problem.ts';
import type { ProblemList } from '#core/meter-files/problem-list.ts';
import type { Line } from '#core/meter-files/rows/line.ts';
import { spanOf } from '#core/meter-files/table/cells.ts';
import type { Layout } from '#core/meter-files/table/layout.ts';
import type { TimePlace } from '#core/meter-files/table/time-columns.ts';
import { isPulses, qualityOf, unitOf, WORDS, wordsOf } from '#core/meter-files/table/words.ts';
import { emptyTimeCell, readOffset, readTime, type TimeStyle } from '#core/meter-files/time-cells.ts';

/** Reads the times, unit and quality of one record after another into the one line that it owns. */
export class LineReader {
  readonly line: Line;
  readonly #layout: Layout;
  readonly #style: TimeStyle;
  readonly #problems: ProblemList;
  readonly #width: number;
  #unitText = '';
  #unit: Unit | 'pulses' | null = null;
  #qualityText = '';
  #quality: Quality = 'measured';

  constructor({
    layout,
    style,
    problems,
  }: { readonly layout: Layout; readonly style: TimeStyle; readonly problems: ProblemList }) {
    this.#layout = layout;
    this.#style = style;
    this.#problems = problems;
    this.#width = 1 + Math.max(...requiredColumns(layout));
    const hasStart = layout.time.start !== null || layout.time.isSpan;
    this.line = {
      row: 0,
      stamp: emptyTimeCell(),
      stampText: '',
      start: hasStart ? emptyTimeCell() : null,
      startText: '',
      value: '',
      unit: null,
      quality: 'measured',
      isDaylightTime: null,
    };
  }

  /** False where the record is no line with a reading; a problem then says why, unless the record is blank. */
  read(record: readonly string[], row: number): boolean {
    const { line } = this;
    line.row = row;
    if (record.length < this.#width) return this.#readShort(record);
    return this.#readTimes(record) && this.#readOffset(record) && this.#readUnit(record) && this.#readQuality(record);
  }

  /** A problem about the line's row. */
  refuse(kind: ProblemKind, column: string | null, found: string): false {
    this.#problems.add({ kind, severity: kind === 'total-row' ? 'info' : 'refused', row: this.line.row, column, found });
    return false;
  }

  #readShort(record: readonly string[]): false {
    if (record.every((cell) => cell.trim() === '')) return false;
    return this.refuse(isTotalRecord(record) ? 'total-row' : 'row-too-short', null, record.join(' | '));
  }

  #readTimes(record: readonly string[]): boolean {
    const { line } = this;
    const { stamp, start, isSpan } = this.#layout.time;
    if (isSpan) return this.#readSpan(record, stamp);
    line.stampText = textAt(record, stamp);
    if (start !== null && line.start !== null) {
      line.startText = textAt(record, start);
      if (!readTime(line.startText, this.#style, line.start)) return this.#noTime(record, start, line.startText);
    }
    return readTime(line.stampText, this.#style, line.stamp) || this.#noTime(record, stamp, line.stampText);
  }

  #readSpan(record: readonly string[], place: TimePlace): boolean {
    const { line } = this;
    const text = record[place.column.index] ?? '';
    const halves = spanOf(text);
    if (halves === null || line.start === null) return this.#noTime(record, place, text);
    [line.startText, line.stampText] = halves;
    const isRead = readTime(line.startText, this.#style, line.start) && readTime(line.stampText, this.#style, line.stamp);
    return isRead || this.#noTime(record, place, text);
  }

  #noTime(record: readonly string[], { column }: TimePlace, found: string): false {
    if (record.every((cell) => cell.trim() === '')) return false;
    if (isTotalRecord(record)) return this.refuse('total-row', null, record.join(' | '));
    return this.refuse('time-bad', nameOf(column), found);
  }

  #readOffset(record: readonly string[]): true {
    const { offset, daylight } = this.#layout;
    const { line } = this;
    if (daylight !== null) line.isDaylightTime = yesOrNo(record[daylight.index] ?? '');
    const offsetMs = offset === null ? Number.NaN : readOffset((record[offset.index] ?? '').trim());
    if (Number.isNaN(offsetMs)) return true;
    if (Number.isNaN(line.stamp.offsetMs)) line.stamp.offsetMs = offsetMs;
    if (line.start !== null && Number.isNaN(line.start.offsetMs)) line.start.offsetMs = offsetMs;
    return true;
  }

  #readUnit(record: readonly string[]): boolean {
    const { unit: column } = this.#layout;
    if (column === null) return true;
    const text = record[column.index] ?? '';
    if (text !== this.#unitText) {
      this.#unitText = text;
      this.#unit = unitOf(text) ?? (isPulses(text) ? 'pulses' : null);
    }
    this.line.unit = this.#unit;
    return this.#unit !== null || text.trim() === '' || this.refuse('unit-unknown', nameOf(column), text);
  }

  #readQuality(record: readonly string[]): true {
    const { quality: column } = this.#layout;
    if (column === null) return true;
    const text = record[column.index] ?? '';
    if (text !== this.#qualityText) {
      this.#qualityText = text;
      this.#quality = qualityOf(text, /estimat/.test(column.words));
    }
    this.line.quality = this.#quality;
    return true;
  }
}

export function nameOf({ name, index }: { readonly name: string | null; readonly index: number }): string {
  return name ?? String(index + 1);
}

function requiredColumns({ shape, time, meter, values }: Layout): readonly number[] {
  const times = [time.stamp, time.start].flatMap((place) =>
    place === null ? [] : [place.column.index, place.clock?.index ?? 0],
  );
  const value = shape === 'long' || shape === 'single' ? values.map(({ column }) => column.index) : [];
  return [...times, meter?.index ?? 0, ...value];
}

/** A date and a clock in two columns are one text; the midnight that some programs put behind a bare date is left out. */
function textAt(record: readonly string[], { column, clock }: TimePlace): string {
  const text = record[column.index] ?? '';
  if (clock === null) return text;
  const time = record[clock.index]?.trim() ?? '';
  return `${text.trim().replace(/[ T]00:00(:00)?(\.0+)?$/, '')} ${/^\d{1,2}$/.test(time) ? `${time}:00` : time}`.trim();
}

/** "Total", "Sum" and their like in a line's first filled cell. */
function isTotalRecord(record: readonly string[]): boolean {
  const first = record.find((cell) => cell.trim() !== '') ?? '';
  return WORDS.total.test(wordsOf(first));
}

function yesOrNo(text: string): boolean | null {
  if (/^\s*(y|yes|true|t|1)\s*$/i.test(text)) return true;
  return /^\s*(n|no|false|f|0)\s*$/i.test(text) ? false : null;
}
