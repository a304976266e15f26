import type { DateOrder } from '#core/meter-files/meter-file.ts';
import { emptyTimeCell, readTime } from '#core/meter-files/time-cells.ts';

const ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];

/** The days (epoch milliseconds, UTC) that a date may mean, by the order of its parts; only orders that make a date. */
export function dateReadings(found: string): readonly { readonly order: DateOrder; readonly day: number }[] {
  const cell = emptyTimeCell();
  const text = found.split(' / ')[0] ?? '';
  return ORDERS.flatMap((order) => (readTime(text, { order, numeric: null }, cell) ? [{ order, day: cell.wallMs }] : []));
}
