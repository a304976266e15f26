import type { Guess } from '#core/meter-files/meter-file.ts';
import type { Column } from '#core/meter-files/table/columns.ts';
import type { Header } from '#core/meter-files/table/header.ts';
import { textAt } from '#core/meter-files/table/line-reader.ts';
import type { TimeColumns } from '#core/meter-files/table/time-columns.ts';
import { emptyTimeCell, readTime, type TimeStyle } from '#core/meter-files/time-cells.ts';
import type { ZoneDecision } from '#core/temperature-files/find-zone.ts';
import type { TemperatureColumns } from '#core/temperature-files/temperature-columns.ts';

export function headerGuess({ names, row, firstRow }: Header): Guess {
  const about = { about: 'header', certainty: 'sure' } as const;
  if (names === null)
    return { ...about, value: 'none', evidence: 'values-from-the-first-line', params: { row: String(firstRow ?? 1) } };
  const params = { row: String(row ?? 1), columns: names.slice(0, 12).join(', ') };
  return { ...about, value: 'line', evidence: 'words-above-values', params };
}

export function layoutGuess({ columns, leftOut }: TemperatureColumns, areDays: boolean): Guess {
  const areExtremes = columns.length === 2;
  const value = areExtremes ? 'temperature-extremes' : areDays ? 'temperature-days' : 'temperatures';
  const params = { values: namesOf(columns), leftOut: namesOf(leftOut) };
  return { about: 'layout', value, evidence: 'temperature-columns', certainty: areExtremes ? 'likely' : 'sure', params };
}

export function timeGuess({
  time,
  order,
  style,
  isTold,
}: {
  readonly time: TimeColumns;
  readonly order: Guess | null;
  readonly style: TimeStyle;
  readonly isTold: boolean;
}): Guess {
  const column = namesOf([time.stamp.column]);
  if (order !== null) return { ...order, params: { ...order.params, column } };
  const certainty = isTold ? 'told' : 'sure';
  return { about: 'time', value: style.numeric ?? 'year-first', evidence: 'cells', certainty, params: { column } };
}

export function zoneGuess({
  values,
  time,
  style,
  zone: { zone, evidence },
}: {
  readonly values: readonly (readonly string[])[];
  readonly time: TimeColumns;
  readonly style: TimeStyle;
  readonly zone: ZoneDecision;
}): Guess {
  const cell = emptyTimeCell();
  const text = values.map((record) => textAt(record, time.stamp)).find((stamp) => readTime(stamp, style, cell)) ?? '';
  if (text !== '' && !Number.isNaN(cell.offsetMs))
    return { about: 'zone', value: 'offsets', evidence: 'offsets-in-the-times', certainty: 'sure', params: { found: text } };
  const certainty = evidence === 'told' ? 'told' : evidence === 'usual' ? 'likely' : 'sure';
  return { about: 'zone', value: 'named', evidence, certainty, params: { zone } };
}

function namesOf(columns: readonly Column[]): string {
  return columns
    .slice(0, 12)
    .map(({ name, index }) => name ?? String(index + 1))
    .join(', ');
}
