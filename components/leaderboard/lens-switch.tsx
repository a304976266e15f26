import { useFormatter, useTranslations } from 'next-intl';
import type { LeaderboardView } from '#components/leaderboard/leaderboard-view.ts';
import { LensChips } from '#components/leaderboard/lens-chips.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { fairnessPath, lensCheckPath } from '#components/ui/paths.ts';

/** Links to the same standings counted otherwise, and whether the winner depends on it. */
export function LensSwitch({ board }: { readonly board: LeaderboardView }) {
  const t = useTranslations('board.lens');
  const units = useTranslations('common.unit');
  const format = useFormatter();
  const disagreeing = board.lensesThatDisagree.map((lens) => units(lens));
  return (
    <nav aria-label={t('label')} className="not-printed grid gap-2">
      <LensChips current={board.lens} chips={board.lenses} />
      <p className="flex flex-wrap gap-x-6 gap-y-1 text-sm text-soft">
        {disagreeing.length === 0 ? null : (
          <LocalLink href={lensCheckPath(board.campus.slug, board.week.id)} className="link py-0.5">
            {t('disagree', { lenses: format.list(disagreeing, { type: 'disjunction' }) })}
          </LocalLink>
        )}
        <LocalLink href={fairnessPath(board.campus.slug)} className="link py-0.5">
          {t('fairness')}
        </LocalLink>
      </p>
    </nav>
  );
}
