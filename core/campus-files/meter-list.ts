import { z } from 'zod';
import { cellProblems } from '#core/campus-files/cell-problems.ts';
import { readList } from '#core/campus-files/list-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { isTimeZone } from '#core/time/local-days.ts';

const blank = z.literal('').transform(() => null);

/** One row of meters.csv; null where the cell is blank. `from` and `until` are the local days of a swap. */
const MeterLine = z
  .object({
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
    label: blank.or(z.enum(['start', 'end'])),
    counts: blank.or(z.enum(['yes', 'no'])),
    from: blank.or(z.iso.date()),
    until: blank.or(z.iso.date()),
  })
  .refine((line) => line.from === null || line.until === null || line.until > line.from, { path: ['until'] });
export type MeterLine = z.infer<typeof MeterLine>;

const EXPECTED = {
  meter: 'a meter',
  dorm: 'a dorm',
  kind: 'interval, register',
  unit: 'Wh, kWh, MWh, W, kW',
  multiplier: '1, 40, 0.5',
  time_zone: 'America/New_York',
  label: 'start, end',
  counts: 'yes, no',
  from: '2026-09-01',
  until: '2026-09-01',
};

/** Reads meters.csv: meter, dorm, and where wanted kind, unit, multiplier, time_zone, label, counts, from, until. */
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
