import type { Guess, ReadContext } from '#core/meter-files/meter-file.ts';
import type { DecimalSign } from '#core/meter-files/number-cells.ts';
import type { Header } from '#core/meter-files/table/header.ts';
import type { Layout } from '#core/meter-files/table/layout.ts';
import { nameOf } from '#core/meter-files/table/line-reader.ts';
import type { RowOrder } from '#core/meter-files/table/row-order.ts';
import type { Table } from '#core/meter-files/table/table.ts';
import { labelFor, unitAndKind, zoneFor } from '#core/meter-files/table/timelines.ts';
import { emptyTimeCell, readTime, type TimeStyle } from '#core/meter-files/time-cells.ts';

interface Findings {
  readonly table: Table;
  readonly context: ReadContext;
  readonly header: Header;
  readonly layout: Layout;
  readonly order: Guess | null;
  readonly decimal: { readonly sign: DecimalSign; readonly isSure: boolean } | null;
  readonly rowOrder: RowOrder;
  readonly values: readonly (readonly string[])[];
  readonly style: TimeStyle;
}

/** Everything that was understood about a table, each with what speaks for it. Meters with settings of their own may differ. */
export function guessesOf(findings: Findings): readonly Guess[] {
  const { table, rowOrder, decimal } = findings;
  return [
    guess('format', table.format, 'contents', 'likely'),
    ...table.guesses,
    headerGuess(findings),
    layoutGuess(findings),
    timeGuess(findings),
    zoneGuess(findings),
    labelGuess(findings),
    kindGuess(findings),
    unitGuess(findings),
    ...(decimal === null
      ? []
      : [guess('decimal', decimal.sign === ',' ? 'comma' : 'point', 'numbers', decimal.isSure ? 'sure' : 'likely')]),
    guess(
      'order',
      rowOrder.isNewestFirst ? 'newest-first' : 'oldest-first',
      rowOrder.isTold ? 'told' : 'steps',
      rowOrder.isTold ? 'told' : 'sure',
    ),
  ];
}

function guess(
  about: Guess['about'],
  value: string,
  evidence: string,
  certainty: Guess['certainty'],
  params: Guess['params'] = {},
): Guess {
  return { about, value, evidence, params, certainty };
}

function headerGuess({ header: { names, row, firstRow } }: Findings): Guess {
  if (names === null) return guess('header', 'none', 'values-from-the-first-line', 'sure', { row: String(firstRow ?? 1) });
  return guess('header', 'line', 'words-above-values', 'sure', { row: String(row ?? 1), columns: names.slice(0, 12).join(', ') });
}

function layoutGuess({ layout: { shape, meter, values, leftOut } }: Findings): Guess {
  const evidence =
    shape === 'long'
      ? 'meter-column'
      : shape === 'wide'
        ? 'a-column-a-meter'
        : shape === 'day-rows'
          ? 'parts-of-a-day'
          : 'one-value';
  return guess('layout', shape, evidence, 'likely', {
    meter: meter === null ? '' : nameOf(meter),
    values: values
      .slice(0, 12)
      .map(({ column }) => nameOf(column))
      .join(', '),
    count: String(values.length),
    leftOut: leftOut.slice(0, 12).join(', '),
  });
}

function timeGuess({ layout: { time }, order, style }: Findings): Guess {
  if (order !== null) return order;
  const column = nameOf(time.stamp.column);
  return guess('time', style.numeric ?? 'year-first', 'cells', 'sure', { column });
}

function zoneGuess({ context, layout, values, style }: Findings): Guess {
  const { options } = context;
  const { index } = layout.time.stamp.column;
  const cell = emptyTimeCell();
  const text = values.find((record) => readTime(record[index] ?? '', style, cell))?.[index] ?? '';
  if (text !== '' && !Number.isNaN(cell.offsetMs))
    return guess('zone', 'offsets', 'offsets-in-the-times', 'sure', { found: text });
  const zone = zoneFor(layout, context, null);
  if (options.timeZone !== undefined) return guess('zone', 'named', 'told', 'told', { zone });
  return layout.time.isUtc
    ? guess('zone', 'named', 'header', 'sure', { zone })
    : guess('zone', 'named', 'meter-or-campus', 'likely', { zone });
}

function labelGuess({ context, layout }: Findings): Guess {
  const { time } = layout;
  if (time.start !== null || time.isSpan) return guess('label', 'start-and-end', 'two-times', 'sure');
  if (context.options.endOnly === true) return guess('label', 'end-only', 'told', 'told');
  const { label, evidence } = labelFor(layout, context, null);
  return guess('label', label, evidence, evidence === 'told' ? 'told' : evidence === 'header' ? 'sure' : 'likely');
}

function kindGuess({ context, layout }: Findings): Guess {
  const value = layout.values[0]?.column;
  if (context.options.kind !== undefined) return guess('kind', context.options.kind, 'told', 'told');
  const kind = value === undefined ? 'interval' : unitAndKind({ value, context, settings: null }).kind;
  return guess('kind', kind, kind === 'register' ? 'header' : 'usual', 'likely');
}

function unitGuess({ context, layout }: Findings): Guess {
  const value = layout.values[0]?.column;
  if (context.options.unit !== undefined) return guess('unit', context.options.unit, 'told', 'told');
  if (layout.unit !== null) return guess('unit', 'column', 'unit-column', 'sure', { column: nameOf(layout.unit) });
  const unit = value?.unit ?? null;
  return unit === null ? guess('unit', 'kWh', 'meter-or-usual', 'likely') : guess('unit', unit, 'header', 'sure');
}
