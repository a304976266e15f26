'use server';

import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { clientAddress } from '#app/_auth/request-place.ts';
import { assertSameOrigin } from '#app/_auth/same-origin.ts';
import { authSecret } from '#app/_auth/secret.ts';
import { campusOf } from '#app/_data/campus-of.ts';
import { dormSlugOf } from '#app/_data/dorm-slug.ts';
import { getContext } from '#app/_data/process-state.ts';
import { isLocale } from '#app/_i18n/locales.ts';
import type { AskAnswer } from '#components/question/question-view.ts';
import { askQuestion, QUESTION_LIMITS } from '#services/ask-question.ts';
import { ServiceError } from '#services/service-error.ts';

/** Takes a question from anyone who reads the page; the address counts against the limit and is not kept. */
export async function askAction(
  place: { locale: string; slug: string; week: string },
  _before: AskAnswer,
  form: FormData,
): Promise<AskAnswer> {
  const t = await getTranslations({ locale: isLocale(place.locale) ? place.locale : 'en', namespace: 'question' });
  const text = (name: string) => String(form.get(name) ?? '');
  const typed = { words: text('words'), dorm: text('dorm') };
  try {
    const sent = await headers();
    assertSameOrigin(sent);
    // People do not see that field; programs that fill in everything are thanked and not heard.
    if (text('website') === '') {
      const ctx = await getContext();
      await askQuestion(ctx, {
        campus: await campusOf(ctx, place.slug),
        weekId: place.week,
        dorm: typed.dorm === '' ? null : (dormSlugOf(typed.dorm) ?? ''),
        words: typed.words,
        address: clientAddress(sent),
        secret: authSecret(),
        now: new Date(),
      });
    }
    return { tone: 'info', message: t('thanks'), words: '', dorm: '' };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const key = `refusal.${error.code}`;
    const message = t(t.has(key) ? key : 'refusal.other', { letters: QUESTION_LIMITS.letters });
    return { tone: 'warning', message, words: typed.words.slice(0, 4 * QUESTION_LIMITS.letters), dorm: typed.dorm };
  }
}
