import type { Batch, ReadContext } from '#core/meter-files/meter-file.ts';
import { writeAccumulation } from '#core/meter-files/nem/accumulation.ts';
import type { ChannelJudge, Verdict } from '#core/meter-files/nem/channels.ts';
import { type NemDay, type QualityRange, writeDay } from '#core/meter-files/nem/day.ts';
import { cellsOf, type LineBlock } from '#core/meter-files/nem/lines.ts';
import {
  channelOf200,
  channelOf250,
  dayShape,
  keyOf,
  type NemChannel,
  updatedAt,
  wallTimeOf,
} from '#core/meter-files/nem/records.ts';
import { type CountedChannel, countedChannel, type NemSink } from '#core/meter-files/nem/sink.ts';
import { ACCUMULATION_UPDATE, PREVIOUS_READ_AT, type Survey, UPDATE_AFTER_QUALITY } from '#core/meter-files/nem/survey.ts';
import { type Finding, ProblemList } from '#core/meter-files/problem-list.ts';

export interface NemWork {
  readonly survey: Survey;
  readonly judge: ChannelJudge;
  readonly context: ReadContext;
  /** Milliseconds from an instant to the file's wall time, all year. */
  readonly offsetMs: number;
  /** Grows as meters turn up; a row's meter is an index into it. */
  readonly labels: string[];
}

const BATCH_ROWS = 8000;

/** Reads the records of a NEM12 or NEM13 file into batches of rows and problems. */
export async function* readNem(work: NemWork, blocks: AsyncIterable<LineBlock>): AsyncGenerator<Batch> {
  const reader = new NemReader(work);
  let bytesRead = 0;
  for await (const block of blocks) {
    bytesRead = block.bytesRead;
    for (const [index, line] of block.lines.entries()) {
      reader.take(line, block.firstRow + index, block.isCut);
      if (reader.sink.intervals.length >= BATCH_ROWS) yield batchOf(reader.sink, bytesRead);
    }
    for (const problem of block.problems) reader.sink.problems.add(problem);
  }
  reader.finishDay();
  const { problems, ...last } = batchOf(reader.sink, bytesRead);
  yield { ...last, problems: [...problems, ...reader.sink.problems.closing()] };
}

function batchOf(sink: NemSink, bytesRead: number): Batch {
  const batch = { intervals: sink.intervals, registers: [], problems: sink.problems.take(), bytesRead };
  sink.intervals = [];
  return batch;
}

/** A channel and what becomes of it; `counted` is null for one that is left out or that nobody knows. */
interface OpenChannel {
  readonly channel: NemChannel;
  readonly verdict: Verdict;
  readonly counted: CountedChannel | null;
}

const MOST_LISTED = 2000;
const MOST_REMEMBERED = 20_000;
const DAY_MINUTES = 1440;
const DAY_MS = 86_400_000;
const EARLIEST = Date.UTC(1990, 0, 1);
const WITHOUT_VALUES: ReadonlySet<string> = new Set(['100', '500', '550', '900']);

class NemReader {
  readonly sink: NemSink = { intervals: [], problems: new ProblemList() };
  readonly #work: NemWork;
  readonly #meters = new Map<string, number>();
  readonly #seen = new Set<string>();
  #current: OpenChannel | null = null;
  #day: NemDay | null = null;
  /** A 400 record may follow: the record before was a 300 or another 400. */
  #canQualify = false;

  constructor(work: NemWork) {
    this.#work = work;
    if (!work.survey.hasHeader) this.#say({ kind: 'header-missing', severity: 'warning', row: work.survey.firstRow });
  }

  take(line: string, row: number, isCut: boolean): void {
    const cells = cellsOf(line);
    const code = (cells[0] ?? '').trim();
    if (code === '' && cells.every((cell) => cell.trim() === '')) return;
    if (code === '400') this.#qualify(cells, row);
    else this.#takeOther({ code, cells, row, isCut });
  }

