export const PASSWORD_LENGTH = { least: 12, most: 256 } as const;

/** too-short, too-long; email: little but the e-mail address; common: little but well-known words; pattern: little but rows and repeats. */
export type PasswordWeakness = 'too-short' | 'too-long' | 'email' | 'common' | 'pattern';

/**
 * Why a password is refused; null when it is not. What anyone would try first (the person's own address, well-known words,
 * years, rows of keys, repeats) is taken away, and enough has to be left. Length counts characters after NFKC.
 */
export function passwordWeakness(password: string, email: string): PasswordWeakness | null {
  const plain = password.normalize('NFKC').toLowerCase();
  const length = [...plain].length;
  if (length < PASSWORD_LENGTH.least) return 'too-short';
  if (length > PASSWORD_LENGTH.most) return 'too-long';
  const withoutEmail = wordsOf(email).reduce((rest, word) => rest.replaceAll(word, ''), plain);
  if (isTooLittle(withoutEmail)) return 'email';
  const withoutWords = withoutEmail.replace(COMMON, '');
  if (isTooLittle(withoutWords)) return 'common';
  if (isTooLittle(withoutRows(withoutWords)) || new Set(plain).size < leastDistinct) return 'pattern';
  return null;
}

/** A password as it is hashed: the same letters typed on another keyboard give the same text. */
export function plainPassword(password: string): string {
  return password.normalize('NFKC');
}

const leastLeft = 6;
const leastDistinct = 5;
const shortestRow = 4;

const isTooLittle = (rest: string): boolean => [...rest.replaceAll(/\s/g, '')].length < leastLeft;

function wordsOf(email: string): string[] {
  const words = email.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return [email.toLowerCase(), ...words].filter((word) => word.length >= 4).sort((a, b) => b.length - a.length);
}

const COMMON_WORDS = `
  password passwort passw0rd passphrase letmein welcome iloveyou woaini changeme trustno1 opensesame default secret login guest
  admin administrator root superuser user test demo master qwerty azerty qwertz dragon monkey sunshine princess football
  baseball basketball soccer hockey superman batman starwars pokemon shadow michael jennifer jordan liverpool chelsea arsenal
  barcelona yankees computer internet google facebook samsung apple microsoft windows hello whatever freedom killer ginger
  pepper charlie cookie cheese banana orange purple summer winter spring autumn january february march april june july august
  september october november december monday tuesday wednesday thursday friday saturday sunday wattle energy electricity
  electric power meter league dorm campus university college student school facilities organiser organizer
  correct horse battery staple 5201314 1314520 123123 112233 147258369 159753
`;

const LOOKALIKES: Record<string, string> = { a: '[a@4]', e: '[e3]', i: '[i1!]', l: '[l1]', o: '[o0]', s: '[s5$]', t: '[t7]' };

const COMMON = new RegExp(
  [
    ...COMMON_WORDS.trim()
      .split(/\s+/)
      .sort((a, b) => b.length - a.length)
      .map((word) => [...word].map((letter) => LOOKALIKES[letter] ?? letter).join('')),
    '(?:19|20)\\d\\d',
  ].join('|'),
  'g',
);

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn',
  '!@#$%^&*()',
];
const ALL_ROWS = ROWS.flatMap((row) => [row, [...row].reverse().join('')]);

/** Takes away stretches of four or more along a row of keys, the alphabet or the digits, and of three or more repeats. */
function withoutRows(text: string): string {
  let rest = text.replaceAll(/(.{1,6}?)\1{2,}/gu, '');
  for (let start = 0; start + shortestRow <= rest.length; ) {
    const end = endOfRow(rest, start);
    if (end - start >= shortestRow) rest = rest.slice(0, start) + rest.slice(end);
    else start += 1;
  }
  return rest;
}

function endOfRow(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && ALL_ROWS.some((row) => row.includes(text.slice(start, end + 1)))) end += 1;
  return end;
}
