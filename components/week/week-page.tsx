import { useTranslations } from 'next-intl';
import { BoardHeading } from '#components/leaderboard/board-heading.tsx';
import { LensSwitch } from '#components/leaderboard/lens-switch.tsx';
import { Podium } from '#components/leaderboard/podium.tsx';
import { StandingsTable } from '#components/leaderboard/standings-table.tsx';
import { UnrankedList } from '#components/leaderboard/unranked-list.tsx';
import { QuestionLink } from '#components/question/question-link.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { Editions } from '#components/week/editions.tsx';
import { WeekNeighbours } from '#components/week/week-neighbours.tsx';
import type { WeekPageView } from '#components/week/week-page-view.ts';

/** One week as published: the news, the standings, every revision. */
export function WeekPage({ view }: { readonly view: WeekPageView }) {
  const t = useTranslations('week');
  const common = useTranslations('common');
  const figures = useFigures();
  const { board } = view;
  const { campus, week, lens, rows } = board;
  return (
    <div className="grid gap-8">
      <div>
        <p className="text-soft">
          {t('range', { from: figures.day(week.startsOn), to: figures.day(week.endsOn), year: week.endsOn.slice(0, 4) })}
        </p>
        <BoardHeading board={board} />
      </div>
      {week.state === 'final' ? null : (
        <Notice tone="gold" title={t(`state.${week.state}.title`, { week: weekNumber(week.id) })}>
          <p>{t(`state.${week.state}.body`, { when: figures.weekdayTime(week.closesAt, campus.timeZone) })}</p>
        </Notice>
      )}
      {view.announcement === null ? null : (
        <Notice tone="gold" title={t('announced')}>
          {view.announcement.message === null ? null : (
            <p dir="auto" className="max-w-prose whitespace-pre-line wrap-anywhere">
              {view.announcement.message}
            </p>
          )}
          {view.announcement.prize === null ? null : (
            <p dir="auto" className="mt-1 font-semibold text-ink wrap-anywhere">
              {t('prize', { prize: view.announcement.prize })}
            </p>
          )}
        </Notice>
      )}
      {rows.length === 0 ? null : <Podium campus={campus.slug} rows={rows} />}
      <div className="grid gap-3">
        <LensSwitch board={board} />
        {rows.length === 0 ? null : (
          <StandingsTable campus={campus.slug} week={week.id} lens={lens} rows={rows} hasReceipts={view.editions.length > 0} />
        )}
        <p className="not-printed flex flex-wrap gap-x-6 gap-y-1 text-sm">
          {view.editions.length === 0 || rows.length === 0 ? null : <span className="py-1 text-soft">{t('receipts')}</span>}
          <a href={board.csvPath} className="link tappable">
            {common('csv')}
          </a>
          {view.editions.length === 0 ? null : <QuestionLink campus={campus.slug} week={week.id} />}
        </p>
      </div>
      <UnrankedList campus={campus.slug} isClosed={week.state !== 'open'} dorms={board.unranked} />
      {view.editions.length === 0 ? null : (
        <Editions editions={view.editions} timeZone={campus.timeZone} methodVersion={view.methodVersion} />
      )}
      <WeekNeighbours campus={campus.slug} previousWeek={view.previousWeek} nextWeek={view.nextWeek} />
    </div>
  );
}
