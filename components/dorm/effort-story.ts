import type { FormView } from '#components/ui/judged-by.ts';

/** An effort taken apart as changes in energy, 0.05 being 5 % more. One plus each, multiplied, is one plus `expected`. */
export type EffortStory = {
  /** Against what was expected of the days. */
  readonly expected: number;
  /** Where the dorm has lately stood beside that anyway. */
  readonly level: number;
  /** What all dorms did together. */
  readonly shared: number;
  /** What is left, its own doing. */
  readonly own: number;
};

export function effortStory({ residual, level, shared }: FormView): EffortStory {
  const change = Math.expm1;
  return { expected: change(residual), level: change(level), shared: change(shared), own: change(residual - level - shared) };
}

/** The way a change goes, at the tenth of a per cent that sentences show. */
export function directionOf(change: number): 'under' | 'same' | 'over' {
  const shown = Math.round(change * 1000);
  return shown === 0 ? 'same' : shown < 0 ? 'under' : 'over';
}
