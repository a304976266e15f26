import type { z } from 'zod';
import { type Problem, problemFor } from '#core/meter-files/problem.ts';

/** What zod found wrong with a row's cells, one problem a cell. `expected` says by column what may stand there. */
export function cellProblems(request: {
  row: number;
  cells: Readonly<Record<string, string>>;
  error: z.ZodError;
  expected: Readonly<Record<string, string>>;
}): Problem[] {
  const { row, cells, error, expected } = request;
  const columns = [...new Set(error.issues.map((issue) => String(issue.path[0])))];
  return columns.map((column) => {
    const found = cells[column] ?? '';
    const kind = found === '' ? 'cell-missing' : 'cell-bad';
    return problemFor({ kind, severity: 'refused', row, column, found, params: { column, allowed: expected[column] ?? '' } });
  });
}
