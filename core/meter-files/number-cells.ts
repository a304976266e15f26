import type { Decimal } from '#core/meter-files/exact-energy.ts';

/** How numbers are written in a file: which sign stands before the decimals. */
export type DecimalSign = '.' | ',';

/** A number cell: what it says, 'missing' for blank and its synonyms (never 0), 'bad' for anything else. */
export type NumberCell = Decimal | 'missing' | 'bad';

/** Reads a cell such as `12.5`, `1,234.5`, `1.234,5`, `1.44e2`, `NULL`. */
export function readNumber(text: string, sign: DecimalSign): NumberCell {
  return readPlain(text, sign === '.' ? POINT : COMMA) ?? readWritten(text.trim(), sign);
}

export function isMissing(text: string): boolean {
  return MISSING.has(text.trim().toLowerCase());
}

/** Reads a multiplier or another decimal from settings; throws on what is none, for settings are checked where they are made. */
export function readDecimal(text: string): Decimal {
  const decimal = readNumber(text, '.');
  if (typeof decimal === 'string') throw new Error(`"${text}" is not a decimal number`);
  return decimal;
}

/** Whether a text can multiply values: a decimal above 0, written with a point. */
export function isMultiplier(text: string): boolean {
  const decimal = readNumber(text, '.');
  return typeof decimal === 'object' && !decimal.isNegative && BigInt(decimal.digits) > 0n;
}

const MISSING = new Set([
  '',
  'null',
  'none',
  'nil',
  'n/a',
  '#n/a',
  'na',
  'nan',
  '-',
  '--',
  '---',
  '–',
  '—',
  '.',
  '?',
  'not available',
  'unavailable',
  'no data',
  'nodata',
  'no value',
  'blank',
  '<null>',
  'missing',
  'no reading',
  '(null)',
  '#value!',
  '#ref!',
  '#div/0!',
]);

const ZERO = 48;
const POINT = 46;
const COMMA = 44;

/** Digits with at most one decimal sign and at most 15 digits, without a sign: nearly every cell. Null for anything else. */
function readPlain(text: string, sign: number): Decimal | null {
  const { length } = text;
  if (length === 0 || length > 16) return null;
  let digits = 0;
  let count = 0;
  let point = -1;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    const digit = code - ZERO;
    if (digit >= 0 && digit <= 9) {
      digits = digits * 10 + digit;
      count += 1;
    } else if (code === sign && point < 0) {
      point = index;
    } else {
      return null;
    }
  }
  if (count === 0 || count > 15) return null;
  return { isNegative: false, digits, scale: point < 0 ? 0 : length - 1 - point };
}

const LONGEST_NUMBER = 60;
const LARGEST_EXPONENT = 40;
/** What spreadsheets put before a number that is to stay text. */
const LEADING_APOSTROPHE = /^['’](?=[-+(\d])/;
const SPACES_AND_APOSTROPHES = /(?<=\d)[ \u00a0\u2009\u202f'’](?=\d{3}(?!\d))/g;
const GROUPED = { '.': /^[1-9]\d{0,2}(?:,\d{3})+(?=\.|e|$)/i, ',': /^[1-9]\d{0,2}(?:\.\d{3})+(?=,|e|$)/i } as const;
const WRITTEN = /^(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;

function readWritten(text: string, sign: DecimalSign): NumberCell {
  if (text.length > LONGEST_NUMBER) return 'bad';
  if (MISSING.has(text.toLowerCase())) return 'missing';
  const [unsigned, isMinus] = withoutSign(text.replace(LEADING_APOSTROPHE, ''));
  const isNegative = isMinus && /[1-9]/.test(text);
  const ungrouped = unsigned
    .replaceAll(SPACES_AND_APOSTROPHES, '')
    .replace(GROUPED[sign], (group) => group.replaceAll(/[.,]/g, ''));
  const match = WRITTEN.exec(sign === ',' ? withPoint(ungrouped) : ungrouped);
  if (match === null) return 'bad';
  const [, whole = '', decimals = '', exponent = '0'] = match;
  if (whole + decimals === '' || Math.abs(Number(exponent)) > LARGEST_EXPONENT) return 'bad';
  return shifted({ isNegative, digits: whole + decimals, scale: decimals.length - Number(exponent) });
}

/** A number without its sign, and whether that is a minus: `-1`, `\u22121`, `1-`, `(1)`. */
function withoutSign(text: string): readonly [string, boolean] {
  const bracketed = /^\(\s*([^()]*?)\s*\)$/.exec(text)?.[1];
  if (bracketed !== undefined) return [bracketed, true];
  const behind = /^(\d[\d.,' \u00a0\u2009\u202f’]*?)\s*[-\u2212]$/.exec(text)?.[1];
  if (behind !== undefined) return [behind, true];
  const before = /^([-\u2212\u2013+])\s*(.*)$/s.exec(text);
  return before === null ? [text, false] : [before[2] ?? '', before[1] !== '+'];
}

/** A decimal comma to a point; where a point stands outside a group of thousands, it is a decimal point all the same. */
function withPoint(text: string): string {
  return text.includes(',') ? text.replace('.', ' ').replace(',', '.') : text;
}

function shifted({ isNegative, digits, scale }: { isNegative: boolean; digits: string; scale: number }): Decimal {
  const isShort = digits.length <= 15;
  const number = isShort ? Number(digits) : BigInt(digits);
  return scale < 0
    ? { isNegative, digits: BigInt(number) * 10n ** BigInt(-scale), scale: 0 }
    : { isNegative, digits: number, scale };
}
