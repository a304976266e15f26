import { useTranslations } from 'next-intl';
import type { DraftProblem } from '#core/ranking/season-draft.ts';

/** What stands in the way, and what would cure it, beside its field. */
export function ProblemText({ problems }: { readonly problems: readonly DraftProblem[] }) {
  const say = useProblemWords();
  return problems.map((problem) => (
    <p key={problem.kind} className="mt-1.5 flex max-w-prose gap-2 text-sm font-medium text-clay">
      <span aria-hidden="true">▲</span>
      <span className="min-w-0 wrap-anywhere">{say(problem)}</span>
    </p>
  ));
}

export function useProblemWords(): (problem: DraftProblem) => string {
  const t = useTranslations('setup.problem');
  return ({ kind, values }) => t(kind, values);
}
