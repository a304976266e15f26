import type { DecimalSign } from '#core/meter-files/number-cells.ts';
import type { Column } from '#core/meter-files/table/columns.ts';
import { textAt } from '#core/meter-files/table/line-reader.ts';
import type { Table } from '#core/meter-files/table/table.ts';
import type { TimePlace } from '#core/meter-files/table/time-columns.ts';
import { emptyTimeCell, readTime, type TimeStyle } from '#core/meter-files/time-cells.ts';
import type { TemperatureUnit } from '#core/temperature-files/celsius.ts';
import type { ValueRange } from '#core/temperature-files/decide-unit.ts';
import { readTemperature } from '#core/temperature-files/temperature-cells.ts';
import { unitInWords } from '#core/temperature-files/temperature-words.ts';

/** Where a table's times and temperatures stand and how they are written. */
export interface Reach {
  readonly table: Table;
  readonly firstRow: number;
  readonly columns: readonly Column[];
  readonly stamp: TimePlace;
  readonly style: TimeStyle;
  readonly decimalSign: DecimalSign;
}

const DAY_MS = 86_400_000;

/** Whether only the values can tell the unit. */
export function isRangeNeeded({ told, column }: { told: TemperatureUnit | null; column: Column }): boolean {
  return told === null && unitInWords(column.words) === null;
}

/** The bounds of a table's temperatures and the days they span; of its head alone unless `isWhole`. */
export async function rangeOf(reach: Reach, { isWhole }: { isWhole: boolean }): Promise<ValueRange> {
  const range = new Range(reach);
  const { table } = reach;
  if (!isWhole) range.look(table.head.records, table.head.rows);
  else for await (const { records, rows } of table.blocks()) range.look(records, rows);
  return range.found();
}

class Range {
  readonly #reach: Reach;
  readonly #cell = emptyTimeCell();
  readonly #units = new Set<TemperatureUnit>();
  #least = Number.POSITIVE_INFINITY;
  #most = Number.NEGATIVE_INFINITY;
  #from = Number.POSITIVE_INFINITY;
  #until = Number.NEGATIVE_INFINITY;

  constructor(reach: Reach) {
    this.#reach = reach;
  }

  look(records: readonly (readonly string[])[], rows: readonly number[]): void {
    const { firstRow, columns, stamp, style, decimalSign } = this.#reach;
    for (const [at, record] of records.entries()) {
      if ((rows[at] ?? 0) < firstRow || !readTime(textAt(record, stamp), style, this.#cell)) continue;
      for (const { index } of columns) {
        const read = readTemperature(record[index] ?? '', decimalSign);
        if (typeof read === 'string') continue;
        if (read.unit !== null) this.#units.add(read.unit);
        this.#least = Math.min(this.#least, read.value);
        this.#most = Math.max(this.#most, read.value);
        this.#from = Math.min(this.#from, this.#cell.wallMs);
        this.#until = Math.max(this.#until, this.#cell.wallMs);
      }
    }
  }

  found(): ValueRange {
    const days = Math.max(0, (this.#until - this.#from) / DAY_MS);
    return { least: this.#least, most: this.#most, days, units: this.#units };
  }
}

/** Whether every row is about a day: dates alone, or midnights, most of them a day from the one before. */
export function areWholeDays({
  values,
  stamp,
  style,
}: {
  readonly values: readonly (readonly string[])[];
  readonly stamp: TimePlace;
  readonly style: TimeStyle;
}): boolean {
  const cell = emptyTimeCell();
  const walls = values.map((record) => (readTime(textAt(record, stamp), style, cell) ? cell.wallMs : Number.NaN));
  const read = walls.filter((wall) => !Number.isNaN(wall));
  const steps = read.slice(1).filter((wall, at) => Math.abs(wall - (read[at] ?? wall)) === DAY_MS);
  return read.every((wall) => wall % DAY_MS === 0) && steps.length > 0 && steps.length * 2 >= read.length - 1;
}
