import { useFormatter } from 'next-intl';

/** An instant by the campus's clock, in words: "Wednesday 25 November at 09:00". */
export function useReviewTimes(timeZone: string): (instant: string) => string {
  const format = useFormatter();
  return (instant) =>
    format.dateTime(new Date(instant), {
      ...{ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone },
    });
}
