import { useTranslations } from 'next-intl';
import type { SeasonCell } from '#components/season/season-view.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { weekPath } from '#components/ui/paths.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import { useLensFigures } from '#components/ui/use-lens-figures.ts';
import type { Lens } from '#core/ranking/rules.ts';

const looks: Record<SeasonCell['outcome'], string> = {
  counted: 'border-line bg-sunken text-ink',
  missed: 'border-dashed border-clay text-clay',
  apart: 'border-dashed border-line-strong text-soft',
  void: 'border-dashed border-line-strong text-soft',
  open: 'border-transparent bg-gold-wash text-on-gold-wash',
};

type WeekChipsProps = { readonly campus: string; readonly lens: Lens; readonly cells: readonly SeasonCell[] };

/** A dorm's weeks in a row: the week's number and its place in it; dashed where the week did not count. */
export function WeekChips({ campus, lens, cells }: WeekChipsProps) {
  const say = useCellWords(lens);
  return (
    <ul className="flex flex-wrap gap-1">
      {cells.map((cell) => (
        <li key={cell.week}>
          <LocalLink
            href={weekPath(campus, cell.week)}
            title={say(cell)}
            className={`inline-flex min-h-6 min-w-11 items-baseline justify-center gap-1 rounded-md border px-1.5 text-sm leading-6 hover:underline ${looks[cell.outcome]}`}
          >
            <span aria-hidden="true" className="text-[0.6875rem]">
              {weekNumber(cell.week)}
            </span>
            <span aria-hidden="true" className="font-semibold tabular-nums">
              {cell.rank ?? '–'}
            </span>
            <span className="sr-only">{say(cell)}</span>
          </LocalLink>
        </li>
      ))}
    </ul>
  );
}

/** "Week 45: 3rd, 0.42." or what was missed and what it counts as. */
export function useCellWords(lens: Lens): (cell: SeasonCell) => string {
  const t = useTranslations('season.cell');
  const ordinals = useTranslations('common.ordinal');
  const scores = useLensFigures(lens);
  return ({ week, outcome, rank, score }) => {
    const number = { week: weekNumber(week) };
    if (rank !== null) {
      const place = { place: ordinals('figure', { rank }), score: score === null ? '' : scores.score(score) };
      return t(outcome === 'open' ? 'openRanked' : outcome === 'apart' ? 'apart' : 'ranked', { ...number, ...place });
    }
    if (outcome === 'missed')
      return score === null ? t('missed', number) : t('missedAs', { ...number, score: scores.score(score) });
    return t(outcome === 'open' ? 'open' : 'void', number);
  };
}
