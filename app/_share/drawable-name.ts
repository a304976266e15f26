import { isDrawable } from '#app/_share/card-fonts.ts';
import { tameName } from '#core/feeds/tame-name.ts';

const MOST_SIGNS = 40;
const LETTER = /[\p{L}\p{N}]/u;

/**
 * What people call something, as the faces of a picture can draw it: pictures, marks and signs of no width are left out. A name that would
 * lose a letter would be another one: then its part of the address stands for it.
 */
export function drawableName(name: string, slug: string): string {
  const signs = [...tameName(name.normalize('NFC'), MOST_SIGNS)];
  if (signs.some((sign) => LETTER.test(sign) && !isDrawable(sign))) return slug;
  const drawn = signs.filter(isDrawable).join('').replace(/\s+/g, ' ').trim();
  return LETTER.test(drawn) ? drawn : slug;
}
