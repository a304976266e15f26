import type { Quality } from '#core/meter-files/meter-file.ts';
import { type CountedChannel, energyOf, type NemSink } from '#core/meter-files/nem/sink.ts';
import { isMissing } from '#core/meter-files/number-cells.ts';
import { clockText } from '#core/meter-files/rows/line.ts';

/** A 300 record whose channel counts; its 400 records may follow. */
export interface NemDay {
  readonly row: number;
  readonly cells: readonly string[];
  readonly minutes: number;
  /** The place of the quality, behind the values. */
  readonly qualityAt: number;
  /** Epoch milliseconds of the day's beginning, and the same as a wall time. */
  readonly startsAt: number;
  readonly wallMs: number;
  readonly channel: CountedChannel;
  readonly ranges: QualityRange[];
}

/** From a 400 record: first and last interval, both counted from 1. */
export interface QualityRange {
  readonly from: number;
  readonly to: number;
  readonly quality: string;
}

const FIRST_VALUE = 2;
const MINUTE_MS = 60_000;

/** Writes the values of one day as rows; what is missing is said once for each run of intervals. */
export function writeDay(day: NemDay, sink: NemSink, now: number): void {
  const count = day.qualityAt - FIRST_VALUE;
  const seconds = day.minutes * 60;
  const qualities = qualitiesOf(day, count, sink);
  const past = Math.min(count, Math.max(0, Math.floor((now - day.startsAt) / (seconds * 1000))));
  const missing = new MissingRun(day, sink);
  for (let index = 0; index < past; index += 1) {
    const text = day.cells[FIRST_VALUE + index] ?? '';
    const quality = qualities[index] ?? null;
    if (quality === null || isMissing(text)) {
      missing.add(index, text);
      continue;
    }
    const startsAt = day.startsAt + index * seconds * 1000;
    const where = () => placeOf(day, index, index, text);
    const energyMicroWh = energyOf({ text, startsAt, seconds, where }, day.channel, sink.problems);
    if (energyMicroWh !== null) {
      sink.intervals.push({ row: day.row, meter: day.channel.meter, startsAt, seconds, energyMicroWh, quality });
    }
  }
  missing.end();
  refuseFuture({ day, from: past, count, qualities, sink, now });
}

/** The quality of each interval, null for one without a value. */
function qualitiesOf(day: NemDay, count: number, { problems }: NemSink): (Quality | null)[] {
  const said = (day.cells[day.qualityAt] ?? '').trim();
  const warn = (reason: string, found: string) =>
    problems.add({
      kind: 'quality-unknown',
      severity: 'warning',
      row: day.row,
      column: 'QualityMethod',
      found,
      params: { reason },
    });
  const flags = new Array<string>(count).fill(said);
  for (const { from, to, quality } of day.ranges) flags.fill(quality, from - 1, to);
  if (flags.some((flag) => /^V/i.test(flag))) warn('not-covered', said);
  else if (flags.some((flag) => flag === '')) warn('blank', said);
  const odd = flags.find((flag) => flag !== '' && !/^[AEFNSV]/i.test(flag));
  if (odd !== undefined) warn('letter', odd);
  return flags.map(meaningOf);
}

/** What nobody doubts is measured; what is marked by any letter but A is not. */
function meaningOf(flag: string): Quality | null {
  const letter = flag.slice(0, 1).toUpperCase();
  if (letter === 'N') return null;
  return letter === 'A' || letter === '' ? 'measured' : 'estimated';
}

function placeOf(day: NemDay, from: number, to: number, text: string) {
  const clock = (index: number) => clockText(day.wallMs + index * day.minutes * MINUTE_MS).slice(11);
  const column = from === to ? `interval ${from + 1}` : `intervals ${from + 1}–${to + 1}`;
  return { row: day.row, column, found: `${text.trim()} (${clock(from)}–${clock(to + 1)})`.trim() };
}

/** Intervals on end that have no value. */
class MissingRun {
  readonly #day: NemDay;
  readonly #sink: NemSink;
  #from = -1;
  #to = -1;
  #text = '';

  constructor(day: NemDay, sink: NemSink) {
    this.#day = day;
    this.#sink = sink;
  }

  add(index: number, text: string): void {
    if (this.#from >= 0 && index === this.#to + 1) {
      this.#to = index;
      return;
    }
    this.end();
    this.#from = index;
    this.#to = index;
    this.#text = text;
  }

  end(): void {
    if (this.#from < 0) return;
    const place = placeOf(this.#day, this.#from, this.#to, this.#text);
    this.#sink.problems.add({ kind: 'value-missing', severity: 'info', ...place });
    this.#from = -1;
  }
}

/** Values of a time that has not come, unless they are blanks that only fill the day up. */
function refuseFuture({
  day,
  from,
  count,
  qualities,
  sink,
  now,
}: {
  readonly day: NemDay;
  readonly from: number;
  readonly count: number;
  readonly qualities: readonly (Quality | null)[];
  readonly sink: NemSink;
  readonly now: number;
}): void {
  const first = qualities.findIndex(
    (quality, index) => index >= from && quality !== null && !isMissing(day.cells[FIRST_VALUE + index] ?? ''),
  );
  if (first < 0) return;
  const params = { now: clockText(now + day.wallMs - day.startsAt) };
  const place = placeOf(day, first, count - 1, (day.cells[1] ?? '').trim());
  sink.problems.add({ kind: 'time-in-future', severity: 'refused', ...place, params });
}
