/**
 * A file's name without what changes from one export to the next: extensions, dates, months, weeks and the number of a copy.
 * Other digits stay, for they tell one logger from another. Null where nothing is left that is this logger's own.
 */
export function fileStem(name: string): string | null {
  let stem = (name.split(/[/\\]/).at(-1) ?? '').toLowerCase().replace(EXTENSIONS, '').replace(COPY, '');
  for (const date of DATES) stem = stem.replaceAll(date, ' ');
  const words = stem.split(/[^\p{Letter}\p{Number}]+/u).filter((word) => word !== '');
  return words.every((word) => ORDINARY.has(word) || /^\d{1,2}$/.test(word)) ? null : words.join(' ');
}

const EXTENSIONS = /(\.(csv|txt|tsv|xlsx?|xml|dat|log|gz|zip|nem|nem12|nem13))+$/;
const COPY = /\s*\(\d{1,3}\)$|[\s_-]+copy(\s*\d+)?$/;

const YEAR = '(?:19|20)\\d\\d';
const MONTH = '(?:0[1-9]|1[0-2])';
const DAY = '(?:0[1-9]|[12]\\d|3[01])';
const CLOCK = '(?:[t_ -]?[0-2]\\d[:h._-]?[0-5]\\d(?:[:m._-]?[0-5]\\d)?z?)?';
const NAME =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const pattern = (inside: string) => new RegExp(`(?<![\\p{Letter}\\p{Number}])${inside}(?![\\p{Letter}\\p{Number}])`, 'gu');
/** All parts of a date have two digits and one sign between them: a logger's own number beside it is no day. */
const DATES = [
  pattern(`${YEAR}([-_. ]?)${MONTH}\\1${DAY}${CLOCK}`),
  pattern(`${DAY}([-_. ]?)${MONTH}\\1${YEAR}`),
  pattern(`${MONTH}([-_. ]?)${DAY}\\1${YEAR}`),
  pattern(`${YEAR}[-_. ]?(?:w|kw|week)[-_. ]?\\d{1,2}`),
  pattern(`(?:${YEAR}[-_. ]?${MONTH}|${MONTH}[-_. ]?${YEAR})`),
  pattern('(?:week|wk|kw|w)[-_. ]?\\d{1,2}'),
  pattern(`${NAME}(?:[-_. ]?${YEAR})?`),
  pattern(YEAR),
];

/** Names that any program gives to any file. */
const ORDINARY = new Set(
  'export exports data reading readings download downloads report reports usage meter meters energy electric electricity consumption file interval intervals kwh kw week weekly day daily month monthly hour hourly log logger output untitled new from to until'.split(
    ' ',
  ),
);
