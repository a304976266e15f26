import type { DateOrder, Guess } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { problemOf } from '#core/meter-files/problem-list.ts';
import { spanOf } from '#core/meter-files/table/cells.ts';
import type { Column } from '#core/meter-files/table/columns.ts';
import type { Table } from '#core/meter-files/table/table.ts';
import type { TimeColumns } from '#core/meter-files/table/time-columns.ts';
import { orderEvidence } from '#core/meter-files/time-cells.ts';

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

class OrderEvidence {
  readonly #columns: readonly Column[];
  readonly #firstRow: number;
  readonly #rows = new Map<DateOrder, { readonly row: number; readonly found: string }>();
  #undecided: { readonly row: number; readonly found: string } | null = null;

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
    return this.#undecided !== null && this.#rows.size === 0;
  }

  decision(): OrderDecision {
    const [first, second] = this.#rows;
    if (first !== undefined && second === undefined) {
      const [order, { row, found }] = first;
      return { order, guess: guessOf(order, 'a-date-fits-only-this', `${found} (${row})`), question: null };
    }
    if (first === undefined && this.#undecided === null) return { order: null, guess: null, question: null };
    const found = second === undefined ? this.#undecided?.found : `${first?.[1].found} / ${second[1].found}`;
    const params = { reason: second === undefined ? 'both-fit' : 'both-needed' };
    const question = problemOf({
      kind: 'date-order-ambiguous',
      severity: 'refused',
      row: null,
      column: this.#columns[0]?.name ?? null,
      found: found ?? '',
      params,
    });
    return { order: null, guess: null, question };
  }

  #weigh(cell: string, row: number): void {
    const text = spanOf(cell)?.[0] ?? cell;
    const evidence = orderEvidence(text);
    if (evidence === 'either') this.#undecided ??= { row, found: text.trim() };
    else if (evidence !== null && evidence !== 'same' && !this.#rows.has(evidence))
      this.#rows.set(evidence, { row, found: text.trim() });
  }
}

function guessOf(order: DateOrder, evidence: string, found: string): Guess {
  return { about: 'time', value: order, evidence, params: { found }, certainty: evidence === 'told' ? 'told' : 'sure' };
}
