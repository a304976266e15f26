import { useTranslations } from 'next-intl';
import { scoreDomain } from '#components/charts/score-domain.ts';
import { callOdds, closeGap, closeShare, isTooClose } from '#components/leaderboard/closeness.ts';
import type { RankedRow } from '#components/leaderboard/leaderboard-view.ts';
import { StandingCells } from '#components/leaderboard/standing-cells.tsx';
import { trendHeights } from '#components/leaderboard/trends.ts';
import { receiptPath } from '#components/ui/paths.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';
import { isOfPast, type Lens } from '#core/ranking/rules.ts';

type StandingsTableProps = {
  readonly campus: string;
  readonly week: string;
  readonly lens: Lens;
  readonly rows: readonly RankedRow[];
  /** Whether the week is published: then each score leads to its receipt. */
  readonly hasReceipts?: boolean;
};

/** Pairs this far up are worth a sentence when their order is not sure; further down the gap says it. */
const sentencesUpToRank = 3;

/** The standings as a table; a phone keeps place, dorm and score. */
export function StandingsTable({ campus, week, lens, rows, hasReceipts = false }: StandingsTableProps) {
  const t = useTranslations('board.table');
  const lenses = useTranslations('common.lens');
  const heights = trendHeights(
    rows.map((row) => row.trend),
    lens,
  );
  const domain = scoreDomain(rows, lens);
  const close = rows.map((row, index) => isCloseToNext({ row, next: rows[index + 1], lens }));
  return (
    <div className="overflow-hidden rounded-(--radius-card) bg-card print:overflow-visible">
      <table className="w-full border-collapse">
        <caption className="sr-only">{t('caption', { week: weekNumber(week), lens: lenses(lens) })}</caption>
        <StandingsHead lens={lens} hasNoise={rows.some((row) => row.noise !== null)} />
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
                receiptPath={hasReceipts ? receiptPath(campus, week, row.dorm, lens) : null}
                domain={domain}
                heights={heights[index] ?? []}
                isCloseToAhead={isCloseBefore}
                isMarked={isMarked}
              >
                {hasSentence(before, isCloseBefore) ? <CloseSentence ahead={before} behind={row} lens={lens} /> : null}
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

type CloseSentenceProps = { readonly ahead: RankedRow; readonly behind: RankedRow; readonly lens: Lens };

function CloseSentence({ ahead, behind, lens }: CloseSentenceProps) {
  const t = useTranslations('board.table');
  const figures = useFigures();
  const scores = useLensFigures(lens);
  const odds = callOdds(ahead);
  const names = { ahead: ahead.name, behind: behind.name };
  const within = isOfPast(lens) ? scores.gapAmount(closeGap(ahead.score, lens)) : figures.percent(closeShare);
  if (odds === null) return t('within', { ...names, share: within });
  return t('tooCloseOdds', { ...names, aheadChance: odds.ahead, behindChance: odds.behind });
}

function StandingsHead({ lens, hasNoise }: { readonly lens: Lens; readonly hasNoise: boolean }) {
  const t = useTranslations('board.table');
  const units = useTranslations('common.unit');
  const notes = [isOfPast(lens) ? t(`zero.${lens}`) : null, hasNoise ? t('band') : null].filter((note) => note !== null);
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
          <span className={isOfPast(lens) ? 'inline-block first-letter:uppercase' : ''}>{units(lens)}</span>
          {notes.map((note) => (
            <span key={note} className="hidden text-xs font-normal md:block">
              {note}
            </span>
          ))}
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
