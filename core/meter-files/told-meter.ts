import type { Problem } from '#core/meter-files/problem.ts';
import { problemOf } from '#core/meter-files/problem-list.ts';

const MOST_NAMED = 12;

/** The question that a told meter raises where a file is about several and it is the name of none of them. */
export function meterUnclear(told: string, labels: readonly string[]): Problem {
  const columns = [...new Set(labels)]
    .filter((label) => label !== '')
    .slice(0, MOST_NAMED)
    .join(', ');
  const params = { reason: 'told-meter', columns };
  return problemOf({ kind: 'answer-unusable', severity: 'refused', row: null, found: told.trim(), params });
}
