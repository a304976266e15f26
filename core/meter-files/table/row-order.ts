import { spanOf } from '#core/meter-files/table/cells.ts';
import type { Layout } from '#core/meter-files/table/layout.ts';
import { textAt } from '#core/meter-files/table/line-reader.ts';
import { emptyTimeCell, readTime, type TimeStyle } from '#core/meter-files/time-cells.ts';

export interface RowOrder {
  readonly isNewestFirst: boolean;
  readonly isTold: boolean;
}

/** Whether each meter's lines run from the oldest to the newest or back, as most steps from line to line do. */
export function findOrder({
  layout,
  values,
  style,
  told,
}: {
  readonly layout: Layout;
  readonly values: readonly (readonly string[])[];
  readonly style: TimeStyle;
  readonly told: boolean | undefined;
}): RowOrder {
  if (told !== undefined) return { isNewestFirst: told, isTold: true };
  const last = new Map<string, number>();
  const cell = emptyTimeCell();
  let steps = 0;
  for (const record of values) {
    const text = textAt(record, layout.time.stamp);
    if (!readTime(layout.time.isSpan ? (spanOf(text)?.[1] ?? '') : text, style, cell)) continue;
    const meter = layout.meter === null ? '' : (record[layout.meter.index] ?? '');
    steps += Math.sign(cell.wallMs - (last.get(meter) ?? cell.wallMs));
    last.set(meter, cell.wallMs);
  }
  return { isNewestFirst: steps < 0, isTold: false };
}
