import type { Quality, Unit } from '#core/meter-files/meter-file.ts';
import type { ProblemKind } from '#core/meter-files/problem.ts';
import type { ProblemList } from '#core/meter-files/problem-list.ts';
import type { Line } from '#core/meter-files/rows/line.ts';
import type { RowWitness } from '#core/meter-files/rows/witness.ts';
import { spanOf } from '#core/meter-files/table/cells.ts';
import { clockText } from '#core/meter-files/table/clock-cells.ts';
import type { Column } from '#core/meter-files/table/columns.ts';
import type { Layout } from '#core/meter-files/table/layout.ts';
import type { Numbering } from '#core/meter-files/table/numbered-parts.ts';
import type { TimePlace } from '#core/meter-files/table/time-columns.ts';
import { isPulses, isUnitText, qualityOf, unitOf, WORDS, wordsOf } from '#core/meter-files/table/words.ts';
import { emptyTimeCell, readTime, type TimeStyle } from '#core/meter-files/time-cells.ts';
import { readOffset } from '#core/meter-files/written-times.ts';

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
      elapsedMs: Number.NaN,
      start: hasStart ? emptyTimeCell() : null,
      startText: '',
      value: '',
      unit: null,
      quality: 'measured',
      isDaylightTime: null,
      isOffsetShared: false,
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
    if (isTotalRecord(record)) return this.refuse('total-row', null, record.join(' | '));
    const reason = reasonToLeaveOut(record, this.#layout.time.stamp.column);
    return reason === null ? this.refuse('row-too-short', null, record.join(' | ')) : this.#leaveOut(reason, record);
  }

  #readTimes(record: readonly string[]): boolean {
    const { line } = this;
    const { stamp, start, isSpan } = this.#layout.time;
    if (isSpan) return this.#readSpan(record, stamp);
    line.stampText = textAt(record, stamp);
    if (stamp.numbering !== null) return this.#readNumbered(record, stamp, stamp.numbering);
    if (start !== null && line.start !== null) {
      line.startText = textAt(record, start);
      if (!readTime(line.startText, this.#style, line.start)) return this.#noTime(record, start, line.startText);
    }
    return readTime(line.stampText, this.#style, line.stamp) || this.#noTime(record, stamp, line.stampText);
  }

  #readNumbered(record: readonly string[], place: TimePlace, { stepMs, base }: Numbering): boolean {
    const { line } = this;
    const number = place.clock === null ? '' : (record[place.clock.index] ?? '').trim();
    line.elapsedMs = (Number(number) - base) * stepMs;
    const isRead = /^\d{1,3}$/.test(number) && readTime(record[place.column.index] ?? '', this.#style, line.stamp);
    line.stamp.isDateOnly = false;
    return isRead || this.#noTime(record, place, line.stampText);
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
    const reason = reasonToLeaveOut(record, column);
    return reason === null ? this.refuse('time-bad', nameOf(column), found) : this.#leaveOut(reason, record);
  }

  #leaveOut(reason: string, record: readonly string[]): false {
    const found = record.join(' | ');
    this.#problems.add({
      kind: 'line-left-out',
      severity: 'info',
      row: this.line.row,
      column: null,
      found,
      params: { reason },
    });
    return false;
  }

  #readOffset(record: readonly string[]): true {
    const { offset, daylight } = this.#layout;
    const { line } = this;
    if (daylight !== null) line.isDaylightTime = yesOrNo(record[daylight.index] ?? '');
    const offsetMs = offset === null ? Number.NaN : readOffset((record[offset.index] ?? '').trim());
    line.isOffsetShared = !Number.isNaN(offsetMs) && Number.isNaN(line.stamp.offsetMs);
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
    const { quality } = this.#layout;
    if (quality !== null) this.readQuality(record, quality);
    return true;
  }

  /** The quality that a column of flags gives to the value read next. */
  readQuality(record: readonly string[], column: Column): void {
    const text = record[column.index] ?? '';
    if (text !== this.#qualityText) {
      this.#qualityText = text;
      this.#quality = qualityOf(text, /\best/.test(column.words));
    }
    this.line.quality = this.#quality;
  }
}

export function nameOf({ name, index }: { readonly name: string | null; readonly index: number }): string {
  return name ?? String(index + 1);
}

/** A record whose times or unit could not be read, told to a witness as it stands: each of its values with the texts of its times. */
export function tellUnread({
  record,
  row,
  layout: { time, meter, values, unit },
  meter: only,
  witness,
}: {
  readonly record: readonly string[];
  readonly row: number;
  readonly layout: Layout;
  /** The one meter of the table; null where a column or each row says which. */
  readonly meter: string | null;
  readonly witness: RowWitness;
}): void {
  if (!witness.wants(row)) return;
  const stamp = textAt(record, time.stamp);
  const [startText = '', endText = ''] =
    time.start !== null ? [textAt(record, time.start), stamp] : time.label === 'end' ? ['', stamp] : [stamp, ''];
  for (const { column, meter: label } of values) {
    const own = meter === null ? (label ?? only ?? '') : (record[meter.index] ?? '').trim();
    const text = unit === null ? '' : (record[unit.index] ?? '');
    witness.take({
      row,
      meter: own,
      startsAt: Number.NaN,
      endsAt: Number.NaN,
      startText,
      endText,
      value: (record[column.index] ?? '').trim(),
      unit: unitOf(text) ?? column.unit ?? 'kWh',
      isRegister: WORDS.register.test(column.words),
      quality: 'measured',
    });
  }
}

function requiredColumns({ shape, time, meter, values }: Layout): readonly number[] {
  const times = [time.stamp, time.start].flatMap((place) =>
    place === null ? [] : [place.column.index, place.clock?.index ?? 0],
  );
  const value = shape === 'long' || shape === 'single' ? values.map(({ column }) => column.index) : [];
  return [...times, meter?.index ?? 0, ...value];
}

/** A date and a clock in two columns are one text; the midnight that some programs put behind a bare date is left out. */
export function textAt(record: readonly string[], { column, clock, clockWriting }: TimePlace): string {
  const text = record[column.index] ?? '';
  if (clock === null) return text;
  const date = text.trim().replace(/[ T]0?0:00(:00)?(\.0+)?$/, '');
  return `${date} ${clockText(record[clock.index] ?? '', clockWriting)}`.trim();
}

/** "Total", "Sum" and their like in a line's first filled cell. */
function isTotalRecord(record: readonly string[]): boolean {
  const first = record.find((cell) => cell.trim() !== '') ?? '';
  return WORDS.total.test(wordsOf(first));
}

/** Why a line without a time is no reading: the header again, units, or words about the file. Null for any other. */
function reasonToLeaveOut(record: readonly string[], time: Column): 'header' | 'units' | 'words' | null {
  const filled = record.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const name = record[time.index]?.trim().replaceAll('"', '') ?? '';
  if (time.name !== null && name !== '' && name.toLowerCase() === time.name.toLowerCase()) return 'header';
  if (filled.every(isUnitText)) return 'units';
  return filled.length === 1 && CLOSING_WORDS.test(filled[0] ?? '') ? 'words' : null;
}

const CLOSING_WORDS =
  /^\W*(?:end of|end$|eof|generated|exported|printed|produced|created by|report|source:|copyright|©|disclaimer|note:|notes:|page \d|powered by|this report)/i;

function yesOrNo(text: string): boolean | null {
  if (/^\s*(y|yes|true|t|1)\s*$/i.test(text)) return true;
  return /^\s*(n|no|false|f|0)\s*$/i.test(text) ? false : null;
}
