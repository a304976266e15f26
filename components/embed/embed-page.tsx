import { useLocale, useTranslations } from 'next-intl';
import { Facade } from '#components/facade/facade.tsx';
import { headlineOf } from '#components/leaderboard/headline.ts';
import type { LeaderboardView, RankedRow } from '#components/leaderboard/leaderboard-view.ts';
import { boardPath, localePath } from '#components/ui/paths.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';
import { WattleMark } from '#components/ui/wattle-mark.tsx';

const MOST_ROWS = 5;

/** The board in a few lines, to stand on another site: who is in front this week, and the way to all of it. */
export function EmbedPage({ board }: { readonly board: LeaderboardView }) {
  const t = useTranslations('share.embed');
  const news = useTranslations('board.headline');
  const units = useTranslations('common.unit');
  const locale = useLocale();
  const { campus, week, lens, rows } = board;
  const { key, first, second, count } = headlineOf({ ...week, rows, lens, hasData: week.dataUntil !== null });
  return (
    <main className="grid min-h-dvh grid-rows-[auto_1fr_auto] gap-3 bg-card p-4">
      <header>
        <p className="flex items-center gap-2 text-sm text-soft">
          <WattleMark className="size-5 shrink-0" />
          <bdi className="min-w-0 truncate">{campus.name}</bdi>
          <span className="ms-auto shrink-0">{t('week', { week: weekNumber(week.id) })}</span>
        </p>
        <h1 className="headline mt-2 text-xl wrap-anywhere">{news(key, { first, second, count, lens: units(lens) })}</h1>
      </header>
      <ol className="grid content-start">
        {rows.slice(0, MOST_ROWS).map((row) => (
          <Row key={row.dorm} row={row} lens={lens} />
        ))}
      </ol>
      <footer className="grid gap-1 text-sm">
        <a href={localePath(locale, boardPath(campus.slug))} target="_top" className="link tappable font-semibold">
          {t('all', { count: rows.length })}
        </a>
        <Age board={board} />
      </footer>
    </main>
  );
}

function Row({ row, lens }: { readonly row: RankedRow; readonly lens: LeaderboardView['lens'] }) {
  const scores = useLensFigures(lens);
  const { dorm, name, kind, rank, score, usualRatio } = row;
  return (
    <li className="flex items-center gap-3 border-t border-line py-1.5">
      <span className={`figures w-5 shrink-0 text-lg ${rank === 1 ? 'text-gold-ink' : ''}`}>{rank}</span>
      <Facade dorm={dorm} kind={kind} usualRatio={usualRatio} size="small" name={null} className="h-8 w-8 shrink-0" />
      <bdi className="min-w-0 truncate font-semibold">{name}</bdi>
      <span className="ms-auto shrink-0 text-sm whitespace-nowrap tabular-nums text-soft">{scores.score(score)}</span>
    </li>
  );
}

function Age({ board: { campus, week } }: { readonly board: LeaderboardView }) {
  const t = useTranslations('share.embed');
  const figures = useFigures();
  const { dataUntil } = week;
  return (
    <p className="text-soft">
      {dataUntil === null ? t('noData') : t('dataUntil', { when: figures.weekdayTime(dataUntil, campus.timeZone) })}
    </p>
  );
}
