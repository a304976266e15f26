import type { FoundPart } from '#core/meter-files/find-parts.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import type { WitnessedValue } from '#core/meter-files/rows/witness.ts';
import { NOTES } from '#core/meter-files/table/notes-beside.ts';
import { offsetTimeText } from '#core/time/offset-time-text.ts';
import { notesOf } from '#services/cut-table-rows.ts';
import { NEW_METER } from '#services/open-meter-file.ts';
import { csvLine } from '#services/write-csv.ts';

/** A part with those of its problems that refuse or hold a row. */
export interface RefusingPart {
  readonly part: FoundPart;
  readonly problems: readonly Problem[];
}

/**
 * The refused rows of any format as plain lines of meter, start, end, value and unit, with offsets; what could not be read stays
 * as the text it was. Null where intervals and registers are among them, which no one table holds.
 */
export async function canonicalRows(parts: readonly RefusingPart[], timeZone: string): Promise<AsyncIterable<string> | null> {
  const rows: RefusedValue[] = [];
  for (const refusing of parts) for (const row of await valuesOf(refusing)) rows.push(row);
  const understood = rows.filter(({ value }) => isUnderstood(value));
  const kinds = new Set((understood.length > 0 ? understood : rows).map(({ value }) => value.isRegister));
  if (rows.length === 0 || kinds.size > 1) return null;
  return kinds.has(true) ? registerLines(rows, timeZone) : intervalLines(rows, timeZone);
}

interface RefusedValue {
  readonly value: WitnessedValue;
  readonly problem: Problem;
}

function isUnderstood({ endsAt }: WitnessedValue): boolean {
  return !Number.isNaN(endsAt);
}

/** What stood in a part's refused rows: once for each meter and time, with the times where they are known. */
async function valuesOf({ part, problems }: RefusingPart): Promise<readonly RefusedValue[]> {
  const wanted = new Map<number, Problem[]>();
  for (const problem of problems)
    if (problem.row !== null) wanted.set(problem.row, [...(wanted.get(problem.row) ?? []), problem]);
  const values: WitnessedValue[] = [];
  const witness = { wants: (row: number) => wanted.has(row), take: (value: WitnessedValue) => values.push(value) };
  const { context } = part;
  // Rows of meters that nobody knows are told, too.
  const reading = await part.reread({ ...context, witness, meter: (label) => context.meter(label) ?? NEW_METER });
  for await (const _ of reading.batches());
  const understood = new Set(values.filter(isUnderstood).map(placeOf));
  const seen = new Set<string>();
  return values
    .toSorted((one, other) => one.row - other.row)
    .flatMap((value) => {
      const key = `${placeOf(value)} ${value.startsAt} ${value.endsAt}`;
      const problem = wanted.get(value.row)?.find((one) => (one.params.meter ?? value.meter) === value.meter);
      const isKnownBetter = !isUnderstood(value) && understood.has(placeOf(value));
      if (problem === undefined || isKnownBetter || seen.has(key)) return [];
      seen.add(key);
      return [{ value, problem }];
    });
}

function placeOf({ row, meter }: WitnessedValue): string {
  return `${row} ${meter}`;
}

async function* intervalLines(rows: readonly RefusedValue[], timeZone: string): AsyncGenerator<string> {
  const hasQuality = rows.some(({ value }) => value.quality !== 'measured');
  yield csvLine(['meter', 'start', 'end', 'value', 'unit', ...(hasQuality ? ['quality'] : []), ...NOTES]);
  for (const { value, problem } of rows) {
    const start = Number.isNaN(value.startsAt) ? value.startText : offsetTimeText(value.startsAt, timeZone);
    const end = isUnderstood(value) ? offsetTimeText(value.endsAt, timeZone) : value.endText;
    const quality = hasQuality ? [value.quality] : [];
    yield csvLine([value.meter, start, end, value.value, value.unit, ...quality, ...notesOf(problem)]);
  }
}

async function* registerLines(rows: readonly RefusedValue[], timeZone: string): AsyncGenerator<string> {
  yield csvLine(['meter', 'time', 'register', 'unit', ...NOTES]);
  for (const { value, problem } of rows) {
    const time = isUnderstood(value) ? offsetTimeText(value.endsAt, timeZone) : value.endText || value.startText;
    yield csvLine([value.meter, time, value.value, value.unit, ...notesOf(problem)]);
  }
}
