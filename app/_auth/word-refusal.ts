import { getTranslations } from 'next-intl/server';
import { isLocale } from '#app/_i18n/locales.ts';
import type { FormAnswer } from '#components/people/form-answer.ts';
import { NotAllowed } from '#services/not-allowed.ts';
import { PASSWORD_LENGTH } from '#services/password-rules.ts';
import { WeakPassword } from '#services/passwords.ts';
import { ServiceError } from '#services/service-error.ts';
import { TooManyAttempts } from '#services/sign-in.ts';

/** The words of a room, in the language of the page that holds the form. */
export function wordsOf(locale: string) {
  return getTranslations({ locale: isLocale(locale) ? locale : 'en', namespace: 'people' });
}

/** Runs an action's work; what is refused becomes the form's answer, with `values` left in its fields. Other errors go on. */
export async function answerForm(
  locale: string,
  values: Record<string, string>,
  work: () => Promise<FormAnswer>,
): Promise<FormAnswer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { tone: 'warning', message: await wordRefusal(locale, error), values };
  }
}

/** A refusal in the reader's language; one without words there is told as it is. */
async function wordRefusal(locale: string, error: ServiceError): Promise<string> {
  const t = await wordsOf(locale);
  const key = `refusal.${keyOf(error)}`;
  const minutes = error instanceof TooManyAttempts ? error.waitMinutes : 0;
  return t.has(key) ? t(key, { minutes, ...PASSWORD_LENGTH }) : error.message;
}

function keyOf(error: ServiceError): string {
  if (error instanceof WeakPassword) return `weak-${error.weakness}`;
  return error instanceof NotAllowed ? error.reason : error.code;
}
