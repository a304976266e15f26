import { useTranslations } from 'next-intl';
import { Facade } from '#components/facade/facade.tsx';
import type { LeagueView, SeasonRow } from '#components/season/season-view.ts';
import { WeekChips } from '#components/season/week-chips.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { dormPath } from '#components/ui/paths.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';
import { isTooCloseToCall } from '#core/ranking/how-sure.ts';
import type { Lens } from '#core/ranking/rules.ts';

type LeagueTableProps = { readonly campus: string; readonly lens: Lens; readonly league: LeagueView; readonly caption: string };

/** A league's places, with each week's; a phone puts the weeks below the dorm. */
export function LeagueTable({ campus, lens, league, caption }: LeagueTableProps) {
  const t = useTranslations('season.table');
  const units = useTranslations('common.unit');
  const head = 'py-3 pr-3 text-left text-sm font-medium text-soft align-bottom';
  return (
    <div className="overflow-hidden rounded-(--radius-card) bg-card print:overflow-visible">
      <table className="w-full border-collapse">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line">
            <th scope="col" className={`${head} pl-3 whitespace-nowrap sm:pl-4`}>
              {t('place')}
            </th>
            <th scope="col" className={head}>
              {t('dorm')}
            </th>
            <th scope="col" className={`${head} hidden md:table-cell`}>
              {t('weeks')}
              <span className="block text-xs font-normal">{t('weeksNote')}</span>
            </th>
            <th scope="col" className={`${head} text-right sm:pr-5`}>
              {t(lens === 'effort' ? 'sum' : 'score', { unit: units(lens) })}
            </th>
          </tr>
        </thead>
        <tbody>
          {league.rows.map((row, index) => (
            <LeagueRow key={row.dorm} campus={campus} lens={lens} row={row} next={league.rows[index + 1]} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type LeagueRowProps = {
  readonly campus: string;
  readonly lens: Lens;
  readonly row: SeasonRow;
  readonly next: SeasonRow | undefined;
};

function LeagueRow({ campus, lens, row, next }: LeagueRowProps) {
  const t = useTranslations('season.table');
  const figures = useFigures();
  const scores = useLensFigures(lens);
  const chips = <WeekChips campus={campus} lens={lens} cells={row.weeks} />;
  const isClose = next !== undefined && isTooCloseToCall(row.chanceAheadOfNext) === true;
  return (
    <tr className="border-t border-line align-top first:border-t-0">
      <td className="py-3 pr-2 pl-3 sm:pl-4">
        <span className="figures text-xl sm:text-2xl">{row.rank}</span>
      </td>
      <th scope="row" className="py-3 pr-3 text-left font-normal">
        <span className="flex items-center gap-2.5 sm:gap-4">
          <span className="hidden w-10 shrink-0 justify-center sm:flex">
            <Facade
              dorm={row.dorm}
              kind={row.kind}
              size="small"
              usualRatio={row.usualRatio}
              name={null}
              className="h-12 w-full"
            />
          </span>
          <span className="min-w-0">
            <LocalLink
              href={dormPath(campus, row.dorm)}
              className="inline-block py-0.5 font-semibold wrap-anywhere hover:underline sm:text-[1.0625rem]"
            >
              {row.name}
            </LocalLink>
            <span className="block text-sm text-soft">
              {figures.usual(row.usualRatio)}
              {row.missedWeeks.length === 0 ? '' : ` · ${t('missed', { count: row.missedWeeks.length })}`}
            </span>
            {isClose ? <span className="block text-sm text-soft">{t('tooClose', { next: next.name })}</span> : null}
          </span>
        </span>
        <span className="mt-2 block md:hidden">{chips}</span>
      </th>
      <td className="hidden py-4 pr-4 md:table-cell">{chips}</td>
      <td className="py-3 pr-3 text-right sm:pr-5">
        <span className="figures text-lg whitespace-nowrap">{scores.score(row.score)}</span>
      </td>
    </tr>
  );
}
