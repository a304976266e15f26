import { useTranslations } from 'next-intl';
import { Facade } from '#components/facade/facade.tsx';
import { NightHills } from '#components/facade/night-hills.tsx';
import type { SeasonRow } from '#components/season/season-view.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { dormPath } from '#components/ui/paths.ts';
import { useFigures } from '#components/ui/use-figures.ts';

const houses = ['h-32 sm:h-56', 'h-26 px-1 sm:h-44 sm:px-4', 'h-22 px-2 sm:h-36 sm:px-6'] as const;
const seats = ['order-2', 'order-1', 'order-3'] as const;

/** The first three of a league in one street; their windows show the season's energy against what was expected. */
export function SeasonStreet({ campus, rows, title }: { campus: string; rows: readonly SeasonRow[]; title: string }) {
  const t = useTranslations('season.street');
  return (
    <section aria-label={title}>
      <div className="stage relative overflow-hidden rounded-[1.25rem] px-2 pt-6 pb-6 sm:px-8 sm:pt-9">
        <NightHills />
        <ol className="relative mx-auto flex max-w-5xl justify-center">
          {rows.slice(0, 3).map((row, index) => (
            <Seat key={row.dorm} campus={campus} row={row} index={index} />
          ))}
        </ol>
      </div>
      <p className="mt-2.5 px-1 text-sm text-soft">{t('caption')}</p>
    </section>
  );
}

function Seat({ campus, row, index }: { readonly campus: string; readonly row: SeasonRow; readonly index: number }) {
  const t = useTranslations('common');
  const figures = useFigures();
  return (
    <li className={`${seats[index] ?? ''} flex min-w-0 flex-1 flex-col`}>
      <div className="flex h-32 items-end justify-center border-b border-stage-soft/40 sm:h-56">
        <Facade
          dorm={row.dorm}
          kind={row.kind}
          size="large"
          usualRatio={row.usualRatio}
          name={null}
          className={`-mb-px w-full ${houses[row.rank - 1] ?? houses[2]}`}
        />
      </div>
      <div className="flex flex-col items-center px-1 pt-3 text-center text-sm sm:text-base">
        <span className="font-semibold text-stage-gold">{t('ordinal.title', { rank: row.rank })}</span>
        <LocalLink href={dormPath(campus, row.dorm)} className="max-w-full py-0.5 font-semibold wrap-anywhere hover:underline">
          {row.name}
        </LocalLink>
        <span className="text-[0.8125rem] text-stage-soft sm:text-sm">{figures.usual(row.usualRatio)}</span>
      </div>
    </li>
  );
}
