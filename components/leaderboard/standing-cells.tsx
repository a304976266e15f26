import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ScoreDomain } from '#components/charts/score-domain.ts';
import { ScoreScale } from '#components/charts/score-scale.tsx';
import { Sparkline } from '#components/charts/sparkline.tsx';
import { Facade } from '#components/facade/facade.tsx';
import type { RankedRow } from '#components/leaderboard/leaderboard-view.ts';
import { MyDormMark } from '#components/leaderboard/my-dorm-mark.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { Movement } from '#components/ui/movement.tsx';
import { dormPath } from '#components/ui/paths.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';
import type { Lens } from '#core/ranking/rules.ts';

type StandingCellsProps = {
  readonly campus: string;
  readonly lens: Lens;
  readonly row: RankedRow;
  /** Where the score's receipt stands; null while the week is not published. */
  readonly receiptPath: string | null;
  readonly domain: ScoreDomain;
  readonly heights: readonly (number | null)[];
  readonly isCloseToAhead: boolean;
  readonly isMarked: boolean;
  /** A sentence below the row, about it and the one before. */
  readonly children: ReactNode;
};

export function StandingCells({
  campus,
  lens,
  row,
  receiptPath,
  domain,
  heights,
  isCloseToAhead,
  isMarked,
  children,
}: StandingCellsProps) {
  const figures = useFigures();
  const edge = isMarked ? 'border-l-4 border-l-gold' : 'border-l-4 border-l-transparent';
  return (
    <>
      <tr className="border-t border-line first:border-t-0 has-data-mine:bg-gold-wash/50">
        <td className={`py-3 pr-2 pl-2 whitespace-nowrap sm:pl-3 ${edge}`}>
          <span className="figures mr-1 text-xl sm:mr-1.5 sm:text-2xl">{row.rank}</span>
          <Movement places={row.movement} />
        </td>
        <th scope="row" className="py-3 pr-3 text-left font-normal">
          <DormName campus={campus} row={row} />
        </th>
        <td className="hidden py-3 pr-4 md:table-cell">
          <TrendCell lens={lens} row={row} heights={heights} />
        </td>
        <td className="py-3 pr-4">
          <ScoreCell lens={lens} row={row} receiptPath={receiptPath} domain={domain} />
        </td>
        {lens === 'energy' ? null : (
          <td className="hidden py-3 pr-3 text-right text-soft tabular-nums lg:table-cell">{figures.number(row.energyKwh)}</td>
        )}
        <td className="hidden py-3 pr-4 pl-5 text-sm text-soft wrap-anywhere md:table-cell">
          <GapWords lens={lens} row={row} isClose={isCloseToAhead} />
        </td>
      </tr>
      {children === null ? null : (
        <tr>
          <td colSpan={6} className={`px-4 pb-3 text-sm text-soft wrap-anywhere sm:pl-20 ${edge}`}>
            {children}
          </td>
        </tr>
      )}
    </>
  );
}

function DormName({ campus, row }: { readonly campus: string; readonly row: RankedRow }) {
  const t = useTranslations('board');
  const figures = useFigures();
  return (
    <span className="flex items-center gap-2.5 sm:gap-5">
      <span className="flex w-9 shrink-0 items-end sm:w-12 justify-center">
        <Facade
          dorm={row.dorm}
          kind={row.kind}
          size="small"
          usualRatio={row.usualRatio}
          name={null}
          className="h-11 w-full sm:h-13"
        />
      </span>
      <span className="min-w-20 md:min-w-40">
        <LocalLink
          href={dormPath(campus, row.dorm)}
          className="inline-block py-0.5 font-semibold wrap-anywhere hover:underline sm:text-[1.0625rem]"
        >
          {row.name}
        </LocalLink>
        <span className="block text-sm text-soft">
          {figures.usual(row.usualRatio)}
          {row.isPartlyEstimated ? ` · ${t('table.partlyEstimated')}` : ''}
          <MyDormMark campus={campus} dorm={row.dorm} words={t('yours.mark')} />
        </span>
      </span>
    </span>
  );
}

function TrendCell({
  lens,
  row,
  heights,
}: {
  readonly lens: Lens;
  readonly row: RankedRow;
  readonly heights: readonly (number | null)[];
}) {
  const t = useTranslations('board.table');
  const format = useFormatter();
  const scores = useLensFigures(lens);
  const values = row.trend.map((score) => (score === null ? t('missingWeek') : scores.score(score)));
  return <Sparkline points={heights} label={t('trendLabel', { count: values.length, values: format.list(values) })} />;
}

function ScoreCell({ lens, row, receiptPath, domain }: Pick<StandingCellsProps, 'lens' | 'row' | 'receiptPath' | 'domain'>) {
  const t = useTranslations('board.table');
  const scores = useLensFigures(lens);
  return (
    <span className="flex items-center justify-end gap-3 md:justify-start">
      <span
        className={`figures shrink-0 text-right text-lg whitespace-nowrap ${lens === 'energy' ? 'md:min-w-24' : 'md:min-w-20'}`}
      >
        {receiptPath === null ? (
          scores.score(row.score)
        ) : (
          <LocalLink
            href={receiptPath}
            className="inline-block py-1 underline decoration-line-strong decoration-dotted underline-offset-4 hover:decoration-solid"
          >
            {scores.score(row.score)}
            <span className="sr-only">{t('receiptOf', { name: row.name })}</span>
          </LocalLink>
        )}
      </span>
      <span className="hidden grow md:block">
        <ScoreScale score={row.score} noise={row.noise} domain={domain} />
      </span>
      {row.noise === null ? null : <span className="sr-only">{t('howSure', { noise: scores.gapAmount(row.noise) })}</span>}
    </span>
  );
}

function GapWords({ lens, row, isClose }: { readonly lens: Lens; readonly row: RankedRow; readonly isClose: boolean }) {
  const t = useTranslations('board.table');
  const scores = useLensFigures(lens);
  if (row.gap === null) return t('first');
  const name = row.gap.aheadName;
  if (row.gap.amount === 0) return t('level', { name });
  return t(isClose ? 'behindClose' : 'behind', { name, amount: scores.gap(row.gap.amount) });
}
