import type { Guess } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { problemOf } from '#core/meter-files/problem-list.ts';
import type { TemperatureUnit } from '#core/temperature-files/celsius.ts';
import { unitInWords } from '#core/temperature-files/temperature-words.ts';

/** What the values of a file say: their bounds, the time they span, and the units that cells name. */
export interface ValueRange {
  readonly least: number;
  readonly most: number;
  readonly days: number;
  readonly units: ReadonlySet<TemperatureUnit>;
}

export interface UnitDecision {
  readonly unit: TemperatureUnit;
  readonly guess: Guess | null;
  readonly question: Problem | null;
}

interface NamedColumn {
  readonly name: string | null;
  readonly words: string;
  readonly index: number;
}

/**
 * The unit by what staff said, by the column's name, by its cells, or by the range of all values: above 60 can only be °F,
 * above 200 only kelvin, and a year that never passes 45 is not one in °F where anyone studies. Else it is a question.
 */
export function decideUnit({
  told,
  column,
  range,
}: {
  readonly told: TemperatureUnit | null;
  readonly column: NamedColumn;
  readonly range: ValueRange;
}): UnitDecision {
  const params = { column: column.name ?? String(column.index + 1), least: String(range.least), most: String(range.most) };
  const decided = (unit: TemperatureUnit, evidence: string, certainty: Guess['certainty']): UnitDecision => {
    return { unit, guess: { about: 'unit', value: unit, evidence, params, certainty }, question: null };
  };
  if (told !== null) return decided(told, 'told', 'told');
  const named = unitInWords(column.words);
  if (named !== null) return decided(named, 'header', 'sure');
  const [inCells] = range.units;
  if (inCells !== undefined) return decided(inCells, 'cells', 'sure');
  const ranged = unitByRange(range);
  if (ranged !== null) return decided(ranged, 'temperature-range', 'likely');
  const question = problemOf({
    kind: 'temperature-unit-unknown',
    severity: 'refused',
    row: null,
    column: column.name,
    found: range.least > range.most ? '' : `${range.least} – ${range.most}`,
  });
  return { unit: 'C', guess: null, question };
}

const MOST_CELSIUS = 60;
const LEAST_KELVIN = 200;
/** A year's warmest hour is above this in °F (7 °C) wherever there is a campus. */
const LEAST_SUMMER = 45;
const YEAR_DAYS = 300;

function unitByRange({ least, most, days }: ValueRange): TemperatureUnit | null {
  if (least > LEAST_KELVIN) return 'K';
  if (most > MOST_CELSIUS) return 'F';
  return days >= YEAR_DAYS && most <= LEAST_SUMMER ? 'C' : null;
}
