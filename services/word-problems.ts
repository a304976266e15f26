import { createTranslator } from 'use-intl/core';
import { type Problem, problemWords } from '#core/meter-files/problem.ts';
import english from '#messages/en/problems.json' with { type: 'json' };

/** A problem as other programs read it: with what was expected and what to do, in English. */
export interface WordedProblem {
  readonly kind: string;
  readonly severity: string;
  readonly row: number | null;
  readonly column: string | null;
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
}

/** Puts problems into the words of messages/en/problems.json, for the command line and the API. */
export function wordProblems(problems: readonly Problem[]): WordedProblem[] {
  const say = createTranslator({ locale: 'en', messages: english });
  return problems.map((problem) => {
    const { kind, severity, row, column, found } = problem;
    const words = problemWords(problem);
    return { kind, severity, row, column, found, expected: say(`${kind}.expected`, words), remedy: say(`${kind}.remedy`, words) };
  });
}
