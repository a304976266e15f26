import { loggerErrorReason, marksOnly } from '#core/meter-files/dialects/acquisuite-errors.ts';
import type { Dialect, RecordChange, Translation } from '#core/meter-files/dialects/dialect.ts';
import { findRecord, formatGuess, leftOutGuess, runsOneWay, stepsOf } from '#core/meter-files/dialects/findings.ts';
import type { Guess, ReadContext, ReadOptions } from '#core/meter-files/meter-file.ts';
import { isMissing } from '#core/meter-files/number-cells.ts';
import { type Finding, problemOf } from '#core/meter-files/problem-list.ts';
import { columnsOf } from '#core/meter-files/table/columns.ts';
import type { RecordBlock, Table } from '#core/meter-files/table/table.ts';
import { splitUnit, wordsOf } from '#core/meter-files/table/words.ts';
import { isTimeZone } from '#core/time/zoned-times.ts';

/**
 * The log of an AcquiSuite or AcquiLite logger: time in UTC, error, low and high alarm, then the points of one device, among
 * them running totals of energy. Its names stand in the first line, or in a file of their own that staff do not have.
 */
export const acquisuite: Dialect = (table, context) => {
  const header = findRecord(table.head, isHeader);
  if (header !== null) return withNames(table, context, { names: namesOf(header.record), row: header.row });
  return isLog(table.head) ? withoutNames(table, context) : null;
};

const FIRST_POINT = 4;

function isHeader(record: readonly string[]): boolean {
  const [time = '', error = '', low = '', high = ''] = record.slice(0, FIRST_POINT).map(wordsOf);
  return /^time\b/.test(time) && error === 'error' && /^low (range )?alarm/.test(low) && /^high (range )?alarm/.test(high);
}

/** Names stand in single quotes, and a name with a comma was cut in two. */
function namesOf(record: readonly string[]): readonly string[] {
  const names: string[] = [];
  let open: string | null = null;
  for (const cell of record) {
    const text: string = open === null ? cell.trim() : `${open},${cell.trimEnd()}`;
    open = /^'(?:[^']|'(?!$))*$/.test(text) ? text : null;
    if (open === null) names.push(unquoted(text));
  }
  return open === null ? names : [...names, open];
}

function unquoted(text: string): string {
  const trimmed = text.trim();
  return /^'.*'$/s.test(trimmed) || /^".*"$/s.test(trimmed) ? trimmed.slice(1, -1).trim() : trimmed;
}

