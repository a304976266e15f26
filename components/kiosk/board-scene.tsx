import { useTranslations } from 'next-intl';
import { Facade } from '#components/facade/facade.tsx';
import { KioskHeadline } from '#components/kiosk/kiosk-headline.tsx';
import type { KioskRow, KioskView } from '#components/kiosk/kiosk-view.ts';
import { useNews } from '#components/kiosk/use-news.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';

/** Some rows of the board, as large as the screen allows. */
export function BoardScene({ view, from, to }: { readonly view: KioskView; readonly from: number; readonly to: number }) {
  const t = useTranslations('kiosk');
  const scores = useLensFigures(view.lens);
  const news = useNews(view);
  const isAll = to - from === view.rows.length;
  return (
    <>
      <KioskHeadline words={news}>
        {t(`countedBy.${view.lens}`)}
        {isAll ? '' : t('page', { from: from + 1, to, count: view.rows.length })}
      </KioskHeadline>
      <ol className="mt-[2vmin] flex min-h-0 grow flex-col" start={from + 1}>
        {view.rows.slice(from, to).map((row) => (
          <BoardRow key={row.dorm} row={row} score={scores.score(row.score)} isOwn={row.dorm === view.dorm?.slug} />
        ))}
      </ol>
    </>
  );
}

function BoardRow({ row, score, isOwn }: { readonly row: KioskRow; readonly score: string; readonly isOwn: boolean }) {
  const figures = useFigures();
  return (
    <li
      className={`flex min-h-0 flex-1 items-center gap-[2vmin] border-t border-stage-soft/25 px-[1.4vmin] ${isOwn ? 'rounded-[1.4vmin] bg-stage-gold/15' : ''}`}
    >
      <span className={`figures w-[8vmin] shrink-0 text-[6vmin] leading-none ${row.rank === 1 ? 'text-stage-gold' : ''}`}>
        {row.rank}
      </span>
      <Facade {...row} size="small" name={null} className="h-[82%] w-[7vmin] shrink-0" />
      <span className="min-w-0 grow landscape:flex landscape:items-baseline landscape:gap-[3vmin]">
        <span className="block truncate text-[5vmin] leading-tight font-semibold">{row.name}</span>
        <span className="block shrink-0 truncate text-[3.4vmin] leading-tight text-stage-soft">
          {figures.usual(row.usualRatio)}
        </span>
      </span>
      <KioskMovement places={row.movement} />
      <span className="figures min-w-[17vmin] shrink-0 text-right text-[6vmin] leading-none whitespace-nowrap">{score}</span>
    </li>
  );
}

function KioskMovement({ places }: { readonly places: number | null }) {
  const t = useTranslations('common.movement');
  if (places === null) return <span className="sr-only">{t('new')}</span>;
  const isMoved = places !== 0;
  return (
    <span className="w-[9vmin] shrink-0 text-right text-[3.8vmin] whitespace-nowrap text-stage-soft">
      <span aria-hidden="true">{isMoved ? `${places > 0 ? '▲' : '▼'} ${Math.abs(places)}` : '='}</span>
      <span className="sr-only">{t(isMoved ? (places > 0 ? 'up' : 'down') : 'same', { count: Math.abs(places) })}</span>
    </span>
  );
}
