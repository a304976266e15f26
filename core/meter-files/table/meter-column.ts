import { knowsMeter } from '#core/meter-files/known-meters.ts';
import type { ReadContext } from '#core/meter-files/meter-file.ts';
import type { Column } from '#core/meter-files/table/columns.ts';
import { isQuantity } from '#core/meter-files/table/value-columns.ts';
import { WORDS } from '#core/meter-files/table/words.ts';

/** The column with meters' labels: one whose cells are known meters, else one that is called so, else the only text. */
export function findMeterColumn(columns: readonly Column[], context: ReadContext): Column | null {
  const isLabel = ({ look, words, unit }: Column) =>
    (look === 'text' && unit === null) || (look === 'number' && isMeterNumber(words));
  const candidates = columns.filter(isLabel);
  const knownIn = ({ cells }: Column) => new Set(cells.filter((cell) => knowsMeter(context, cell.trim()))).size;
  const known = candidates.filter((column) => knownIn(column) > 0).sort((a, b) => knownIn(b) - knownIn(a));
  const called = candidates.filter(({ words }) => isMeterName(words));
  return known[0] ?? mostTelling(called) ?? (context.options.meter === undefined ? onlyText(candidates) : null);
}

/** Of columns that are called meters, buildings and so on: the meters', unless they are all one and others are not. */
function mostTelling(called: readonly Column[]): Column | null {
  const labels = ({ cells }: Column) => new Set(cells.map((cell) => cell.trim())).size;
  const meters = called.filter(({ words }) => WORDS.meterItself.test(words));
  const varied = called.filter((column) => labels(column) > 1 && labels(column) < column.cells.length);
  return (
    meters.find((column) => labels(column) > 1) ??
    (meters.length > 0 ? varied[0] : undefined) ??
    meters[0] ??
    varied[0] ??
    called[0] ??
    null
  );
}

function onlyText(columns: readonly Column[]): Column | null {
  const isDescription = ({ words }: Column) => words === '' || WORDS.ignored.test(words) || WORDS.description.test(words);
  const texts = columns.filter((column) => column.look === 'text' && !isDescription(column) && !isQuantity(column));
  return texts.length === 1 ? (texts[0] ?? null) : null;
}

function isMeterName(words: string): boolean {
  return WORDS.meter.test(words) && !/\b(reading|readings|value|usage|consumption|kwh|energy|type|read)\b/.test(words);
}

/** "Meter", "Meter ID", "Building No": numbers that tell meters apart; "Hall 3" is a meter itself. */
function isMeterNumber(words: string): boolean {
  return (
    isMeterName(words) &&
    words
      .replaceAll(new RegExp(WORDS.meter, 'g'), '')
      .replaceAll(/\b(number|no|nr|code|#)\b/g, '')
      .trim() === ''
  );
}
