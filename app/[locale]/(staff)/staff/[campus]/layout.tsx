import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, setRequestLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { campusOr404 } from '#app/_data/campus.ts';

export const metadata: Metadata = { robots: { index: false } };

/** Words that staff pages need in the browser. */
const ROOMS = ['common', 'imports', 'campus', 'files', 'problems', 'footprint'];

interface Props {
  readonly children: ReactNode;
  readonly params: Promise<{ locale: string; campus: string }>;
}

export default async function StaffLayout({ children, params }: Props) {
  const { locale, campus } = await params;
  setRequestLocale(locale);
  const { timeZone } = await campusOr404(campus);
  const messages = Object.fromEntries(Object.entries(await getMessages()).filter(([room]) => ROOMS.includes(room)));
  return (
    <NextIntlClientProvider messages={messages} timeZone={timeZone}>
      {children}
    </NextIntlClientProvider>
  );
}
