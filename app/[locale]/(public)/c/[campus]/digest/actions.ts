'use server';

import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { clientAddress } from '#app/_auth/request-place.ts';
import { assertSameOrigin } from '#app/_auth/same-origin.ts';
import { authSecret } from '#app/_auth/secret.ts';
import { campusOf } from '#app/_data/campus-of.ts';
import { getContext } from '#app/_data/process-state.ts';
import { isLocale } from '#app/_i18n/locales.ts';
import type { DigestAnswer } from '#components/digest/digest-view.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { mailSettings } from '#env';
import { askForDigest } from '#services/ask-for-digest.ts';
import { confirmDigest } from '#services/confirm-digest.ts';
import type { Context } from '#services/context.ts';
import type { DigestLocale } from '#services/digest-words.ts';
import { leaveDigest } from '#services/leave-digest.ts';
import { ServiceError } from '#services/service-error.ts';

interface Place {
  readonly locale: string;
  readonly slug: string;
}

/** Takes an address from anyone; the answer is the same whether it is known or not. */
export async function askForDigestAction(place: Place, _before: DigestAnswer, form: FormData): Promise<DigestAnswer> {
  const email = textOf(form, 'email');
  return answer(place, email, async ({ ctx, campus, locale }) => {
    if (mailSettings(process.env) === null) throw new ServiceError('mail-not-set-up', 'This site sends no mail.');
    // People do not see that field; programs that fill in everything are thanked and not heard.
    if (textOf(form, 'website') !== '') return 'sent';
    const address = clientAddress(await headers());
    await askForDigest(ctx, { campus, email, locale, address, secret: authSecret(), now: new Date() });
    return 'sent';
  });
}

export async function confirmDigestAction(place: Place, _before: DigestAnswer, form: FormData): Promise<DigestAnswer> {
  return answer(place, '', async ({ ctx, campus }) => {
    await confirmDigest(ctx, { campus, word: textOf(form, 'word'), now: new Date() });
    return 'confirm.done';
  });
}

export async function leaveDigestAction(place: Place, _before: DigestAnswer, form: FormData): Promise<DigestAnswer> {
  return answer(place, '', async ({ ctx, campus }) =>
    (await leaveDigest(ctx, { campus, key: textOf(form, 'key') })) ? 'leave.done' : 'leave.unknown',
  );
}

interface Asking {
  readonly ctx: Context;
  readonly campus: Campus;
  readonly locale: DigestLocale;
}

/** Does what a form of this site asks; `work` says with which words it ended. */
async function answer({ locale, slug }: Place, email: string, work: (asking: Asking) => Promise<string>): Promise<DigestAnswer> {
  const language = isLocale(locale) ? locale : 'en';
  const t = await getTranslations({ locale: language, namespace: 'digest' });
  try {
    assertSameOrigin(await headers());
    const ctx = await getContext();
    const words = await work({ ctx, campus: await campusOf(ctx, slug), locale: language });
    return { tone: 'info', message: t(words), email: '' };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const key = `refusal.${error.code}`;
    return { tone: 'warning', message: t(t.has(key) ? key : 'refusal.other'), email: email.slice(0, 254) };
  }
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.slice(0, 1000) : '';
}