const QUOTED_TIME = /^\s*(['"]?)\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?\1\s*$/;
const ALARM = /^\s*(0x[\da-f]{1,8}|0)\s*$/i;
const ERROR = /^\s*\d{1,3}\s*$/;

/**
 * Whether the first line and nearly every other one begins with a time, an error code and two alarm words (blank beside an
 * error): below a header of another kind, three columns of zeros are three meters.
 */
function isLog({ records }: RecordBlock): boolean {
  const lines = records.filter((record) => record.some((cell) => cell.trim() !== '')).slice(0, 200);
  const isAlarm = (cell: string, error: string) => ALARM.test(cell) || (Number(error) !== 0 && isMissing(cell));
  const isLine = ([time = '', error = '', low = '', high = '', ...points]: readonly string[]) =>
    QUOTED_TIME.test(time) && ERROR.test(error) && isAlarm(low, error) && isAlarm(high, error) && points.length > 0;
  const isBegun = lines.length > 1 && isLine(lines[0] ?? []);
  return isBegun && lines.filter(isLine).length >= lines.length * 0.9;
}

function withNames(
  { head }: Table,
  { options }: ReadContext,
  { names, row }: { readonly names: readonly string[]; readonly row: number },
): Translation {
  const points = names.flatMap((name, index) => (index < FIRST_POINT || /^-?$/.test(name) ? [] : [{ name, index }]));
  const told = points.filter(({ name }) => name === unquoted(options.valueColumn ?? ''));
  const energy = points.filter(({ name, index }) => isEnergy(name) && runsOneWay(cellsOf(head, index)));
  const imported = energy.filter(({ name }) => !/\b(export(ed)?|negative|reverse|generat(ed|ion))\b/.test(wordsOf(name)));
  const chosen = told.length > 0 ? told : imported;
  const leftOut = points.filter((point) => !chosen.includes(point)).map(({ name }) => name);
  return translationOf({
    headerRow: row,
    timeName: names[0] ?? 'time (utc)',
    chosen,
    guesses: [
      formatGuess('acquisuite', 'column-names', { columns: names.slice(0, FIRST_POINT).join(', ') }),
      ...leftOutGuess(leftOut),
    ],
  });
}

function isEnergy(name: string): boolean {
  return ['kWh', 'Wh', 'MWh'].includes(splitUnit(name).unit ?? '');
}

/** Of a log without names the only point that only ever rises is likely the energy; of several, staff must say which. */
function withoutNames({ head }: Table, { options }: ReadContext): Translation {
  const width = Math.max(...head.records.slice(0, 200).map((record) => record.length));
  const points = Array.from({ length: width - FIRST_POINT }, (_, at) => ({ name: ENERGY_NAME, index: at + FIRST_POINT }));
  const told = points.filter(({ index }) => String(index + 1) === options.valueColumn?.trim());
  const rising = points.filter(({ index }) => isRising(cellsOf(head, index)));
  const chosen = told.length > 0 ? told : rising;
  const columns = (rising.length > 0 ? rising : points).map(({ index }) => String(index + 1)).join(', ');
  const params = { reason: 'several-values', columns };
  const question = problemOf({ kind: 'layout-ambiguous', severity: 'refused', row: null, found: columns, params });
  const leftOut = points.filter((point) => !chosen.includes(point)).map(({ index }) => String(index + 1));
  const translation = translationOf({
    headerRow: null,
    timeName: 'time (utc)',
    chosen,
    guesses: [
      formatGuess('acquisuite', 'line-pattern'),
      noHeader(head),
      ...(told.length > 0 ? [] : [{ ...UNIT, params: { column: columns } }]),
      ...leftOutGuess(leftOut),
    ],
  });
  return chosen.length === 1 ? translation : { ...translation, questions: [question] };
}

const ENERGY_NAME = 'Register (kWh)';
const UNIT = { about: 'unit', value: 'kWh', evidence: 'rises-only', certainty: 'likely' } as const;

/** A running total stands in every line, never falls, and its steps are small beside it. */
function isRising(cells: readonly string[]): boolean {
  const { rises, falls, longest, most } = stepsOf(cells);
  return rises > 0 && falls === 0 && most >= 100 && longest * 5 <= most && !cells.some(isMissing);
}

function noHeader({ records, rows }: RecordBlock): Guess {
  const looks = columnsOf(null, records).map(({ look }) => look);
  const params = { row: String(rows[0] ?? 1), columns: looks.slice(0, 12).join('|') };
  return { about: 'header', value: 'none', evidence: 'values-from-the-first-line', params, certainty: 'sure' };
}

function cellsOf({ records }: RecordBlock, index: number): readonly string[] {
  return records.slice(0, 2000).flatMap((record) => (hasError(record) ? [] : [record[index] ?? '']));
}

function translationOf({
  headerRow,
  timeName,
  chosen,
  guesses,
}: {
  readonly headerRow: number | null;
  readonly timeName: string;
  readonly chosen: readonly { readonly name: string; readonly index: number }[];
  readonly guesses: readonly Guess[];
}): Translation {
  return {
    format: 'acquisuite',
    header: [timeName, ...chosen.map(({ name }) => name)],
    headerRow,
    begin: (say, isHead) => change({ say, isHead, columns: chosen.map(({ index }) => index) }),
    options: { kind: 'register', ...zoneIn(timeName) },
    guesses,
    questions: [],
  };
}

/** `time(US/Eastern)`: exports of the logger's web service carry a zone of their own. */
function zoneIn(timeName: string): Pick<ReadOptions, 'timeZone'> {
  const zone = /\(([^)]+)\)/.exec(timeName)?.[1]?.trim() ?? '';
  return zone === '' || /^utc$/i.test(zone) || !isTimeZone(zone) ? {} : { timeZone: zone };
}

function change({
  say,
  isHead,
  columns,
}: {
  readonly say: (finding: Finding) => void;
  readonly isHead: boolean;
  readonly columns: readonly number[];
}): RecordChange {
  return {
    take(record, row) {
      if (record.every((cell) => cell.trim() === '')) return [];
      const time = unquoted(record[0] ?? '');
      if (!hasError(record)) return [[time, ...columns.map((index) => record[index] ?? '')]];
      if (isHead) return [[time, ...columns.map(() => '')]];
      const code = record[1]?.trim() ?? '';
      const isMark = marksOnly(code) && record.slice(FIRST_POINT).every(isMissing);
      const params = { code, reason: loggerErrorReason(code) };
      say({ kind: 'logger-error', severity: isMark ? 'info' : 'refused', row, column: 'error', found: code, params });
      return [];
    },
  };
}

function hasError(record: readonly string[]): boolean {
  const code = record[1]?.trim() ?? '';
  return !isMissing(code) && Number(code) !== 0;
}
