'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { clientAddress } from '#app/_auth/request-place.ts';
import { safePath } from '#app/_auth/safe-path.ts';
import { assertSameOrigin } from '#app/_auth/same-origin.ts';
import { authSecret } from '#app/_auth/secret.ts';
import { setSessionCookie } from '#app/_auth/session-cookie.ts';
import { answerForm } from '#app/_auth/word-refusal.ts';
import { getContext } from '#app/_data/process-state.ts';
import type { FormAnswer } from '#components/people/form-answer.ts';
import { localePath } from '#components/ui/paths.ts';
import { signIn } from '#services/sign-in.ts';

/** Signs in and goes on to where the reader wanted to be, if that is on this site. */
export async function signInAction(
  place: { locale: string; callbackUrl: string | null },
  _before: FormAnswer,
  form: FormData,
): Promise<FormAnswer> {
  const email = String(form.get('email') ?? '');
  const password = String(form.get('password') ?? '');
  return answerForm(place.locale, { email }, async () => {
    const sent = await headers();
    assertSameOrigin(sent);
    const request = { email, password, address: clientAddress(sent), secret: authSecret(), now: new Date() };
    await setSessionCookie(await signIn(await getContext(), request));
    return redirect(safePath(place.callbackUrl) ?? localePath(place.locale, '/staff'));
  });
}
