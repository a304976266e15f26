import type { Problem } from '#core/meter-files/problem.ts';
import { problemOf } from '#core/meter-files/problem-list.ts';

/** Rows of meters that staff said to ignore are no refused rows: each such meter is told once, for information. */
export function tellIgnoredMeters(problems: readonly Problem[], ignored: ReadonlySet<string>): readonly Problem[] {
  const isIgnored = ({ kind, found }: Problem) => kind === 'unknown-meter' && ignored.has(found);
  const first = new Map<string, Problem>();
  for (const problem of problems) if (isIgnored(problem) && !first.has(problem.found)) first.set(problem.found, problem);
  if (first.size === 0) return problems;
  const areAllIgnored = problems.every((problem) => problem.kind !== 'unknown-meter' || isIgnored(problem));
  // The count of rows that were not listed is of ignored meters alone only where no other meter is unknown.
  const isRestOfIgnored = ({ kind, params }: Problem) =>
    areAllIgnored && kind === 'more-of-the-same' && params.kind === 'unknown-meter';
  return [
    ...problems.filter((problem) => !isIgnored(problem) && !isRestOfIgnored(problem)),
    ...[...first.values()].map(({ row, column, found, params }) =>
      problemOf({ kind: 'meter-ignored', severity: 'info', row, column, found, params }),
    ),
  ];
}
