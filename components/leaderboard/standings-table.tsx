import { useTranslations } from 'next-intl';
import { callOdds, closeShare, isTooClose } from '#components/leaderboard/closeness.ts';
import type { RankedRow } from '#components/leaderboard/leaderboard-view.ts';
import { StandingCells } from '#components/leaderboard/standing-cells.tsx';
import { trendHeights } from '#components/leaderboard/trends.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import type { Lens } from '#core/ranking/rules.ts';

type StandingsTableProps = {
  readonly campus: string;
  readonly week: string;
  readonly lens: Lens;
  readonly rows: readonly RankedRow[];
};

/** Pairs this far up are worth a sentence when their order is not sure; further down the gap says it. */
const sentencesUpToRank = 3;

/** The standings as a table; a phone keeps place, dorm and score. */
export function StandingsTable({ campus, week, lens, rows }: StandingsTableProps) {
  const t = useTranslations('board.table');
  const lenses = useTranslations('common.lens');
  const heights = trendHeights(rows.map((row) => row.trend));
  const most = Math.max(...rows.map((row) => row.score + (row.noise ?? 0)), 0);
  const close = rows.map((row, index) => isCloseToNext({ row, next: rows[index + 1], lens }));
  return (
    <div className="overflow-hidden rounded-(--radius-card) bg-card print:overflow-visible">
      <table className="w-full border-collapse">
        <caption className="sr-only">{t('caption', { week: weekNumber(week), lens: lenses(lens) })}</caption>
        <StandingsHead lens={lens} />
        <tbody>
          {rows.map((row, index) => {
            const before = rows[index - 1];
            const isCloseBefore = close[index - 1] === true;
            const isMarked = (close[index] === true && row.rank <= sentencesUpToRank) || hasSentence(before, isCloseBefore);
            return (
              <StandingCells
                key={row.dorm}
                campus={campus}
                lens={lens}
                row={row}
                most={most}
                heights={heights[index] ?? []}
                isCloseToAhead={isCloseBefore}
                isMarked={isMarked}
              >
                {hasSentence(before, isCloseBefore) ? <CloseSentence ahead={before} behind={row} /> : null}
              </StandingCells>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function hasSentence(ahead: RankedRow | undefined, isClose: boolean): ahead is RankedRow {
  return ahead !== undefined && isClose && ahead.rank <= sentencesUpToRank;
}

function isCloseToNext({ row, next, lens }: { row: RankedRow; next: RankedRow | undefined; lens: Lens }): boolean {
  return next !== undefined && next.rank !== row.rank && isTooClose(row, next, lens);
}

function CloseSentence({ ahead, behind }: { readonly ahead: RankedRow; readonly behind: RankedRow }) {
  const t = useTranslations('board.table');
  const figures = useFigures();
  const odds = callOdds(ahead);
  const names = { ahead: ahead.name, behind: behind.name };
  if (odds === null) return t('within', { ...names, share: figures.percent(closeShare) });
  return t('tooCloseOdds', { ...names, aheadChance: odds.ahead, behindChance: odds.behind });
}

function StandingsHead({ lens }: { readonly lens: Lens }) {
  const t = useTranslations('board.table');
  const units = useTranslations('common.unit');
  const head = 'py-3 pr-3 text-left text-sm font-medium text-soft align-bottom';
  return (
    <thead>
      <tr className="border-b border-line">
        <th scope="col" className={`${head} pl-3 sm:w-20 sm:pl-4`}>
          {t('place')}
        </th>
        <th scope="col" className={head}>
          {t('dorm')}
        </th>
        <th scope="col" className={`${head} hidden md:table-cell`}>
          {t('trend')}
          <span className="block text-xs font-normal">{t('trendNote')}</span>
        </th>
        <th scope="col" className={`${head} text-right md:w-[24%] md:text-left`}>
          {units(lens)}
        </th>
        {lens === 'energy' ? null : (
          <th scope="col" className={`${head} hidden text-right lg:table-cell`}>
            {t('kwh')}
          </th>
        )}
        <th scope="col" className={`${head} hidden pl-5 md:table-cell md:w-[19%]`}>
          {t('gap')}
        </th>
      </tr>
    </thead>
  );
}
