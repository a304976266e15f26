const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type SpanPart = { readonly unit: 'days' | 'hours' | 'minutes'; readonly count: number };

/** A length of time (milliseconds) in its one or two largest units, rounded down; nothing below a minute. */
export function spanOf(length: number): SpanPart[] {
  const days = Math.floor(length / DAY);
  const hours = Math.floor((length % DAY) / HOUR);
  const minutes = Math.floor((length % HOUR) / MINUTE);
  const parts: SpanPart[] =
    days > 0 ? [part('days', days), part('hours', hours)] : [part('hours', hours), part('minutes', minutes)];
  return parts.filter(({ count }) => count > 0);
}

const part = (unit: SpanPart['unit'], count: number): SpanPart => ({ unit, count });
