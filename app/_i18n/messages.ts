import type { AbstractIntlMessages } from 'next-intl';
import type { Locale } from '#app/_i18n/locales.ts';

/** One file a room and language under messages/; the file's name is the namespace. */
const ROOMS = [
  'common',
  'board',
  'dorm',
  'week',
  'season',
  'method',
  'fairness',
  'files',
  'problems',
  'imports',
  'campus',
  'people',
  'inbox',
  'meter',
  'calendar',
  'footprint',
  'receipt',
  'question',
  'share',
  'digest',
  'outgoing',
  'kiosk',
  'audit',
  'review',
  'setup',
] as const;

/** All words of a language. */
export async function messagesOf(locale: Locale): Promise<AbstractIntlMessages> {
  const rooms = await Promise.all(
    ROOMS.map(async (room) => [room, (await import(`../../messages/${locale}/${room}.json`)).default] as const),
  );
  return Object.fromEntries(rooms);
}
