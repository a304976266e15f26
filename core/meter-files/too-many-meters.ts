import type { Problem } from '#core/meter-files/problem.ts';
import { problemOf } from '#core/meter-files/problem-list.ts';

/** More than any campus has in one file: what is read as meters is something else. */
export const MOST_METERS = 10_000;

/** About the whole file: of one with so many meters nothing counts. */
export function tooManyMeters(most: number): Problem {
  return problemOf({ kind: 'too-many-meters', severity: 'refused', row: null, params: { most: String(most) } });
}
