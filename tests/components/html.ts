import { readFileSync } from 'node:fs';
import { NextIntlClientProvider } from 'next-intl';
import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** A component as the first HTML of a page in a language; a missing word throws. */
export function html(locale: string, node: ReactNode): string {
  const rooms = ['common', 'board', 'dorm', 'week', 'season', 'method', 'kiosk', 'audit'];
  const messages = Object.fromEntries(
    rooms.map((room) => [room, JSON.parse(readFileSync(`messages/${locale}/${room}.json`, 'utf8'))]),
  );
  const fail = (error: Error) => {
    throw error;
  };
  const provider = { locale, messages, timeZone: 'UTC', onError: fail, children: node };
  return renderToStaticMarkup(createElement(NextIntlClientProvider, provider));
}
