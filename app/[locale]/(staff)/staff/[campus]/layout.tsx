import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, setRequestLocale } from 'next-intl/server';
import type { ReactNode } from 'react';

export const metadata: Metadata = { robots: { index: false } };

/** Words that staff pages need in the browser. */
const ROOMS = ['common', 'imports', 'campus', 'files', 'problems'];

export default async function StaffLayout({ children, params }: { children: ReactNode; params: Promise<{ locale: string }> }) {
  setRequestLocale((await params).locale);
  const messages = Object.fromEntries(Object.entries(await getMessages()).filter(([room]) => ROOMS.includes(room)));
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
