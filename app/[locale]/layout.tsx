import '#app/globals.css';
import type { Metadata, Viewport } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, setRequestLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { isLocale, LOCALES } from '#app/_i18n/locales.ts';
import { fontVariables } from '#app/fonts.ts';

export const metadata: Metadata = {
  title: { default: 'Wattle', template: '%s · Wattle' },
  description: 'A dorm energy league: which dorm uses least this week, and why.',
  icons: { icon: '/wattle.svg' },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf8f1' },
    { media: '(prefers-color-scheme: dark)', color: '#0d1713' },
  ],
};

export function generateStaticParams() {
  return LOCALES.map((locale) => ({ locale }));
}

/** Words that run in the browser; everything else is written on the server. */
const CLIENT_ROOMS = ['common', 'board'];

export default async function LocaleLayout({ children, params }: { children: ReactNode; params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  const messages = await getMessages();
  const clientMessages = Object.fromEntries(Object.entries(messages).filter(([room]) => CLIENT_ROOMS.includes(room)));
  return (
    <html lang={locale === 'zh' ? 'zh-Hans' : 'en'} className={fontVariables}>
      <body>
        <NextIntlClientProvider messages={clientMessages}>{children}</NextIntlClientProvider>
      </body>
    </html>
  );
}
