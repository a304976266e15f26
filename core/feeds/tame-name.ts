/** Controls, signs that turn the direction of what follows, and signs of no width that only blow a name up. */
const WILD = /[\p{Cc}\p{Cs}\u{200B}\u{2028}-\u{202E}\u{2066}-\u{2069}\u{FEFF}\u{FFFE}\u{FFFF}]/gu;

/** Marks that combine with the letter before them: more than a language needs pile up over other lines. */
const PILES = /(\p{Mn}{4})\p{Mn}+/gu;

/** What a campus calls something, as it may stand in a line of other people's programs: on one line, of a length, of its own direction. */
export function tameName(name: string, most = 60): string {
  const line = name.slice(0, MOST_READ).replace(WILD, ' ').replace(PILES, '$1').replace(/\s+/g, ' ').trim();
  const signs = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment);
  return signs.length <= most
    ? line
    : `${signs
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** A name of megabytes is not cut into its signs. */
const MOST_READ = 2000;
