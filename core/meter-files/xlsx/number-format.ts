/** What a cell's number format makes of its number: a day, a clock, both, a length of time that counts hours past 24, or neither. */
export type NumberLook = 'number' | 'date' | 'date-time' | 'clock' | 'elapsed';

/** The look of a format that every workbook knows by its number; other numbers are told by their own codes. */
export function builtInLook(id: number): NumberLook {
  return BUILT_IN.find(([first, last]) => id >= first && id <= last)?.[2] ?? 'number';
}

/** Those from 27 on are the East Asian ones: days, but for four clocks. */
const BUILT_IN: readonly (readonly [first: number, last: number, look: NumberLook])[] = [
  [14, 17, 'date'],
  [18, 21, 'clock'],
  [22, 22, 'date-time'],
  [27, 31, 'date'],
  [32, 35, 'clock'],
  [36, 36, 'date'],
  [45, 45, 'clock'],
  [46, 46, 'elapsed'],
  [47, 47, 'clock'],
  [50, 58, 'date'],
];

/** The look of a format code such as `[$-409]m/d/yy h:mm AM/PM;@`. */
export function lookOfCode(code: string): NumberLook {
  const first = withoutLiterals(code).split(';', 1)[0] ?? '';
  const isElapsed = /\[(h+|m+|s+)\]/i.test(first);
  const letters = first
    .replaceAll(/\[[^\]]*\]/g, '')
    .replaceAll(/general|standard|e[+-]/gi, '')
    .toLowerCase();
  // Places for digits are a number's, but for the fractions of a second.
  if (/[#?]|(?<![s.0])0/.test(letters)) return 'number';
  const hasClock = isElapsed || /[hs]|am\/pm|a\/p/.test(letters);
  // An m alone is a month: beside hours or seconds it is minutes.
  const hasDay = /[ydge]/.test(letters.replaceAll(/am\/pm|a\/p/g, '')) || (!hasClock && letters.includes('m'));
  if (hasDay) return hasClock ? 'date-time' : 'date';
  if (isElapsed) return 'elapsed';
  return hasClock ? 'clock' : 'number';
}

/** Without what is shown as it stands: quoted text, escaped signs, blanks as wide as a sign, and signs that fill a cell. */
function withoutLiterals(code: string): string {
  return code.replaceAll(/"[^"]*"?|\\.|_.|\*./gs, '');
}
