import { hasNoLength, stepOf } from '#core/meter-files/green-button/block-lengths.ts';
import {
  type ChannelTimeline,
  channelTimeline,
  TIME_COLUMN,
  VALUE_COLUMN,
} from '#core/meter-files/green-button/channel-timeline.ts';
import type { Channel, Channels } from '#core/meter-files/green-button/channels.ts';
import * as codes from '#core/meter-files/green-button/codes.ts';
import type { Block, Outline } from '#core/meter-files/green-button/outline.ts';
import type { XmlListener } from '#core/meter-files/green-button/xml-reader.ts';
import type { Quality, ReadContext } from '#core/meter-files/meter-file.ts';
import type { Line } from '#core/meter-files/rows/line.ts';
import type { RowSink } from '#core/meter-files/rows/row-writer.ts';
import { emptyTimeCell } from '#core/meter-files/time-cells.ts';

export interface ReadingsSetup {
  readonly outline: Outline;
  readonly channels: Channels;
  readonly context: ReadContext;
  readonly sink: RowSink;
  /** Grows as meters turn up; a row's meter is an index into it. */
  readonly labels: string[];
}

/** A channel that is read, as its blocks come by. */
interface Reader {
  readonly channel: Channel;
  /** Null for a meter that nobody has told Wattle about. */
  readonly timeline: ChannelTimeline | null;
  /** Neither the ReadingType nor any reading or block says how long a reading is. */
  readonly hasOnlyStarts: boolean;
  unknownRow: number;
  unknownCount: number;
}

/** So many unknown meters are named, however many problems there are. */
const MOST_LISTED = 2000;
/** A time that no calendar of a meter reaches, in seconds. */
const FARTHEST = 1e11;

