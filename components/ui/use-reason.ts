import { useTranslations } from 'next-intl';
import { useFigures } from '#components/ui/use-figures.ts';
import { RULES } from '#core/ranking/rules.ts';
import type { UnrankedReason } from '#core/ranking/standings.ts';

/** Why a dorm has no place; shares of the week at its worst meter. */
export type Unranked = { readonly reason: UnrankedReason; readonly coverage: number; readonly estimated: number };

export type ReasonWords = { readonly why: (dorm: Unranked) => string; readonly cure: (dorm: Unranked) => string };

export function useReason(): ReasonWords {
  const t = useTranslations('common');
  const figures = useFigures();
  return {
    why: ({ reason, coverage, estimated }) =>
      t(`reason.${reason}`, {
        coverage: figures.percent(Math.floor(coverage * 100) / 100),
        needed: figures.percent(RULES.leastCoverage),
        estimated: figures.percent(Math.ceil(estimated * 100) / 100),
        most: figures.percent(RULES.mostEstimated),
        least: RULES.leastPublicResidents,
      }),
    cure: ({ reason }) => t(`cure.${reason}`),
  };
}
