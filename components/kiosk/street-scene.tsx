import { useTranslations } from 'next-intl';
import { Facade } from '#components/facade/facade.tsx';
import { KioskHeadline } from '#components/kiosk/kiosk-headline.tsx';
import type { KioskView } from '#components/kiosk/kiosk-view.ts';
import { useNews } from '#components/kiosk/use-news.ts';
import { useFigures } from '#components/ui/use-figures.ts';

/** As many houses as stand side by side; a screen on end shows the first four. */
const MOST_HOUSES = 6;

/** The first dorms as houses in one street, each lit by what it uses against its usual. */
export function StreetScene({ view }: { readonly view: KioskView }) {
  const t = useTranslations('kiosk');
  const figures = useFigures();
  const news = useNews(view);
  const together = useTogether(view.campusUsualRatio);
  return (
    <>
      <KioskHeadline words={together ?? news}>{view.rows.length === 0 ? null : t('windows')}</KioskHeadline>
      <ol className="mt-[3vmin] flex min-h-0 grow items-stretch justify-center gap-[1vmin]">
        {view.rows.slice(0, MOST_HOUSES).map((row) => (
          <li key={row.dorm} className="flex min-w-0 flex-1 flex-col text-center portrait:nth-[n+5]:hidden">
            <div className="min-h-0 grow border-b-2 border-stage-soft/40 px-[1vmin]">
              <Facade {...row} size="large" name={null} className="size-full" />
            </div>
            <span className="mt-[1.2vmin] line-clamp-2 text-[3.6vmin] leading-[1.15] font-semibold wrap-anywhere">
              {row.name}
            </span>
            <span className="mt-[0.6vmin] line-clamp-2 text-[3vmin] leading-[1.15] text-stage-soft">
              {figures.usual(row.usualRatio)}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

function useTogether(ratio: number | null): string | null {
  const t = useTranslations('board.together');
  const figures = useFigures();
  if (ratio === null) return null;
  const change = Math.round((ratio - 1) * 1000) / 1000;
  const plain = (chunks: string) => chunks;
  const key = change === 0 ? 'same' : change < 0 ? 'under' : 'over';
  return t.markup(key, { strong: plain, percent: figures.percent(Math.abs(change), 1) });
}
