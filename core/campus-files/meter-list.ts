import { z } from 'zod';
import { cellProblems } from '#core/campus-files/cell-problems.ts';
import { readList } from '#core/campus-files/list-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { isTimeZone } from '#core/time/local-days.ts';

const blank = z.literal('').transform(() => null);

const MeterCells = z.object({
  meter: z.string().min(1).max(200),
  dorm: z.string().min(1).max(200),
  kind: blank.or(z.enum(['interval', 'register'])),
  unit: blank.or(z.enum(['Wh', 'kWh', 'MWh', 'W', 'kW'])),
  multiplier: blank.or(
    z
      .string()
      .regex(/^\d{1,9}(\.\d{1,9})?$/)
      .refine((value) => Number(value) > 0),
  ),
  time_zone: blank.or(z.string().refine(isTimeZone)),
  label: blank.or(z.enum(['start', 'end', 'next-day'])),
  counts: blank.or(z.enum(['yes', 'no'])),
  from: blank.or(z.iso.date()),
  until: blank.or(z.iso.date()),
  register_digits: blank.or(
    z
      .string()
      .regex(/^([3-9]|1[0-5])$/)
      .transform(Number),
  ),
  max_kw: blank.or(
    z
      .string()
      .regex(/^\d{1,7}(\.\d{1,6})?$/)
      .transform(Number)
      .refine((value) => value > 0),
  ),
  nets_generation: blank.or(z.enum(['yes', 'no'])),
});

/** Columns that came later: a list without them leaves a known meter's as they are. */
const LATER = { register_digits: true, max_kw: true, nets_generation: true } as const;

/** One row of meters.csv; null where the cell is blank. `from` and `until` are the local days of a swap. */
const MeterLine = MeterCells.partial(LATER).refine(isInOrder, { path: ['until'] });
export type MeterLine = z.infer<typeof MeterLine>;

/** Some cells of a meter's row, by the columns of meters.csv. */
const MeterChange = MeterCells.partial().refine(isInOrder, { path: ['until'] });
export type MeterChange = z.infer<typeof MeterChange>;

function isInOrder(line: { from?: string | null | undefined; until?: string | null | undefined }): boolean {
  return typeof line.from !== 'string' || typeof line.until !== 'string' || line.until > line.from;
}

const EXPECTED = {
  meter: 'a meter',
  dorm: 'a dorm',
  kind: 'interval, register',
  unit: 'Wh, kWh, MWh, W, kW',
  multiplier: '1, 40, 0.5',
  time_zone: 'America/New_York',
  label: 'start, end, next-day',
  counts: 'yes, no',
  from: '2026-09-01',
  until: '2026-09-01',
  register_digits: '3 … 15',
  max_kw: '250',
  nets_generation: 'yes, no',
};

/**
 * Reads meters.csv: meter, dorm, and where wanted kind, unit, multiplier, time_zone, label, counts, from, until,
 * register_digits, max_kw, nets_generation.
 */
export function readMeterList(text: string): { lines: (MeterLine & { row: number })[]; problems: Problem[] } {
  const list = readList(text, ['meter', 'dorm']);
  const lines: (MeterLine & { row: number })[] = [];
  const problems = [...list.problems];
  for (const { row, cells } of list.rows) {
    const optional = { kind: '', unit: '', multiplier: '', time_zone: '', label: '', counts: '', from: '', until: '' };
    const filled = { ...optional, meter: '', dorm: '', ...cells };
    const parsed = MeterLine.safeParse(filled);
    if (parsed.success) lines.push({ ...parsed.data, row });
    else problems.push(...cellProblems({ row, cells: filled, error: parsed.error, expected: EXPECTED }));
  }
  return { lines, problems };
}

/** Reads some cells of one meter, by the columns and rules of meters.csv; a blank cell sets the default again. */
export function readMeterChange(cells: Readonly<Record<string, string>>): { change: MeterChange | null; problems: Problem[] } {
  const trimmed = Object.fromEntries(Object.entries(cells).map(([column, text]) => [column, text.trim()]));
  const parsed = MeterChange.safeParse(trimmed);
  if (parsed.success) return { change: parsed.data, problems: [] };
  const problems = cellProblems({ row: 1, cells: trimmed, error: parsed.error, expected: EXPECTED });
  return { change: null, problems: problems.map((problem) => ({ ...problem, row: null })) };
}
