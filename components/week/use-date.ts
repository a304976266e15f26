import { useFormatter } from 'next-intl';

/** "Tuesday, 24 November" of an instant, by the campus's clock. */
export function useDate(timeZone: string): (instant: string) => string {
  const format = useFormatter();
  return (instant) => format.dateTime(new Date(instant), { weekday: 'long', day: 'numeric', month: 'long', timeZone });
}
