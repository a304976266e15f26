import { useTranslations } from 'next-intl';
import { Facade } from '#components/facade/facade.tsx';
import { NightHills } from '#components/facade/night-hills.tsx';
import type { RankedRow } from '#components/leaderboard/leaderboard-view.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { dormPath } from '#components/ui/paths.ts';
import { useFigures } from '#components/ui/use-figures.ts';

const seats = [
  { order: 'order-2', house: 'h-36 sm:h-64' },
  { order: 'order-1', house: 'h-28 px-1 sm:h-48 sm:px-4' },
  { order: 'order-3', house: 'h-24 px-2 sm:h-40 sm:px-6' },
] as const;

/** The first three as houses in one street, the first in the middle. */
export function Podium({ campus, rows }: { readonly campus: string; readonly rows: readonly RankedRow[] }) {
  const t = useTranslations('board.podium');
  const first = rows.slice(0, 3);
  const isLit = first.some((row) => row.usualRatio !== null);
  const gold = (chunks: React.ReactNode) => <strong className="font-semibold text-gold-ink">{chunks}</strong>;
  return (
    <section aria-labelledby="podium-title">
      <h2 id="podium-title" className="sr-only">
        {t('title')}
      </h2>
      <div className="stage relative overflow-hidden rounded-[1.25rem] px-2 pt-6 pb-6 sm:px-8 sm:pt-9">
        <NightHills />
        <ol className="relative mx-auto flex max-w-5xl justify-center">
          {first.map((row, index) => (
            <PodiumSeat key={row.dorm} campus={campus} row={row} index={index} isAlone={rows.length === 1} />
          ))}
        </ol>
      </div>
      <p className="mt-2.5 px-1 text-sm text-soft">{isLit ? t.rich('caption', { gold }) : t('captionUnlit')}</p>
    </section>
  );
}

type PodiumSeatProps = {
  readonly campus: string;
  readonly row: RankedRow;
  readonly index: number;
  readonly isAlone: boolean;
};

function PodiumSeat({ campus, row, index, isAlone }: PodiumSeatProps) {
  const t = useTranslations('common');
  const figures = useFigures();
  const { order } = seats[index] ?? seats[2];
  const { house } = seats[row.rank - 1] ?? seats[2];
  return (
    <li className={`${order} flex min-w-0 flex-1 flex-col`}>
      <div className="flex h-36 items-end justify-center border-b border-stage-soft/40 sm:h-64">
        <Facade
          dorm={row.dorm}
          kind={row.kind}
          size="large"
          usualRatio={row.usualRatio}
          name={null}
          className={`-mb-px w-full ${house}`}
        />
      </div>
      <div className="flex flex-col items-center px-1 pt-3 text-center text-sm sm:text-base">
        {isAlone ? null : <span className="font-semibold text-stage-gold">{t('ordinal.title', { rank: row.rank })}</span>}
        <LocalLink href={dormPath(campus, row.dorm)} className="max-w-full py-0.5 font-semibold wrap-anywhere hover:underline">
          {row.name}
        </LocalLink>
        <span className="text-[0.8125rem] text-stage-soft sm:text-sm">{figures.usual(row.usualRatio)}</span>
      </div>
    </li>
  );
}
