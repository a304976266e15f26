import type { WordedProblem } from '#services/word-problems.ts';

const MOST_LINES = 50;

/** Problems as lines for a person: place, what was found, what was expected, what to do. */
export function problemLines(problems: readonly WordedProblem[]): string[] {
  const lines = problems.slice(0, MOST_LINES).map((problem) => {
    const place = [problem.row === null ? null : `line ${problem.row}`, problem.column]
      .filter((part) => part !== null)
      .join(', ');
    const found = problem.found === '' ? '' : ` found “${problem.found}”;`;
    return `  ${problem.severity} ${problem.kind}${place === '' ? '' : ` (${place})`}:${found} expected ${problem.expected} ${problem.remedy}`;
  });
  return problems.length > MOST_LINES
    ? [...lines, `  … and ${problems.length - MOST_LINES} more (--json lists them all)`]
    : lines;
}
