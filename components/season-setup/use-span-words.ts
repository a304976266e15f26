import { useFormatter, useTranslations } from 'next-intl';

export interface SpanWords {
  /** "Mon 30 November" */
  readonly day: (day: string) => string;
  /** "Mon 30 November to Sun 10 January 2027" */
  readonly range: (from: string, to: string) => string;
}

/** Days as organisers read them in a diary. */
export function useSpanWords(): SpanWords {
  const t = useTranslations('setup.dates');
  const format = useFormatter();
  const day = (text: string) =>
    format.dateTime(new Date(text), { weekday: 'short', day: 'numeric', month: 'long', timeZone: 'UTC' });
  const dated = (text: string) =>
    format.dateTime(new Date(text), { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return { day, range: (from, to) => t('range', { from: day(from), to: dated(to) }) };
}
