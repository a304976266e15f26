import type { Guess, ReadContext } from '#core/meter-files/meter-file.ts';
import type { DecimalSign } from '#core/meter-files/number-cells.ts';
import type { Header } from '#core/meter-files/table/header.ts';
import type { Layout } from '#core/meter-files/table/layout.ts';
import { nameOf } from '#core/meter-files/table/line-reader.ts';
import type { MeterAbove } from '#core/meter-files/table/meter-above.ts';
import type { RowOrder } from '#core/meter-files/table/row-order.ts';
import type { Table } from '#core/meter-files/table/table.ts';
import { hasMultiplier, labelFor, unitAndKind, zoneFor } from '#core/meter-files/table/timelines.ts';
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
  /** Labels of the meters in the head. */
  readonly meters: readonly string[];
  /** What the columns look like, in order. */
  readonly looks: readonly string[];
  /** The meter that a line above the header names; null where none does, or where staff named one. */
  readonly above: MeterAbove | null;
}

/** Everything that was understood about a table, each with what speaks for it. Meters with settings of their own may differ. */
export function guessesOf(findings: Findings): readonly Guess[] {
  const { table, rowOrder, decimal } = findings;
  return [
    guess({ about: 'format', value: table.format, evidence: 'contents', certainty: 'likely' }),
    ...table.guesses,
    headerGuess(findings),
    layoutGuess(findings),
    timeGuess(findings),
    zoneGuess(findings),
    labelGuess(findings),
    kindGuess(findings),
    unitGuess(findings),
    ...multiplierGuesses(findings),
    ...meterGuesses(findings),
    ...(decimal === null
      ? []
      : [
          guess({
            about: 'decimal',
            value: decimal.sign === ',' ? 'comma' : 'point',
            evidence: 'numbers',
            certainty: decimal.isSure ? 'sure' : 'likely',
          }),
        ]),
    guess({
      about: 'order',
      value: rowOrder.isNewestFirst ? 'newest-first' : 'oldest-first',
      evidence: rowOrder.isTold ? 'told' : 'steps',
      certainty: rowOrder.isTold ? 'told' : 'sure',
    }),
  ];
}

function guess(said: Omit<Guess, 'params'> & Partial<Pick<Guess, 'params'>>): Guess {
  return { params: {}, ...said };
}

/** What the file's columns are called, or that they have no names. */
export function headerGuess({ header: { names, row, firstRow }, looks }: Pick<Findings, 'header' | 'looks'>): Guess {
  if (names === null)
    return guess({
      about: 'header',
      value: 'none',
      evidence: 'values-from-the-first-line',
      certainty: 'sure',
      // Remembered options know a file without a header by what its columns look like.
      params: { row: String(firstRow ?? 1), columns: looks.slice(0, 12).join('|') },
    });
  return guess({
    about: 'header',
    value: 'line',
    evidence: 'words-above-values',
    certainty: 'sure',
    params: { row: String(row ?? 1), columns: names.slice(0, 12).join(', ') },
  });
}

function layoutGuess({ context: { options }, layout: { shape, meter, values, leftOut } }: Findings): Guess {
  const isTold = options.layout !== undefined || options.valueColumn !== undefined || options.meterColumn !== undefined;
  const evidence =
    shape === 'long'
      ? 'meter-column'
      : shape === 'wide'
        ? 'a-column-a-meter'
        : shape === 'day-rows'
          ? 'parts-of-a-day'
          : 'one-value';
  return guess({
    about: 'layout',
    value: shape,
    evidence,
    certainty: isTold ? 'told' : 'likely',
    params: {
      meter: meter === null ? '' : nameOf(meter),
      values: values
        .slice(0, 12)
        .map(({ column }) => nameOf(column))
        .join(', '),
      count: String(values.length),
      leftOut: leftOut.slice(0, 12).join(', '),
    },
  });
}

function timeGuess({ context: { options }, layout: { time }, order, style }: Findings): Guess {
  const column = nameOf(time.stamp.column);
  if (order !== null) return { ...order, params: { ...order.params, column } };
  const certainty = options.timeColumn === undefined ? 'sure' : 'told';
  return guess({ about: 'time', value: style.numeric ?? 'year-first', evidence: 'cells', certainty, params: { column } });
}

