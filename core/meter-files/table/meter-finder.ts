import type { ProblemList } from '#core/meter-files/problem-list.ts';
import type { MeterTimeline } from '#core/meter-files/rows/meter-timeline.ts';
import type { Layout } from '#core/meter-files/table/layout.ts';
import { type LineReader, nameOf } from '#core/meter-files/table/line-reader.ts';
import type { Timelines } from '#core/meter-files/table/timelines.ts';

const MOST_LISTED = 2000;
const MOST_COUNTED = 100_000;

/** Finds the timeline of a record's meter; a meter that nobody knows becomes a problem at each of its rows. */
export class MeterFinder {
  readonly #layout: Layout;
  readonly #reader: LineReader;
  readonly #timelines: Timelines;
  readonly #problems: ProblemList;
  readonly #unknown = new Set<string>();

  constructor({
    layout,
    reader,
    timelines,
    problems,
  }: {
    readonly layout: Layout;
    readonly reader: LineReader;
    readonly timelines: Timelines;
    readonly problems: ProblemList;
  }) {
    this.#layout = layout;
    this.#reader = reader;
    this.#timelines = timelines;
    this.#problems = problems;
  }

  find(record: readonly string[]): MeterTimeline | null {
    const { meter, values } = this.#layout;
    const [value] = values;
    if (meter === null || value === undefined) return null;
    const label = (record[meter.index] ?? '').trim();
    const timeline = this.#timelines.of(label, value);
    if (timeline === null) this.#refuse(label, this.#timelines.columnOf(label) ?? nameOf(meter));
    return timeline;
  }

  /** Different labels so far, known or not. */
  get count(): number {
    return this.#timelines.count + this.#unknown.size;
  }

  /** To be called after the last line: says how many unknown meters were not listed by name. */
  finish(): void {
    const count = this.#unknown.size - MOST_LISTED;
    if (count <= 0) return;
    this.#problems.addAlways({ kind: 'more-unknown-meters', severity: 'refused', row: null, params: { count: String(count) } });
  }

  #refuse(label: string, column: string): void {
    const unknown = this.#unknown;
    if (this.#timelines.isTotal(label)) {
      this.#reader.refuse('total-row', column, label);
      return;
    }
    const isNew = !unknown.has(label);
    if (isNew && unknown.size < MOST_COUNTED) unknown.add(label);
    if (!isNew || unknown.size > MOST_LISTED) {
      this.#reader.refuse('unknown-meter', column, label);
      return;
    }
    // However many rows of one unknown meter there are, every other unknown meter is named as well.
    const { row } = this.#reader.line;
    this.#problems.addAlways({ kind: 'unknown-meter', severity: 'refused', row, column, found: label });
  }
}
