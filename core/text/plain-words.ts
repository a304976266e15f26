/**
 * A stranger's words as plain text to store and show: composed (NFC), lines ended by \n with at most one empty line between, no
 * control characters, half characters, or marks that turn the direction of the text around it, and no letter buried under marks.
 * Markup stays as it was typed: whoever shows it shows text. Null where nothing readable is left.
 */
export function plainWords(text: string): string | null {
  const words = text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(NOT_SHOWN, '')
    .normalize('NFC')
    .replace(BURIED, '$1')
    .replace(/[^\S\n]+$/gmu, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(words) ? words : null;
}

/** How long a text is, each emoji or letter outside the first plane being one, as PostgreSQL counts. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Controls other than the line's end, half pairs, no-characters, and embeddings, overrides and isolates of direction. */
const NOT_SHOWN = /(?!\n)\p{Cc}|\p{Cs}|[\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/gu;

/** More than six marks on one letter. */
const BURIED = /(\p{M}{6})\p{M}+/gu;
