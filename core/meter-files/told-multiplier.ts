import type { ReadOptions } from '#core/meter-files/meter-file.ts';
import { isMultiplier } from '#core/meter-files/number-cells.ts';
import type { Problem } from '#core/meter-files/problem.ts';
import { problemOf } from '#core/meter-files/problem-list.ts';

/** The question about a multiplier that staff said and that multiplies nothing, of files of any format; none where it does. */
export function multiplierQuestions({ multiplier }: ReadOptions): readonly Problem[] {
  if (multiplier === undefined || isMultiplier(multiplier)) return [];
  const params = { reason: 'told-multiplier', columns: '' };
  return [problemOf({ kind: 'answer-unusable', severity: 'refused', row: null, found: multiplier, params })];
}