  #takeOther({
    code,
    cells,
    row,
    isCut,
  }: {
    readonly code: string;
    readonly cells: readonly string[];
    readonly row: number;
    readonly isCut: boolean;
  }): void {
    this.finishDay();
    this.#canQualify = code === '300';
    if (code === '200') this.#current = this.#open(channelOf200(cells), row);
    else if (code === '300') this.#takeDay(cells, row, isCut);
    else if (code === '250') this.#takeAccumulation(cells, row);
    else if (!WITHOUT_VALUES.has(code)) this.#misplaced('unknown', row, cells.slice(0, 9).join(','));
  }

  /** Writes the day whose 400 records were awaited. */
  finishDay(): void {
    if (this.#day !== null) writeDay(this.#day, this.sink, this.#work.context.now);
    this.#day = null;
  }

  #open(channel: NemChannel, row: number): OpenChannel {
    const { judge, context, labels } = this.#work;
    const verdict = judge.judge(channel);
    if (!verdict.isCounted) {
      this.#nameLeftOut(channel, verdict.reason, row);
      return { channel, verdict, counted: null };
    }
    const settings = verdict.label === '' ? null : context.meter(verdict.label);
    if (settings === null) return { channel, verdict, counted: null };
    const meter = this.#meters.get(verdict.label) ?? labels.push(verdict.label) - 1;
    this.#meters.set(verdict.label, meter);
    return { channel, verdict, counted: countedChannel({ meter, unit: channel.unit, settings, options: context.options }) };
  }

  #takeDay(cells: readonly string[], row: number, isCut: boolean): void {
    if (this.#current === null) {
      this.#misplaced('no-channel', row, cells.slice(0, 4).join(','));
      return;
    }
    const { channel, verdict, counted } = this.#current;
    const { minutes } = channel;
    if (counted === null) this.#uncounted(verdict, row);
    else if (minutes === null) this.#refuseLength(channel, row);
    else {
      const shape = dayShape(cells, minutes);
      if (!shape.isFine || (isCut && isCutBefore(cells, shape.qualityAt))) {
        this.#refuseCount({ cells, row, minutes, count: shape.isFine ? null : shape.count });
        return;
      }
      const wallMs = this.#dayBegin(cells[1] ?? '', row);
      const update = cells[shape.qualityAt + UPDATE_AFTER_QUALITY];
      if (wallMs === null || this.#isSuperseded(channel, { row, wallMs, update })) return;
      const startsAt = wallMs - this.#work.offsetMs;
      this.#day = { row, cells, minutes, qualityAt: shape.qualityAt, startsAt, wallMs, channel: counted, ranges: [] };
    }
  }

  #refuseLength({ lengthText }: NemChannel, row: number): void {
    const params = { reason: 'nem' };
    this.#say({ kind: 'length-unknown', severity: 'refused', row, column: 'IntervalLength', found: lengthText, params });
  }

  /** `count` is null for a row of the right length that the end of the file may have cut. */
  #refuseCount({
    cells,
    row,
    minutes,
    count,
  }: {
    readonly cells: readonly string[];
    readonly row: number;
    readonly minutes: number;
    readonly count: number | null;
  }): void {
    const expected = DAY_MINUTES / minutes;
    const params = {
      reason: 'day-values',
      count: String(count ?? expected),
      expected: String(expected),
      minutes: String(minutes),
    };
    const kind = (count ?? 0) > expected ? 'row-too-long' : 'row-too-short';
    this.#say({ kind, severity: 'refused', row, found: cells.slice(0, 6).join(','), params });
  }

  #takeAccumulation(cells: readonly string[], row: number): void {
    const { channel, verdict, counted } = this.#open(channelOf250(cells), row);
    if (counted === null) {
      this.#uncounted(verdict, row);
      return;
    }
    if (cells.length < LEAST_ACCUMULATION) {
      const params = { reason: 'accumulation', count: String(cells.length), expected: String(LEAST_ACCUMULATION) };
      this.#say({ kind: 'row-too-short', severity: 'refused', row, found: cells.slice(0, 6).join(','), params });
      return;
    }
    const wallMs = wallTimeOf(cells[PREVIOUS_READ_AT] ?? '');
    if (this.#isSuperseded(channel, { row, wallMs, update: cells[ACCUMULATION_UPDATE] })) return;
    const { offsetMs, context } = this.#work;
    writeAccumulation({ row, cells, channel: counted, offsetMs }, this.sink, context.now);
  }

  /** A 400 record: which intervals of the day before have which quality. */
  #qualify(cells: readonly string[], row: number): void {
    if (!this.#canQualify) this.#misplaced('no-day', row, cells.slice(0, 9).join(','));
    // Without a day: it was refused, left out or superseded, and so is what is said about it.
    if (this.#day === null) return;
    const count = DAY_MINUTES / this.#day.minutes;
    const range = rangeOf(cells, count);
    if (range !== null) {
      this.#day.ranges.push(range);
      return;
    }
    const found = `${(cells[1] ?? '').trim()}–${(cells[2] ?? '').trim()}`;
    const params = { most: String(count) };
    this.#say({ kind: 'quality-range-bad', severity: 'warning', row, column: 'StartInterval', found, params });
  }

  #dayBegin(text: string, row: number): number | null {
    const wallMs = wallTimeOf(text);
    const isDay = wallMs % DAY_MS === 0;
    if (isDay && wallMs >= EARLIEST) return wallMs;
    const kind = isDay ? 'time-before-records' : 'time-bad';
    this.#say({ kind, severity: 'refused', row, column: 'IntervalDate', found: text.trim() });
    return null;
  }

  #isSuperseded(
    channel: NemChannel,
    { row, wallMs, update }: { readonly row: number; readonly wallMs: number; readonly update: string | undefined },
  ): boolean {
    if (!this.#work.survey.isSuperseded(channel, wallMs, updatedAt(update))) return false;
    this.#say({ kind: 'superseded', severity: 'info', row, column: 'UpdateDateTime', found: (update ?? '').trim() });
    return true;
  }

  #uncounted(verdict: Verdict, row: number): void {
    if (!verdict.isCounted) return;
    const finding = { kind: 'unknown-meter', severity: 'refused', row, column: 'NMI', found: verdict.label } as const;
    // However many rows of one unknown meter there are, every other unknown meter is named as well.
    if (this.#isFirst(`unknown ${verdict.label}`, MOST_LISTED)) this.sink.problems.addAlways(finding);
    else this.#say(finding);
  }

  #nameLeftOut(channel: NemChannel, reason: string, row: number): void {
    const { nmi, suffix, unit } = channel;
    if (!this.#isFirst(`left out ${keyOf(channel)}`, MOST_REMEMBERED)) return;
    const params = { meter: nmi, channel: suffix, unit, reason };
    const found = `${nmi} ${suffix}`;
    this.#say({ kind: 'channel-left-out', severity: 'info', row, column: 'NMISuffix', found, params });
  }

  #isFirst(key: string, most: number): boolean {
    if (this.#seen.has(key) || this.#seen.size >= most) return false;
    this.#seen.add(key);
    return true;
  }

  #misplaced(reason: 'no-channel' | 'no-day' | 'unknown', row: number, found: string): void {
    const severity = reason === 'no-channel' ? 'refused' : 'warning';
    this.#say({ kind: 'record-misplaced', severity, row, found: found.slice(0, 100), params: { reason } });
  }

  #say(finding: Finding): void {
    this.sink.problems.add(finding);
  }
}

/** Whether nothing of a line is left from the place of its quality on. */
function isCutBefore(cells: readonly string[], qualityAt: number): boolean {
  return cells.length <= qualityAt + 1 && (cells[qualityAt] ?? '').trim() === '';
}

/** Up to and with the unit of the quantity. */
const LEAST_ACCUMULATION = 20;

/** Null for a range outside the day, or none at all. */
function rangeOf(cells: readonly string[], count: number): QualityRange | null {
  const [from, to] = [cells[1], cells[2]].map((text) => (/^ *\d{1,4} *$/.test(text ?? '') ? Number(text) : 0));
  if (from === undefined || to === undefined || from < 1 || to < from || to > count) return null;
  return { from, to, quality: (cells[3] ?? '').trim() };
}
