import type { Dialect, RecordChange } from '#core/meter-files/dialects/dialect.ts';
import { formatGuess, leftOutGuess, stepsOf } from '#core/meter-files/dialects/findings.ts';
import { type FileNotes, notesAbove } from '#core/meter-files/dialects/notes-above.ts';
import type { Guess, ReadContext, ReadOptions } from '#core/meter-files/meter-file.ts';
import { isMissing } from '#core/meter-files/number-cells.ts';
import type { Finding } from '#core/meter-files/problem-list.ts';
import { lookOf } from '#core/meter-files/table/cells.ts';
import { splitUnit, unitOf, WORDS, wordsOf } from '#core/meter-files/table/words.ts';
import { isTimeZone } from '#core/time/zoned-times.ts';

/**
 * Exports as BuildingOS and its like write them: lines about the building, the zone and the units, then a time and a column a
 * meter, often with one of them filled in a row. Such sparse rows are read cell by cell, since each meter has its own times.
 */
export const buildingos: Dialect = (table, context) => {
  const { meterColumn, valueColumn } = context.options;
  const notes = meterColumn === undefined && valueColumn === undefined ? notesAbove(table.head) : null;
  if (notes === null || notes.names.length < 2) return null;
  const lines = table.head.records.slice(notes.headerIndex + 1).filter((record) => record.some((cell) => cell.trim() !== ''));
  const isEnergy = (index: number) => index > 0 && isValueColumn(lines, index) && !isOther(notes.names[index] ?? '');
  const values = notes.names.flatMap((_, index) => (isEnergy(index) ? [index] : []));
  if (values.length === 0 || !lines.some((record) => isTime(record[0] ?? ''))) return null;
  const names = values.map((index) => nameOf(notes, index));
  const leftOut = notes.names.filter((name, index) => index > 0 && name.trim() !== '' && !values.includes(index));
  const isSparse = values.length > 1 && filledShare(lines, values) < 0.6;
  const isRegister = /\b(cumulative|register|totali[sz]ed)\b/.test(wordsOf(notes.kind ?? '')) || areRegisters(lines, values);
  return {
    format: 'buildingos',
    header: isSparse ? [notes.names[0] ?? 'Timestamp', 'Meter', 'Value', 'Units'] : [notes.names[0] ?? 'Timestamp', ...names],
    headerRow: notes.headerRow,
    begin: (say, isHead) => {
      if (!isHead) sayZone(notes, context, say);
      return isSparse ? cellByCell(values, names) : columnByColumn(values);
    },
    ...(isSparse ? { valueNames: namesInFile(notes, values, names) } : {}),
    options: optionsOf(notes, context, names),
    likely: isRegister ? { kind: 'register' } : {},
    guesses: [
      formatGuess('buildingos', 'lines-above', { lines: notes.keys.join(', ') }),
      ...(isRegister ? [REGISTER] : []),
      ...leftOutGuess(leftOut),
    ],
    questions: [],
  };
};

const REGISTER: Guess = { about: 'kind', value: 'register', evidence: 'rises-only', params: {}, certainty: 'likely' };

function isTime(text: string): boolean {
  return ['time', 'span'].includes(lookOf(text)) || /^\d{10}(\d{3})?$/.test(text.trim());
}

/** Gas, water, costs, temperatures. */
function isOther(name: string): boolean {
  const { unit, foreign } = splitUnit(name);
  return unit === null && (foreign !== null || WORDS.ignored.test(wordsOf(name)));
}

function isValueColumn(lines: readonly (readonly string[])[], index: number): boolean {
  const cells = lines.slice(0, 200).map((record) => record[index] ?? '');
  const filled = cells.filter((cell) => !isMissing(cell));
  return filled.filter((cell) => lookOf(cell) === 'number').length * 2 > filled.length;
}

/** The column's name, from the line of meters above where the header names quantities alone; with the unit that stands above. */
function nameOf({ names, meters, unit }: FileNotes, index: number): string {
  const own = names[index]?.trim() ?? '';
  const split = splitUnit(own);
  const isQuantity = wordsOf(split.bare).replaceAll(WORDS.value, '').replaceAll(new RegExp(WORDS.energy, 'g'), '').trim() === '';
  const above = meters.length > 2 ? meters[index]?.trim() : undefined;
  const name = isQuantity && above !== undefined && above !== '' ? above : split.bare;
  const shown = split.unit ?? unit;
  return shown === null ? name || own : `${name} (${shown})`.trim();
}

function filledShare(lines: readonly (readonly string[])[], values: readonly number[]): number {
  const filled = lines.reduce((sum, record) => sum + values.filter((index) => !isMissing(record[index] ?? '')).length, 0);
  return filled / (lines.length * values.length);
}

/** Every column runs one way, in steps that are small beside what it shows. */
function areRegisters(lines: readonly (readonly string[])[], values: readonly number[]): boolean {
  const steps = values.map((index) => stepsOf(lines.slice(0, 2000).map((record) => record[index] ?? '')));
  const moves = steps.reduce((sum, { rises, falls }) => sum + Math.max(rises, falls), 0);
  return moves >= 6 && steps.every(({ rises, falls, longest, most }) => Math.min(rises, falls) === 0 && longest * 5 <= most);
}

function optionsOf({ zone, meters }: FileNotes, { options }: ReadContext, names: readonly string[]): ReadOptions {
  const timeZone = zone !== null && isTimeZone(zone) ? { timeZone: zone } : {};
  const meter = meters.length === 2 && names.length === 1 ? meters[1]?.trim() : undefined;
  return { ...timeZone, ...(meter === undefined || meter === '' || options.meter !== undefined ? {} : { meter }) };
}

/** A zone that nobody knows is not passed over silently. */
function sayZone({ zone }: FileNotes, { options }: ReadContext, say: (finding: Finding) => void): void {
  if (zone === null || isTimeZone(zone) || options.timeZone !== undefined) return;
  say({ kind: 'zone-unknown', severity: 'warning', row: null, found: zone });
}

/** By the labels that the columns' cells get: what stands in the header. */
function namesInFile({ names }: FileNotes, values: readonly number[], shown: readonly string[]): ReadonlyMap<string, string> {
  return new Map(values.map((index, at) => [splitUnit(shown[at] ?? '').bare, names[index]?.trim() ?? '']));
}

function columnByColumn(values: readonly number[]): RecordChange {
  return { take: (record) => [[record[0] ?? '', ...values.map((index) => record[index] ?? '')]] };
}

/** A record for each filled cell: time, meter, value, unit. */
function cellByCell(values: readonly number[], names: readonly string[]): RecordChange {
  const columns = values.map((index, at) => ({ index, ...splitUnit(names[at] ?? '') }));
  return {
    take: (record) =>
      columns.flatMap(({ index, bare, unit }) => {
        const value = record[index]?.trim() ?? '';
        return isMissing(value) ? [] : [[record[0] ?? '', bare, value, unitOf(unit ?? '') ?? 'kWh']];
      }),
  };
}
