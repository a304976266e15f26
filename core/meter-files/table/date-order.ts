import type { DateOrder, Guess } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { problemOf } from '#core/meter-files/problem-list.ts';
import { spanOf } from '#core/meter-files/table/cells.ts';
import type { Column } from '#core/meter-files/table/columns.ts';
import type { Table } from '#core/meter-files/table/table.ts';
import type { TimeColumns } from '#core/meter-files/table/time-columns.ts';
import { dateNumbers, possibleOrders } from '#core/meter-files/written-times.ts';

/** What was decided about the order of day and month; `order` is null where no date needs one. */
export interface OrderDecision {
  readonly order: DateOrder | null;
  readonly guess: Guess | null;
  readonly question: Problem | null;
}

/**
 * Decides the order of day, month and year by dates that fit one order alone, over the whole file where its beginning has
 * none. Where every date fits both orders, or some speak against others, it is a question: never a silent guess.
 */
export async function decideDateOrder({
  table,
  time,
  firstRow,
  told,
}: {
  readonly table: Table;
  readonly time: TimeColumns;
  readonly firstRow: number;
  readonly told: DateOrder | null;
}): Promise<OrderDecision> {
  if (told !== null) return { order: told, guess: guessOf(told, 'told', ''), question: null };
  const evidence = new OrderEvidence([time.stamp.column, ...(time.start === null ? [] : [time.start.column])], firstRow);
  evidence.look(table.head.records, table.head.rows);
  if (evidence.needsMore()) {
    for await (const { records, rows } of table.blocks()) {
      evidence.look(records, rows);
      if (!evidence.needsMore()) break;
    }
  }
  return evidence.decision();
}

interface FoundDate {
  readonly row: number;
  readonly found: string;
}

class OrderEvidence {
  readonly #columns: readonly Column[];
  readonly #firstRow: number;
  /** The orders that fit every date so far; null before the first date that could be in more than one. */
  #fitting: readonly DateOrder[] | null = null;
  #open: FoundDate | null = null;
  /** The date that left no more than one order, and the one after it that left none. */
  #narrowing: FoundDate | null = null;
  #against: FoundDate | null = null;
  readonly #firsts = new Set<string>();
  readonly #lasts = new Set<string>();

  constructor(columns: readonly Column[], firstRow: number) {
    this.#columns = columns;
    this.#firstRow = firstRow;
  }

  look(records: readonly (readonly string[])[], rows: readonly number[]): void {
    for (const [at, record] of records.entries()) {
      const row = rows[at] ?? 0;
      if (row >= this.#firstRow) for (const { index } of this.#columns) this.#weigh(record[index] ?? '', row);
    }
  }

  needsMore(): boolean {
    return this.#open !== null && this.#plausible().length > 1;
  }

  decision(): OrderDecision {
    const orders = this.#plausible();
    const [order] = orders;
    if (this.#fitting === null || (this.#open === null && this.#narrowing === null)) return UNNEEDED;
    if (order !== undefined && orders.length === 1) {
      const { row, found } = this.#narrowing ?? this.#open ?? { row: 0, found: '' };
      const evidence = this.#fitting.length === 1 ? 'a-date-fits-only-this' : 'as-the-dates-run';
      return { order, guess: guessOf(order, evidence, `${found} (${row})`), question: null };
    }
    const reason = orders.length > 1 ? 'both-fit' : 'both-needed';
    const found = orders.length > 1 ? this.#open?.found : `${this.#narrowing?.found ?? ''} / ${this.#against?.found ?? ''}`;
    const column = this.#columns[0]?.name ?? null;
    const kind = 'date-order-ambiguous';
    return {
      order: null,
      guess: null,
      question: problemOf({ kind, severity: 'refused', row: null, column, found: found ?? '', params: { reason } }),
    };
  }

  #weigh(cell: string, row: number): void {
    const text = (spanOf(cell)?.[0] ?? cell).trim();
    const orders = possibleOrders(text);
    if (orders === null || orders.length === 0) return;
    const [, first = '', , second = '', last = ''] = dateNumbers(text) ?? [];
    if (this.#firsts.size < 3) this.#firsts.add(first);
    if (this.#lasts.size < 3) this.#lasts.add(last);
    // The same number as day and month tells nothing.
    if (first === second && !orders.includes('ymd')) return;
    const fitting = (this.#fitting ?? ALL).filter((order) => orders.includes(order));
    if (fitting.length > 1) this.#open ??= { row, found: text };
    else if (fitting.length === 1) this.#narrowing ??= { row, found: text };
    else this.#against ??= { row, found: text };
    this.#fitting = fitting;
  }

  /** Short years stay while days run: where both ends of a date could be the year, it is the one that does not change. */
  #plausible(): readonly DateOrder[] {
    const fitting = this.#fitting ?? ALL;
    if (!fitting.includes('ymd') || fitting.length === 1) return fitting;
    if (this.#lasts.size === 1 && this.#firsts.size > 1) return fitting.filter((order) => order !== 'ymd');
    return this.#firsts.size === 1 && this.#lasts.size > 1 ? ['ymd'] : fitting;
  }
}

const ALL: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];
const UNNEEDED: OrderDecision = { order: null, guess: null, question: null };

function guessOf(order: DateOrder, evidence: string, found: string): Guess {
  return { about: 'time', value: order, evidence, params: { found }, certainty: evidence === 'told' ? 'told' : 'sure' };
}
