'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { assertSameOrigin } from '#app/_auth/same-origin.ts';
import { currentSession } from '#app/_auth/session.ts';
import { clearSessionCookie, sessionToken } from '#app/_auth/session-cookie.ts';
import { answerForm, wordsOf } from '#app/_auth/word-refusal.ts';
import { getContext } from '#app/_data/process-state.ts';
import type { FormAnswer } from '#components/people/form-answer.ts';
import { localePath } from '#components/ui/paths.ts';
import { changePassword } from '#services/change-password.ts';
import { deletePerson } from '#services/delete-person.ts';
import { NotAllowed } from '#services/not-allowed.ts';
import { ServiceError } from '#services/service-error.ts';

export async function changePasswordAction(locale: string, _before: FormAnswer, form: FormData): Promise<FormAnswer> {
  return answerForm(locale, {}, async () => {
    assertSameOrigin(await headers());
    const t = await wordsOf(locale);
    const session = await currentSession();
    const token = await sessionToken();
    if (session === null || token === null) throw new NotAllowed('signed-out');
    const password = String(form.get('password') ?? '');
    const refused = (key: string) => ({ tone: 'warning', message: t(`refusal.${key}`), values: {} }) as const;
    if (password !== String(form.get('again') ?? '')) return refused('passwords-differ');
    try {
      await changePassword(await getContext(), { session, token, current: String(form.get('current') ?? ''), password });
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'credentials-wrong') return refused('current-wrong');
      throw error;
    }
    return { tone: 'info', message: t('me.changed'), values: {} };
  });
}

export async function deleteMeAction(locale: string, _before: FormAnswer, form: FormData): Promise<FormAnswer> {
  return answerForm(locale, {}, async () => {
    assertSameOrigin(await headers());
    const session = await currentSession();
    if (session === null) throw new NotAllowed('signed-out');
    if (form.get('sure') !== 'yes') {
      const t = await wordsOf(locale);
      return { tone: 'warning', message: t('refusal.not-sure'), values: {} };
    }
    await deletePerson(await getContext(), { by: session, personId: session.personId });
    await clearSessionCookie();
    return redirect(localePath(locale, '/'));
  });
}
