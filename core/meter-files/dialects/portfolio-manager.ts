import type { Dialect, RecordChange } from '#core/meter-files/dialects/dialect.ts';
import { americanOrder, findRecord, formatGuess, leftOutGuess } from '#core/meter-files/dialects/findings.ts';
import { knowsMeter } from '#core/meter-files/known-meters.ts';
import type { ReadContext } from '#core/meter-files/meter-file.ts';
import type { Finding } from '#core/meter-files/problem-list.ts';
import { wordsOf } from '#core/meter-files/table/words.ts';

/**
 * Meter entries of ENERGY STAR Portfolio Manager, or its template for adding bills: a row a bill with start date, end date, usage
 * and units. Bills on end share a date, so each runs from midnight to midnight.
 */
export const portfolioManager: Dialect = ({ head }, context) => {
  const header = findRecord(head, (record) => columnsOf(record, context) !== null);
  const columns = header === null ? null : columnsOf(header.record, context);
  if (header === null || columns === null) return null;
  const lines = head.records.slice(header.index + 1);
  const others = new Set(lines.flatMap((record) => (isOther(record, columns) ? [otherName(record, columns)] : [])));
  const electric = lines.filter((record) => !isOther(record, columns));
  const dates = lines.flatMap((record) => [record[columns.start] ?? '', record[columns.end] ?? '']);
  const { unit, estimated } = columns;
  const named = context.options.meter !== undefined && columns.labels.every((index) => hasOneValue(electric, index));
  return {
    format: 'portfolio-manager',
    header: [
      ...(named ? [] : ['Meter']),
      'Start Date',
      'End Date',
      'Usage',
      ...(unit === null ? [] : ['Usage Units']),
      ...(estimated === null ? [] : ['Estimated']),
    ],
    headerRow: header.row,
    begin: (say) => change({ say, columns, context, named, byName: areNamesUnique(lines, columns) }),
    options: americanOrder(dates),
    guesses: [
      formatGuess('portfolio-manager', 'column-names', { columns: header.record.slice(0, 6).map(clean).join(', ') }),
      ...leftOutGuess([...others]),
    ],
    questions: [],
  };
};

interface Columns {
  readonly start: number;
  readonly end: number;
  readonly usage: number;
  readonly unit: number | null;
  readonly type: number | null;
  readonly estimated: number | null;
  readonly property: number | null;
  readonly name: number | null;
  readonly id: number | null;
  /** The columns that tell meters apart. */
  readonly labels: readonly number[];
}

/** A heading without what the template says about filling it in. */
function clean(heading: string): string {
  return heading
    .slice(0, 200)
    .replaceAll(/\((pre-?filled|required|optional)[^)]*\)/gi, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function columnsOf(record: readonly string[], { options }: ReadContext): Columns | null {
  const words = record.map((cell) => wordsOf(clean(cell)));
  const find = (pattern: RegExp) => {
    const index = words.findIndex((word) => pattern.test(word));
    return index < 0 ? null : index;
  };
  const [start, end] = [find(/^start date$/), find(/^end date$/)];
  const usage = find(/^(usage quantity|usage|quantity)$/);
  const type = find(/^(meter type|fuel|fuel type|energy type)$/);
  const unit = find(/^(usage units?|units?|usage quantity units?|unit of measure)$/);
  const estimated = find(/^(estimat(ed|ion)( value)?|is estimated)$/);
  const told = record.findIndex((cell) => clean(cell) === options.meterColumn?.trim());
  const id = told >= 0 ? told : find(/^(portfolio manager meter id|meter id)$/);
  const name = told >= 0 ? told : find(/^meter name$/);
  const isManager = words.some((word) =>
    /^(portfolio manager( (meter|property))? id|meter consumption id|property id)$/.test(word),
  );
  const isEntries = type !== null && unit !== null && estimated !== null;
  const labels = [name, id].filter((index) => index !== null);
  if (start === null || end === null || usage === null || labels.length === 0 || !(isManager || isEntries)) return null;
  return { start, end, usage, unit, type, estimated, property: find(/^property name$/), name, id, labels };
}

function hasOneValue(lines: readonly (readonly string[])[], index: number): boolean {
  return new Set(lines.map((record) => record[index]?.trim() ?? '').filter((text) => text !== '')).size === 1;
}

function textAt(record: readonly string[], index: number | null): string {
  return index === null ? '' : (record[index]?.trim() ?? '');
}

/** Gas, water, steam, and electricity made on the property. */
function isOther(record: readonly string[], { type }: Columns): boolean {
  const words = wordsOf(textAt(record, type));
  return words !== '' && (!/^electric/.test(words) || /\b(solar|wind)\b/.test(words));
}

function otherName(record: readonly string[], columns: Columns): string {
  const name = textAt(record, columns.name) || textAt(record, columns.id);
  return `${name} (${textAt(record, columns.type)})`;
}

/** Portfolio Manager calls every property's first meter alike: names are labels only where each is one meter's. */
function areNamesUnique(lines: readonly (readonly string[])[], columns: Columns): boolean {
  const owners = new Map<string, string>();
  for (const record of lines) {
    const name = textAt(record, columns.name);
    const owner = `${textAt(record, columns.property)}\n${textAt(record, columns.id)}`;
    if (name !== '' && (owners.get(name) ?? owner) !== owner) return false;
    owners.set(name, owner);
  }
  return true;
}

function labelOf(
  record: readonly string[],
  { columns, context, byName }: { readonly columns: Columns; readonly context: ReadContext; readonly byName: boolean },
): string {
  const [name, id, property] = [columns.name, columns.id, columns.property].map((index) => textAt(record, index ?? null));
  const full = [property, name].filter((text) => text !== '').join(' - ');
  const candidates = byName ? [name, id, full, property] : [id, full];
  const filled = candidates.flatMap((text) => (text === undefined || text === '' ? [] : [text]));
  const usual = byName || name === '' || property === '' ? filled[0] : full;
  return filled.find((label) => knowsMeter(context, label)) ?? usual ?? '';
}

function change({
  say,
  columns,
  context,
  named,
  byName,
}: {
  readonly say: (finding: Finding) => void;
  readonly columns: Columns;
  readonly context: ReadContext;
  /** Staff said which meter the file is about. */
  readonly named: boolean;
  readonly byName: boolean;
}): RecordChange {
  const others = new Map<string, { readonly row: number; count: number }>();
  let only: string | null = null;
  return {
    take(record, row) {
      if (record.every((cell) => cell.trim() === '')) return [];
      if (isOther(record, columns)) {
        const name = otherName(record, columns);
        const other = others.get(name) ?? { row, count: 0 };
        other.count += 1;
        others.set(name, other);
        return [];
      }
      const label = labelOf(record, { columns, context, byName });
      only ??= label;
      if (named && label !== only) {
        say({ kind: 'unknown-meter', severity: 'refused', row, column: 'Meter', found: label });
        return [];
      }
      const { start, end, usage, unit, estimated } = columns;
      return [
        [
          ...(named ? [] : [label]),
          textAt(record, start),
          textAt(record, end),
          textAt(record, usage),
          ...(unit === null ? [] : [textAt(record, unit).replace(/\s*\(.*\)$/s, '')]),
          ...(estimated === null ? [] : [textAt(record, estimated)]),
        ],
      ];
    },
    finish() {
      for (const [found, { row, count }] of others)
        say({ kind: 'not-electricity', severity: 'info', row, found, params: { count: String(count) } });
    },
  };
}
