import type { ReadContext } from '#core/meter-files/meter-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { problemOf } from '#core/meter-files/problem-list.ts';
import type { Layout } from '#core/meter-files/table/layout.ts';
import { nameOf, textAt } from '#core/meter-files/table/line-reader.ts';
import { emptyTimeCell, readTime, type TimeStyle } from '#core/meter-files/time-cells.ts';

export interface LabelDecision {
  readonly layout: Layout;
  /** A hint that the times may be ends although nothing settles it; null where there is no doubt. */
  readonly doubt: Problem | null;
}

const DAY_MS = 86_400_000;

/**
 * Where nobody and no word says whether single times are starts or ends: a file that begins one step after midnight and ends
 * at midnight was written with ends. Where only its beginning looks so, or its end is out of sight, the times stay starts.
 */
export function decideLabel({
  layout,
  values,
  style,
  isWhole,
  context,
}: {
  readonly layout: Layout;
  readonly values: readonly (readonly string[])[];
  readonly style: TimeStyle;
  /** The values are all that the file has. */
  readonly isWhole: boolean;
  readonly context: ReadContext;
}): LabelDecision {
  const { time, shape } = layout;
  const { options } = context;
  const isSettled = time.label !== null || time.start !== null || time.isSpan || shape === 'day-rows';
  if (isSettled || options.label !== undefined || options.endOnly === true || options.kind === 'register')
    return { layout, doubt: null };
  const runs = [...runsOf({ layout, values, style }).values()].filter(({ first, last }) => last - first >= DAY_MS - HOUR_MS);
  const [one] = runs;
  const isSuspect = one !== undefined && runs.every(({ first, stepMs }) => stepMs < DAY_MS && first % DAY_MS === stepMs);
  if (!isSuspect) return { layout, doubt: null };
  if (isWhole && runs.every(({ last }) => last % DAY_MS === 0))
    return { layout: { ...layout, time: { ...time, label: 'end', labelEvidence: 'whole-days' } }, doubt: null };
  const column = nameOf(time.stamp.column);
  const doubt = problemOf({ kind: 'label-in-doubt', severity: 'warning', row: null, column, found: one.firstText });
  return { layout, doubt };
}

const HOUR_MS = 3_600_000;

interface Run {
  /** Wall times. */
  first: number;
  firstText: string;
  last: number;
  /** The shortest step between two lines on end. */
  stepMs: number;
  previous: number;
}

/** The first and last time of each meter by the clock, and its step. */
function runsOf({
  layout,
  values,
  style,
}: {
  readonly layout: Layout;
  readonly values: readonly (readonly string[])[];
  readonly style: TimeStyle;
}): ReadonlyMap<string, Run> {
  const runs = new Map<string, Run>();
  const cell = emptyTimeCell();
  for (const record of values) {
    const text = textAt(record, layout.time.stamp);
    if (!readTime(text, style, cell) || !Number.isNaN(cell.offsetMs)) continue;
    const meter = layout.meter === null ? '' : (record[layout.meter.index]?.trim() ?? '');
    const { wallMs } = cell;
    const run = runs.get(meter);
    if (run === undefined) {
      runs.set(meter, { first: wallMs, firstText: text, last: wallMs, stepMs: Number.POSITIVE_INFINITY, previous: wallMs });
      continue;
    }
    const step = Math.abs(wallMs - run.previous);
    if (step > 0) run.stepMs = Math.min(run.stepMs, step);
    if (wallMs < run.first) [run.first, run.firstText] = [wallMs, text];
    run.last = Math.max(run.last, wallMs);
    run.previous = wallMs;
  }
  return runs;
}
