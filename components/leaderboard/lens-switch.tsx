import { useFormatter, useTranslations } from 'next-intl';
import type { LeaderboardView } from '#components/leaderboard/leaderboard-view.ts';
import { LocalLink } from '#components/ui/local-link.tsx';

/** Links to the same standings counted otherwise, and whether the winner depends on it. */
export function LensSwitch({ board }: { readonly board: LeaderboardView }) {
  const t = useTranslations('board.lens');
  const names = useTranslations('common.lens');
  const format = useFormatter();
  const disagreeing = board.lensesThatDisagree.map((lens) => names(lens));
  return (
    <nav aria-label={t('label')} className="not-printed flex flex-wrap items-center gap-x-4 gap-y-2">
      <ul className="flex flex-wrap gap-2">
        {board.lenses.map(({ lens, path }) => (
          <li key={lens}>
            <LocalLink
              href={path}
              className="inline-flex min-h-9 items-center rounded-full border border-line-strong/60 px-4 text-sm font-medium text-soft hover:border-ink hover:text-ink aria-[current=true]:border-ink aria-[current=true]:bg-ink aria-[current=true]:text-paper"
              {...(lens === board.lens ? { 'aria-current': true as const } : {})}
            >
              {names(lens)}
            </LocalLink>
          </li>
        ))}
      </ul>
      {disagreeing.length === 0 ? null : (
        <p className="text-sm text-soft">{t('disagree', { lenses: format.list(disagreeing, { type: 'disjunction' }) })}</p>
      )}
    </nav>
  );
}
