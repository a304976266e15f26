import '#app/globals.css';
import type { Metadata, Viewport } from 'next';
import { notFound } from 'next/navigation';
import { setRequestLocale } from 'next-intl/server';
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

export default async function LocaleLayout({ children, params }: { children: ReactNode; params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return (
    <html lang={locale === 'zh' ? 'zh-Hans' : 'en'} className={fontVariables}>
      <body>{children}</body>
    </html>
  );
}
