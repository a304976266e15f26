import { plainWords } from '#core/text/plain-words.ts';
import { ServiceError } from '#services/service-error.ts';

/** How many signs (UTF-16) each of an organiser's texts may have. */
export const ANNOUNCEMENT_LIMITS = { message: 4000, prize: 200, reason: 500 } as const;

/**
 * What people wrote, without marks that turn the text around it; null where nothing readable is left. Errors: announcement-unfit (too
 * long, or signs that no text has).
 */
export function wordsIn(text: string | null, name: keyof typeof ANNOUNCEMENT_LIMITS): string | null {
  const most = ANNOUNCEMENT_LIMITS[name];
  const words = (text ?? '').replaceAll('\r\n', '\n').trim();
  if (words.length > most)
    throw new ServiceError('announcement-unfit', `The ${name} has ${words.length} signs; ${most} are the most. Shorten it.`);
  if (NO_TEXT.test(words) || !words.isWellFormed())
    throw new ServiceError('announcement-unfit', `The ${name} holds control signs, which no text has. Write it anew.`);
  return plainWords(words);
}

/** Control characters but the tab and the line's end. */
const NO_TEXT = /[^\P{Cc}\t\n]/u;
