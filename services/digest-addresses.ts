import type { DigestLocale } from '#services/digest-words.ts';

/** Whole addresses that stand in mails; none of them says who follows it but the one to stop. */
export function digestAddresses(place: { origin: string; campus: string; locale: DigestLocale }) {
  const { origin, campus, locale } = place;
  const page = (path: string) => `${origin}${locale === 'en' ? '' : `/${locale}`}/c/${campus}${path}`;
  return {
    week: (week: string) => page(`/weeks/${week}`),
    confirm: (word: string) => page(`/digest/confirm?word=${word}`),
    leave: (key: string) => page(`/digest/leave?key=${key}`),
    /** For mail programs, which stop it with one POST (RFC 8058). */
    leaveByPost: (key: string) => `${origin}/api/v1/campuses/${campus}/digest/leave?key=${key}&lang=${locale}`,
  };
}