/** The second of two readings of a feed: the readings, each to its channel's timeline. */
export class Readings implements XmlListener {
  row = 0;
  readonly #setup: ReadingsSetup;
  readonly #readers = new Map<Channel, Reader>();
  readonly #indexes = new Map<string, number>();
  readonly #startCell = { ...emptyTimeCell(), offsetMs: 0 };
  /** Filled in again for each reading. */
  readonly #line: Line = {
    row: 0,
    stamp: { ...emptyTimeCell(), offsetMs: 0 },
    stampText: '',
    elapsedMs: Number.NaN,
    start: null,
    startText: '',
    value: '',
    unit: null,
    quality: 'measured',
    isDaylightTime: null,
    isOffsetShared: false,
  };
  #blockAt = 0;
  #block: Block | null = null;
  #reader: Reader | null = null;
  /** Seconds at which the next reading without a time begins; NaN where that is not known. */
  #next = Number.NaN;
  #blockStep: number | null = null;
  #isInReading = false;
  #isSequenceSaid = false;
  #start = '';
  #duration = '';
  #value = '';
  #quality: codes.StatedQuality | null = null;

  constructor(setup: ReadingsSetup) {
    this.#setup = setup;
  }

  open(name: string): void {
    if (name === 'IntervalReading') this.#openReading();
    else if (name === 'IntervalBlock') this.#openBlock();
  }

  close(name: string, text: string): void {
    if (name === 'IntervalBlock') this.#block = null;
    else if (this.#isInReading) this.#closeInReading(name, text);
  }

  /** To be called after the last element: the timelines' last rows, and the meters that nobody knows. */
  finish(): void {
    const { problems } = this.#setup.sink;
    let listed = 0;
    for (const { channel, timeline, unknownRow: row, unknownCount } of this.#readers.values()) {
      timeline?.finish();
      if (unknownCount === 0) continue;
      const params = { count: String(unknownCount) };
      const finding = {
        kind: 'unknown-meter',
        severity: 'refused',
        row,
        column: 'UsagePoint',
        found: channel.label,
        params,
      } as const;
      listed += 1;
      if (listed <= MOST_LISTED) problems.addAlways(finding);
      else problems.add(finding);
    }
  }

  #openBlock(): void {
    const block = this.#setup.outline.blocks[this.#blockAt] ?? null;
    this.#blockAt += 1;
    this.#block = block;
    const channel = block === null ? undefined : this.#setup.channels.byBlock.get(block);
    this.#reader = channel === undefined || channel.leftOut !== null ? null : this.#readerOf(channel);
    this.#next = Number(block?.fields.start ?? Number.NaN);
    this.#blockStep = block === null ? null : stepOf(block);
  }

  #readerOf(channel: Channel): Reader {
    const known = this.#readers.get(channel);
    if (known !== undefined) return known;
    const { context, sink, outline } = this.#setup;
    const settings = context.meter(channel.label);
    const hasOnlyStarts = channel.intervalSeconds === null && channel.family.blocks.every(hasNoLength);
    const timeline =
      settings === null
        ? null
        : channelTimeline({
            channel,
            meter: this.#indexOf(channel.label),
            settings,
            context,
            isNewestFirst: context.options.newestFirst ?? outline.direction < 0,
            hasOnlyStarts,
            sink,
          });
    const reader = { channel, timeline, hasOnlyStarts, unknownRow: this.row, unknownCount: 0 };
    this.#readers.set(channel, reader);
    return reader;
  }

  #indexOf(label: string): number {
    const known = this.#indexes.get(label);
    if (known !== undefined) return known;
    const index = this.#setup.labels.push(label) - 1;
    this.#indexes.set(label, index);
    return index;
  }

  #openReading(): void {
    this.#isInReading = this.#block !== null && this.#reader !== null;
    this.#start = '';
    this.#duration = '';
    this.#value = '';
    this.#quality = null;
    this.#line.row = this.row;
  }

  #closeInReading(name: string, text: string): void {
    switch (name) {
      case 'start':
        this.#start = text;
        break;
      case 'duration':
        this.#duration = text;
        break;
      case 'value':
        this.#value = text;
        break;
      case 'quality':
      case 'readingQuality':
        this.#quality = codes.worseOf(this.#quality, codes.qualityOf(text));
        break;
      case 'IntervalReading':
        this.#isInReading = false;
        this.#take();
    }
  }

  #take(): void {
    const reader = this.#reader;
    if (reader === null) return;
    if (reader.timeline === null) {
      if (reader.unknownCount === 0) reader.unknownRow = this.#line.row;
      reader.unknownCount += 1;
      return;
    }
    const seconds = this.#secondsOf(reader.channel);
    const start = this.#startOf(seconds);
    if (start === null || Number.isNaN(seconds)) {
      this.#refuse('time-bad', start === null ? this.#start : `${this.#start} + ${this.#duration}`);
      return;
    }
    this.#next = seconds === null ? Number.NaN : start + seconds;
    this.#line.value = this.#value;
    this.#line.quality = this.#qualityOf(reader.channel);
    // A register's value without a length of its own is that of one moment.
    const isMoment = reader.timeline.kind === 'register' && (this.#duration === '' || seconds === 0);
    if (isMoment || (seconds === null && reader.hasOnlyStarts)) this.#place(reader.timeline, null, start);
    else if (seconds !== null) this.#place(reader.timeline, start, start + seconds);
    else this.#refuse('length-unknown', this.#start);
  }

  #place(timeline: ChannelTimeline, start: number | null, stamp: number): void {
    const line = this.#line;
    line.stamp.wallMs = stamp * 1000;
    line.stampText = String(stamp);
    line.start = start === null ? null : this.#startCell;
    this.#startCell.wallMs = (start ?? stamp) * 1000;
    line.startText = start === null ? '' : String(start);
    timeline.take(line, start, stamp);
  }

  /** The length by the reading, else the ReadingType, else the block's share; null where nothing says, NaN where it is no number. */
  #secondsOf({ intervalSeconds }: Channel): number | null {
    if (this.#duration === '') return intervalSeconds ?? this.#blockStep;
    const seconds = Number(this.#duration);
    return Number.isInteger(seconds) && Math.abs(seconds) <= FARTHEST ? seconds : Number.NaN;
  }

  /** Null where neither the reading nor its place in the block says when it began. */
  #startOf(seconds: number | null): number | null {
    const start = this.#start === '' ? this.#next : Number(this.#start);
    if (!Number.isInteger(start) || Math.abs(start) > FARTHEST) return null;
    if (this.#start === '') this.#saySequence(start, seconds);
    return start;
  }

  #saySequence(start: number, seconds: number | null): void {
    if (this.#isSequenceSaid) return;
    this.#isSequenceSaid = true;
    const { row } = this.#line;
    const params = { from: String(start), seconds: String(seconds ?? '') };
    this.#setup.sink.problems.add({ kind: 'sequence-assumed', severity: 'warning', row, column: TIME_COLUMN, params });
  }

  #qualityOf({ quality: usual }: Channel): Quality {
    const quality = this.#quality ?? codes.qualityOf(this.#block?.fields.quality ?? '') ?? usual ?? 'measured';
    if (quality !== 'questionable') return quality;
    const { row } = this.#line;
    const found = `${this.#start}: ${this.#value}`;
    this.#setup.sink.problems.add({ kind: 'value-questionable', severity: 'warning', row, column: VALUE_COLUMN, found });
    return 'measured';
  }

  #refuse(kind: 'time-bad' | 'length-unknown', found: string): void {
    this.#line.value = this.#value;
    this.#line.start = this.#startCell;
    this.#line.startText = this.#start;
    this.#line.stampText = '';
    this.#reader?.timeline?.miss(this.#line);
    const { row } = this.#line;
    this.#setup.sink.problems.add({ kind, severity: 'refused', row, column: TIME_COLUMN, found });
  }
}
