import { useFormatter, useTranslations } from 'next-intl';
import { dateReadings } from '#components/imports/date-readings.ts';
import type { Answer } from '#components/imports/question-list.tsx';

/** The days that an ambiguous date may be, each as an answer; all three orders where it is none. */
export function useDateAnswers(found: string): readonly Answer[] {
  const t = useTranslations('imports.question');
  const format = useFormatter();
  const readings = dateReadings(found);
  if (readings.length < 2 || found.includes(' / '))
    return (['dmy', 'mdy', 'ymd'] as const).map((order) => ({
      key: order,
      words: t(`answer.${order}`),
      change: { dateOrder: order },
    }));
  return readings.map(({ order, day }) => ({
    key: order,
    words: format.dateTime(new Date(day), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
    note: t(`answer.${order}`),
    change: { dateOrder: order },
  }));
}
