'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { assertSameOrigin } from '#app/_auth/same-origin.ts';
import { setSessionCookie } from '#app/_auth/session-cookie.ts';
import { answerForm, wordsOf } from '#app/_auth/word-refusal.ts';
import { getContext } from '#app/_data/process-state.ts';
import type { FormAnswer } from '#components/people/form-answer.ts';
import { localePath } from '#components/ui/paths.ts';
import { acceptInvitation } from '#services/accept-invitation.ts';

/** Uses a one-time link and signs in. */
export async function welcomeAction(
  place: { locale: string; token: string },
  _before: FormAnswer,
  form: FormData,
): Promise<FormAnswer> {
  const { locale, token } = place;
  const email = String(form.get('email') ?? '');
  const password = String(form.get('password') ?? '');
  return answerForm(locale, { email }, async () => {
    assertSameOrigin(await headers());
    if (password !== String(form.get('again') ?? '')) {
      const t = await wordsOf(locale);
      return { tone: 'warning', message: t('refusal.passwords-differ'), values: { email } };
    }
    await setSessionCookie(await acceptInvitation(await getContext(), { token, email, password, now: new Date() }));
    return redirect(localePath(locale, '/staff'));
  });
}
