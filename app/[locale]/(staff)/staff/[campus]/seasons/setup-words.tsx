import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';

/** What the browser needs of the words to follow the form of a season. */
export async function SetupWords({ children }: { readonly children: ReactNode }) {
  const { setup, common, fairness } = await getMessages();
  const { asks, by, lens } = fairness as Record<string, unknown>;
  return <NextIntlClientProvider messages={{ setup, common, fairness: { asks, by, lens } }}>{children}</NextIntlClientProvider>;
}
