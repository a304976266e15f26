import type { ProblemKind } from '#core/meter-files/problem.ts';
import type { ProblemList } from '#core/meter-files/problem-list.ts';
import type { TakeRecord } from '#core/meter-files/table/table.ts';

/** Makes each `size` records on end one; where they are unequal, or the file ends among them, none of them counts. */
export class DuplicateGroups {
  readonly #size: number;
  readonly #take: TakeRecord;
  readonly #problems: ProblemList;
  #group: { readonly record: readonly string[]; readonly row: number }[] = [];

  constructor(size: number, take: TakeRecord, problems: ProblemList) {
    this.#size = size;
    this.#take = take;
    this.#problems = problems;
  }

  take(record: readonly string[], row: number): void {
    if (record.every((cell) => cell.trim() === '')) return;
    this.#group.push({ record, row });
    if (this.#group.length < this.#size) return;
    const [first] = this.#group;
    if (first === undefined) return;
    const isEqual = this.#group.every((other) => areEqual(first.record, other.record));
    if (isEqual) this.#take(first.record, first.row);
    else this.#refuse('duplicates-unequal');
    this.#group = [];
  }

  finish(): void {
    this.#refuse('duplicates-incomplete');
  }

  #refuse(kind: ProblemKind): void {
    const [first, last] = [this.#group[0], this.#group.at(-1)];
    const params = { size: String(this.#size), firstRow: String(first?.row ?? 0), lastRow: String(last?.row ?? 0) };
    for (const { record, row } of this.#group) {
      this.#problems.add({ kind, severity: 'refused', row, column: null, found: record.join(' | '), params });
    }
  }
}

function areEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((cell, index) => cell.trim() === (other[index] ?? '').trim());
}