function zoneGuess({ context, layout, values, style }: Findings): Guess {
  const { options } = context;
  const { index } = layout.time.stamp.column;
  const cell = emptyTimeCell();
  const text = values.find((record) => readTime(record[index] ?? '', style, cell))?.[index] ?? '';
  if (text !== '' && !Number.isNaN(cell.offsetMs))
    return guess({
      about: 'zone',
      value: 'offsets',
      evidence: 'offsets-in-the-times',
      certainty: 'sure',
      params: { found: text },
    });
  const zone = zoneFor(layout, context, null);
  if (options.timeZone !== undefined)
    return guess({ about: 'zone', value: 'named', evidence: 'told', certainty: 'told', params: { zone } });
  return layout.time.isUtc
    ? guess({ about: 'zone', value: 'named', evidence: 'header', certainty: 'sure', params: { zone } })
    : guess({ about: 'zone', value: 'named', evidence: 'meter-or-campus', certainty: 'likely', params: { zone } });
}

function labelGuess({ context, layout }: Findings): Guess {
  const { time } = layout;
  if (time.start !== null || time.isSpan)
    return guess({ about: 'label', value: 'start-and-end', evidence: 'two-times', certainty: 'sure' });
  if (context.options.endOnly === true) return guess({ about: 'label', value: 'end-only', evidence: 'told', certainty: 'told' });
  const { label, evidence } = labelFor(layout, context, null);
  return guess({
    about: 'label',
    value: label,
    evidence,
    certainty: evidence === 'told' ? 'told' : SURE_LABELS.has(evidence) ? 'sure' : 'likely',
  });
}

const SURE_LABELS: ReadonlySet<string> = new Set(['header', 'hours-1-to-24', 'parts-in-turn']);

function kindGuess({ context, layout }: Findings): Guess {
  const value = layout.values[0]?.column;
  if (context.options.kind !== undefined)
    return guess({ about: 'kind', value: context.options.kind, evidence: 'told', certainty: 'told' });
  const kind = value === undefined ? 'interval' : unitAndKind({ value, context, settings: null }).kind;
  return guess({ about: 'kind', value: kind, evidence: kind === 'register' ? 'header' : 'usual', certainty: 'likely' });
}

function unitGuess({ context, layout }: Findings): Guess {
  const value = layout.values[0]?.column;
  if (context.options.unit !== undefined)
    return guess({ about: 'unit', value: context.options.unit, evidence: 'told', certainty: 'told' });
  if (layout.unit !== null)
    return guess({
      about: 'unit',
      value: 'column',
      evidence: 'unit-column',
      certainty: 'sure',
      params: { column: nameOf(layout.unit) },
    });
  const unit = value?.unit ?? null;
  return unit === null
    ? guess({ about: 'unit', value: 'kWh', evidence: 'meter-or-usual', certainty: 'likely' })
    : guess({ about: 'unit', value: unit, evidence: 'header', certainty: 'sure' });
}

/** Whose values are multiplied: by what staff said, or by the meters' own settings. Nothing where no meter's are. */
function multiplierGuesses({ context, meters }: Findings): readonly Guess[] {
  const { multiplier } = context.options;
  if (multiplier !== undefined)
    return [guess({ about: 'multiplier', value: 'times', evidence: 'told', certainty: 'told', params: { times: multiplier } })];
  const settings = meters.slice(0, LOOKED_AT).flatMap((label) => context.meter(label) ?? []);
  const scaled = settings.filter(hasMultiplier);
  const [first] = scaled;
  if (first === undefined) return [];
  const times = new Set(scaled.flatMap((meter) => [meter.multiplier, ...meter.multipliers.map((later) => later.multiplier)]));
  const isOne = times.size === 1 && scaled.length === settings.length;
  const [value, params] = isOne ? (['times', { times: first.multiplier }] as const) : (['by-meter', {}] as const);
  return [guess({ about: 'multiplier', value, evidence: 'meter', certainty: 'sure', params })];
}

const LOOKED_AT = 200;

function meterGuesses({ above }: Findings): readonly Guess[] {
  if (above === null) return [];
  const params = { meter: above.label, lines: above.line };
  return [guess({ about: 'meter', value: 'named', evidence: 'lines-above', certainty: 'likely', params })];
}
