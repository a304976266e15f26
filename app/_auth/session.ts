import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getServerSession } from 'next-auth';
import { cache } from 'react';
import { authOptions } from '#app/_auth/options.ts';
import { authSecret } from '#app/_auth/secret.ts';
import { getContext } from '#app/_data/process-state.ts';
import { localePath } from '#components/ui/paths.ts';
import type { StaffSession } from '#services/read-session.ts';

/**
 * Who is signed in, asked of the database once a request; null for nobody. A database that is gone throws: it does not
 * make anybody signed out.
 */
export const currentSession = cache(async (): Promise<StaffSession | null> => {
  const failures: unknown[] = [];
  const sent = await headers();
  const options = authOptions({
    ctx: await getContext(),
    headers: sent,
    secret: authSecret(),
    now: new Date(),
    failed: (error) => failures.push(error),
  });
  const session = await getServerSession(options);
  if (failures.length > 0) throw failures[0];
  return session?.staff ?? null;
});

/** As currentSession; sends those who are not signed in to sign in first and then back to `path` (without language). */
export async function requireSession(place: { locale: string; path: string }): Promise<StaffSession> {
  const session = await currentSession();
  if (session !== null) return session;
  const back = encodeURIComponent(localePath(place.locale, place.path));
  redirect(`${localePath(place.locale, '/sign-in')}?callbackUrl=${back}`);
}
