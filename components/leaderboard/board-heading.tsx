import { useTranslations } from 'next-intl';
import { headlineOf } from '#components/leaderboard/headline.ts';
import type { LeaderboardView } from '#components/leaderboard/leaderboard-view.ts';
import { SeasonStrip } from '#components/season/season-strip.tsx';
import { useFigures } from '#components/ui/use-figures.ts';
import { WeekLine } from '#components/ui/week-line.tsx';

const longHeadline = 70;

/** The week's news as a headline, when its data ends, who is ranked and how the campus does together. */
export function BoardHeading({ board }: { readonly board: LeaderboardView }) {
  const t = useTranslations('board');
  const units = useTranslations('common.unit');
  const figures = useFigures();
  const { week, rows, unranked, lens } = board;
  const news = headlineOf({ ...week, rows, lens, hasData: week.dataUntil !== null });
  const headline = t(`headline.${news.key}`, { first: news.first, second: news.second, count: news.count, lens: units(lens) });
  const strong = (chunks: React.ReactNode) => <strong className="font-semibold text-ink">{chunks}</strong>;
  const total = rows.length + unranked.length;
  return (
    <div className="min-w-0">
      <WeekLine week={week} timeZone={board.campus.timeZone} />
      {board.season === null ? null : <SeasonStrip season={board.season} />}
      <h1
        className={`headline mt-2 max-w-[20ch] ${headline.length > longHeadline ? 'text-3xl sm:text-5xl' : 'text-4xl sm:text-6xl'}`}
      >
        {headline}
      </h1>
      {rows.length === 0 ? null : (
        <p className="mt-4 max-w-[62ch] text-lg text-soft">
          {t.rich(`rankedBy.${lens}`, { strong, count: t('rankedOf', { ranked: rows.length, total }) })}
          {figures.sentenceGap}
          <Together ratio={board.campusUsualRatio} />
        </p>
      )}
    </div>
  );
}

function Together({ ratio }: { readonly ratio: number | null }) {
  const t = useTranslations('board.together');
  const figures = useFigures();
  if (ratio === null) return null;
  const change = Math.round((ratio - 1) * 1000) / 1000;
  const key = change === 0 ? 'same' : change < 0 ? 'under' : 'over';
  return t.rich(key, {
    strong: (chunks) => <strong className="font-semibold text-ink">{chunks}</strong>,
    percent: figures.percent(Math.abs(change), 1),
  });
}
