import type { Dialect, RecordChange } from '#core/meter-files/dialects/dialect.ts';
import { americanOrder, findRecord, formatGuess, leftOutGuess } from '#core/meter-files/dialects/findings.ts';
import { knowsMeter } from '#core/meter-files/known-meters.ts';
import type { ReadContext } from '#core/meter-files/meter-file.ts';
import type { Finding } from '#core/meter-files/problem-list.ts';
import type { RecordBlock } from '#core/meter-files/table/table.ts';
import { splitUnit, WORDS, wordsOf } from '#core/meter-files/table/words.ts';
import { emptyTimeCell, readTime } from '#core/meter-files/time-cells.ts';

/** The export of The Energy Detective (TED 5000, TED Pro): the number of a measuring unit (MTU), a time, power or energy, its cost. */
export const ted: Dialect = ({ head }, context) => {
  const header = findRecord(head, (record) => columnsOf(record, context) !== null);
  const columns = header === null ? null : columnsOf(header.record, context);
  if (header === null || columns === null) return null;
  const { mtu, times, value } = columns;
  const names = header.record.map((name) => name.trim());
  const lines = head.records.slice(header.index + 1);
  const mtus = new Set(lines.map((record) => record[mtu]?.trim() ?? '').filter((text) => text !== ''));
  const [only] = mtus;
  const isOne = context.options.meter !== undefined && mtus.size === 1;
  const kept = isOne ? [...times, value] : [mtu, ...times, value];
  const shownOf = (index: number) =>
    index === value ? valueName(names[value] ?? '', { lines, mtu, times }) : (names[index] ?? '');
  const leftOut = names.filter((name, index) => name !== '' && !kept.includes(index) && index !== mtu);
  return {
    format: 'ted',
    header: kept.map((index) => (index === mtu ? 'Meter' : shownOf(index))),
    headerRow: header.row,
    begin: (say) => change({ say, columns: kept, mtu, only: isOne ? (only ?? '') : null, context }),
    options: americanOrder(lines.map((record) => record[times[0] ?? 0] ?? '')),
    guesses: [formatGuess('ted', 'column-names', { columns: names.slice(0, 4).join(', ') }), ...leftOutGuess(leftOut)],
    questions: [],
  };
};

interface Columns {
  readonly mtu: number;
  readonly times: readonly number[];
  readonly value: number;
}

/** The columns of a TED header; null where the record is none. */
function columnsOf(record: readonly string[], { options }: ReadContext): Columns | null {
  const words = record.map(wordsOf);
  const mtu = words.findIndex((word) => /^mtu\b/.test(word));
  if (mtu < 0) return null;
  const times = words.flatMap((word, index) => (WORDS.time.test(word) && index !== mtu ? [index] : []));
  const told = record.findIndex((name) => name.trim() === options.valueColumn?.trim());
  const value = told >= 0 ? told : valueAmong(record);
  return times.length === 0 || times.length > 2 || value < 0 ? null : { mtu, times, value };
}

function valueAmong(record: readonly string[]): number {
  const units = record.map((name) => splitUnit(name).unit);
  const words = record.map(wordsOf);
  const isExtreme = (index: number) => /\b(min|max|peak|low|high)\b/.test(words[index] ?? '');
  const energy = units.findIndex((unit, index) => (unit === 'kWh' || unit === 'Wh') && !isExtreme(index));
  const power = units.findIndex((unit, index) => (unit === 'kW' || unit === 'W') && !isExtreme(index));
  if (energy >= 0 || power >= 0) return energy >= 0 ? energy : power;
  return words.findIndex((word, index) => /^(power|energy)\b/.test(word) && !/\bfactor\b/.test(word) && !isExtreme(index));
}

/** Energy for the hours and days, mean power for seconds and minutes, where the name does not say. */
function valueName(
  name: string,
  { lines, mtu, times }: { readonly lines: RecordBlock['records']; readonly mtu: number; readonly times: readonly number[] },
): string {
  if (splitUnit(name).unit !== null) return name;
  const first = lines[0]?.[mtu];
  const cell = emptyTimeCell();
  const walls = lines
    .filter((record) => record[mtu] === first)
    .slice(0, 50)
    .map((record) => times.map((index) => record[index] ?? '').join(' '))
    .flatMap((text) => (readTime(text, { order: 'mdy', numeric: null }, cell) ? [cell.wallMs] : []));
  const steps = walls.slice(1).map((wall, at) => Math.abs(wall - (walls[at] ?? wall)));
  return steps.some((step) => step > 0 && step < 3_600_000) ? `${name} (kW)` : `${name} (kWh)`;
}

function change({
  say,
  columns,
  mtu,
  only,
  context,
}: {
  readonly say: (finding: Finding) => void;
  readonly columns: readonly number[];
  readonly mtu: number;
  /** The one unit that staff named; lines of another are refused. */
  readonly only: string | null;
  readonly context: ReadContext;
}): RecordChange {
  return {
    take(record, row) {
      const label = record[mtu]?.trim() ?? '';
      if (only !== null && label !== only && label !== '') {
        say({ kind: 'unknown-meter', severity: 'refused', row, column: 'MTU', found: label });
        return [];
      }
      return [columns.map((index) => (index === mtu ? labelOf(label, context) : (record[index] ?? '')))];
    },
  };
}

/** A bare number would be no name for a meter: `1` is read as `MTU1`, unless staff call the meter 1. */
function labelOf(text: string, context: ReadContext): string {
  return /^\d{1,3}$/.test(text) && !knowsMeter(context, text) ? `MTU${text}` : text;
}
