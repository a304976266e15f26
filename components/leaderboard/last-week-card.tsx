import { useFormatter, useTranslations } from 'next-intl';
import { Facade } from '#components/facade/facade.tsx';
import type { ClosedWeek } from '#components/leaderboard/leaderboard-view.ts';
import { LocalLink } from '#components/ui/local-link.tsx';
import { weekPath } from '#components/ui/paths.ts';
import { weekNumber } from '#components/ui/site-view.ts';

/** The newest closed week: who won it, and the way there. */
export function LastWeekCard({ campus, week }: { readonly campus: string; readonly week: ClosedWeek }) {
  const t = useTranslations('board.last');
  const states = useTranslations('common.state');
  const number = weekNumber(week.id);
  const winner = week.winners[0];
  return (
    <section className="stage flex items-end gap-6 overflow-hidden rounded-(--radius-card) px-6 pt-5">
      <div className="min-w-0 grow pb-5">
        <h2 className="text-sm font-medium text-stage-soft">{t('title', { week: number, state: states(week.state) })}</h2>
        <p className="headline mt-1 text-2xl sm:text-3xl">
          <WinnerWords week={week} />
        </p>
        <LocalLink href={weekPath(campus, week.id)} className="link tappable mt-2">
          {t('link', { week: number })}
        </LocalLink>
      </div>
      {winner === undefined ? null : (
        <Facade {...winner} size="large" name={null} className="hidden h-28 w-36 shrink-0 sm:block" />
      )}
    </section>
  );
}

function WinnerWords({ week }: { readonly week: ClosedWeek }) {
  const t = useTranslations('board.last');
  const format = useFormatter();
  const names = week.winners.map((winner) => winner.name);
  const [name] = names;
  if (name === undefined) return t('none');
  if (names.length > 1) return t('winners', { names: format.list(names) });
  return t(week.state === 'final' || week.state === 'corrected' ? 'winner' : 'winnerPending', { name });
}
