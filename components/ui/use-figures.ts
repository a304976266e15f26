import { useFormatter, useLocale, useTranslations } from 'next-intl';

/** Numbers and times in the reader's language. Shares are 0 to 1; instants are ISO strings shown in the campus's time zone. */
export type Figures = {
  readonly number: (value: number, decimals?: number) => string;
  readonly percent: (share: number, decimals?: number) => string;
  readonly weekdayTime: (instant: string, timeZone: string) => string;
  readonly day: (day: string) => string;
  readonly weekday: (day: string, width: 'long' | 'short') => string;
  readonly usual: (ratio: number | null) => string;
  /** What stands between two sentences. */
  readonly sentenceGap: string;
};

export function useFigures(): Figures {
  const format = useFormatter();
  const sentenceGap = useLocale() === 'zh' ? '' : ' ';
  const t = useTranslations('common');
  const number = (value: number, decimals = 0) =>
    format.number(value, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).replace('-', '−');
  const percent = (share: number, decimals = 0) => t('percent', { value: number(share * 100, decimals) });
  return {
    sentenceGap,
    number,
    percent,
    weekdayTime: (instant, timeZone) =>
      t('weekdayTime', {
        day: format.dateTime(new Date(instant), { weekday: 'long', timeZone }),
        time: format.dateTime(new Date(instant), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }),
      }),
    day: (day) => format.dateTime(new Date(day), { day: 'numeric', month: 'long', timeZone: 'UTC' }),
    weekday: (day, width) => format.dateTime(new Date(day), { weekday: width, timeZone: 'UTC' }),
    usual: (ratio) => {
      if (ratio === null) return t('usual.unknown');
      const change = Math.round((ratio - 1) * 100) / 100;
      if (change === 0) return t('usual.same');
      return t(change < 0 ? 'usual.under' : 'usual.over', { percent: percent(Math.abs(change)) });
    },
  };
}
