import { useFormatter, useTranslations } from 'next-intl';
import type { MeterPictureView, PictureCellView, PictureView } from '#components/imports/import-view.ts';
import { pictureNews } from '#components/imports/picture-news.ts';

/** Words and figures of a picture, in the reader's language and the campus's time. */
export interface PictureWords {
  readonly headline: string;
  readonly from: string;
  readonly until: string;
  readonly number: (value: number, decimals?: number) => string;
  readonly duration: (seconds: number) => string;
  readonly step: (meter: MeterPictureView) => string;
  readonly most: (kwh: number) => string;
  readonly cell: (key: string) => string;
  readonly state: (cell: PictureCellView | undefined) => string;
  readonly strip: (meter: MeterPictureView) => string;
}

export function usePictureWords(picture: PictureView, timeZone: string): PictureWords {
  const t = useTranslations('imports.picture');
  const format = useFormatter();
  const number = (value: number, decimals = 0) => format.number(value, { maximumFractionDigits: decimals });
  const cell = (key: string) => {
    const [day, hour] = key.split('T');
    const said = format.dateTime(new Date(`${day}T00:00Z`), { day: 'numeric', month: 'short', timeZone: 'UTC' });
    return hour === undefined ? said : t('hour', { day: said, hour: `${hour}:00` });
  };
  const duration = (seconds: number) => {
    if (seconds < 5400) return t('minutes', { count: Math.round(seconds / 60) });
    return seconds < 172_800
      ? t('hours', { count: number(seconds / 3600, 1) })
      : t('days', { count: number(seconds / 86_400, 1) });
  };
  const instant = (text: string) =>
    format.dateTime(new Date(text), { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone });
  const step = ({ stepSeconds, isRegister }: MeterPictureView) =>
    isRegister ? t('register') : stepSeconds === null ? t('stepUnknown') : t('step', { time: duration(stepSeconds) });
  return {
    headline: useHeadline(picture, { cell, duration }),
    from: instant(picture.firstAt),
    until: instant(picture.lastAt),
    number,
    duration,
    step,
    most: (kwh) => t(`most.${picture.unit}`, { kwh: number(kwh, kwh < 10 ? 1 : 0) }),
    cell,
    state: (value) => (value === undefined ? '' : stateOf(value, t)),
    strip: (meter) =>
      t('strip', {
        meter: meter.label,
        kwh: number(meter.energyKwh, 1),
        gap: meter.gapSeconds === 0 ? 'none' : duration(meter.gapSeconds),
        held: meter.counts.held,
      }),
  };
}

function useHeadline(
  picture: PictureView,
  words: { cell: (key: string) => string; duration: (seconds: number) => string },
): string {
  const t = useTranslations('imports.picture.headline');
  const news = pictureNews(picture);
  if (!('count' in news)) return t(news.key, { name: news.name, meters: news.meters });
  const { from, until, count } = news;
  const matter = {
    name: news.name,
    count,
    time: words.duration(count),
    from: from === null ? '' : words.cell(from),
    until: until === null ? '' : words.cell(until),
    isOne: from === until ? 'yes' : 'no',
  };
  const what = t(news.key, matter);
  return news.meters === 1 ? t('one', { what }) : t('some', { complete: news.complete, meters: news.meters, what });
}

function stateOf(
  [, estimated, missing, isNew, isHeld]: PictureCellView,
  t: ReturnType<typeof useTranslations<'imports.picture'>>,
): string {
  const said = [
    missing > 0.99 ? t('state.missing') : missing > 0 ? t('state.partly') : null,
    isHeld === 1 ? t('state.held') : null,
    estimated > 0 ? t('state.estimated') : null,
    missing > 0.99 ? null : isNew === 1 ? t('state.new') : t('state.known'),
  ];
  return said.filter((part) => part !== null).join(t('comma'));
}
