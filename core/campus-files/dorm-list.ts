import { z } from 'zod';
import { cellProblems } from '#core/campus-files/cell-problems.ts';
import { readList } from '#core/campus-files/list-file.ts';
import type { Problem } from '#core/meter-files/problem.ts';

const LARGEST_AREA_M2 = 1_000_000;

const wholeNumber = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number);
const area = z
  .string()
  .regex(/^\d+(\.\d+)?$/)
  .transform(Number)
  .refine((value) => value > 0 && value <= LARGEST_AREA_M2);
const blank = z.literal('').transform(() => null);

/** One row of dorms.csv. Residents and area are null where the cell is blank; `from` null: no day given. */
const DormLine = z.object({
  dorm: z.string().min(1).max(200),
  name: z.string().max(200),
  residents: blank.or(wholeNumber),
  floor_area_m2: blank.or(area),
  kind: blank.or(z.enum(['tower', 'slab', 'row', 'house'])),
  league: blank.or(z.string().max(100)),
  from: blank.or(z.iso.date()),
});
export type DormLine = z.infer<typeof DormLine>;

const EXPECTED = {
  dorm: 'a dorm',
  residents: '0, 120',
  floor_area_m2: '3400.5',
  kind: 'tower, slab, row, house',
  from: '2026-09-01',
};

/** Reads dorms.csv: dorm, name, residents, floor_area_m2, and where wanted kind, league, from. All or nothing. */
export function readDormList(text: string): { lines: DormLine[]; problems: Problem[] } {
  const list = readList(text, ['dorm']);
  const lines: DormLine[] = [];
  const problems = [...list.problems];
  for (const { row, cells } of list.rows) {
    const filled = { name: '', residents: '', floor_area_m2: '', kind: '', league: '', from: '', dorm: '', ...cells };
    const parsed = DormLine.safeParse(filled);
    if (parsed.success) lines.push(parsed.data);
    else problems.push(...cellProblems({ row, cells: filled, error: parsed.error, expected: EXPECTED }));
  }
  return { lines, problems };
}
