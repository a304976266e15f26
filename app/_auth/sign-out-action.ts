'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { assertSameOrigin } from '#app/_auth/same-origin.ts';
import { clearSessionCookie, sessionToken } from '#app/_auth/session-cookie.ts';
import { getContext } from '#app/_data/process-state.ts';
import { isLocale } from '#app/_i18n/locales.ts';
import { localePath } from '#components/ui/paths.ts';
import { signOut } from '#services/sign-out.ts';

/** Ends this browser's session, in the database first: the cookie may have been copied. */
export async function signOutAction(locale: string): Promise<void> {
  assertSameOrigin(await headers());
  const token = await sessionToken();
  if (token !== null) await signOut(await getContext(), token);
  await clearSessionCookie();
  redirect(localePath(isLocale(locale) ? locale : 'en', '/sign-in'));
}
