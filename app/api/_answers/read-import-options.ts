import { RequestError } from '#app/api/_answers/answering.ts';
import { isMultiplier } from '#core/meter-files/number-cells.ts';
import type { ImportOptions } from '#services/import-request.ts';

const CHOICES = {
  kind: ['interval', 'register'],
  unit: ['Wh', 'kWh', 'MWh', 'W', 'kW'],
  label: ['start', 'end', 'next-day'],
  dateOrder: ['dmy', 'mdy', 'ymd'],
  layout: ['long', 'wide', 'single', 'day-rows'],
  delimiter: ['comma', 'semicolon', 'tab', 'pipe'],
} as const;
const WORDS = ['meter', 'timeZone', 'timeColumn', 'meterColumn', 'valueColumn'] as const;
const SWITCHES = ['allowReset', 'endOnly', 'newestFirst', 'oldestFirst', 'replace', 'strict', 'createMeters', 'dryRun'] as const;
const MOST_DUPLICATES = 1000;

type Choice = keyof typeof CHOICES;

/**
 * Import options out of a query, named as the command line's flags or in camel case: date-order=dmy, dateOrder=dmy,
 * replace, replace=true. Throws RequestError for what is unknown, given twice or not one of the choices.
 */
export function readImportOptions(query: URLSearchParams): { options: ImportOptions; isDryRun: boolean } {
  const values: Record<string, string | number | boolean> = {};
  for (const [written, text] of query) {
    const name = written.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (name in values) throw new RequestError(`The option ${written} is given twice. Give it once.`);
    values[name] = readValue(name, { written, text });
  }
  const { dryRun, oldestFirst, ...options } = values;
  if (oldestFirst === undefined) return { options, isDryRun: dryRun === true };
  if ('newestFirst' in options) throw new RequestError('newest-first and oldest-first exclude each other. Give one of them.');
  return { options: { ...options, newestFirst: oldestFirst === false }, isDryRun: dryRun === true };
}

function readValue(name: string, { written, text }: { written: string; text: string }): string | number | boolean {
  if (isOneOf(Object.keys(CHOICES) as Choice[], name)) return readChoice(name, { written, text });
  if (isOneOf(SWITCHES, name)) return readSwitch(written, text);
  if (isOneOf(WORDS, name)) return readWord(written, text);
  if (name === 'multiplier') return readMultiplier(written, text);
  if (name === 'duplicates') return readCount(written, text);
  const known = [...WORDS, ...Object.keys(CHOICES), 'duplicates', 'multiplier', ...SWITCHES].join(', ');
  throw new RequestError(`There is no option “${written}”. There are: ${known}.`);
}

function readChoice(name: Choice, { written, text }: { written: string; text: string }): string {
  const found = CHOICES[name].find((choice) => choice.toLowerCase() === text.toLowerCase());
  if (found === undefined) throw new RequestError(`${written} is one of ${CHOICES[name].join(', ')}, not “${text}”.`);
  return found;
}

function readSwitch(written: string, text: string): boolean {
  if (['', 'true', '1', 'yes'].includes(text)) return true;
  if (['false', '0', 'no'].includes(text)) return false;
  throw new RequestError(`${written} is true or false, not “${text}”.`);
}

function readWord(written: string, text: string): string {
  const word = text.trim();
  if (word === '' || word.length > 200 || /\p{Cc}|\p{Surrogate}/u.test(word))
    throw new RequestError(`${written} is 1 to 200 characters without control characters.`);
  return word;
}

function readMultiplier(written: string, text: string): string {
  if (isMultiplier(text)) return text.trim();
  throw new RequestError(`${written} is a number above 0 such as 40 or 0.5, not “${text}”.`);
}

function readCount(written: string, text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > MOST_DUPLICATES)
    throw new RequestError(`${written} is a whole number from 1 to ${MOST_DUPLICATES}, not “${text}”.`);
  return count;
}

function isOneOf<const Name extends string>(names: readonly Name[], text: string): text is Name {
  return (names as readonly string[]).includes(text);
}
