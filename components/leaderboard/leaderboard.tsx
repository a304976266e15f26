import { useTranslations } from 'next-intl';
import { BoardHeading } from '#components/leaderboard/board-heading.tsx';
import { LastWeekCard } from '#components/leaderboard/last-week-card.tsx';
import type { LeaderboardView } from '#components/leaderboard/leaderboard-view.ts';
import { LensSwitch } from '#components/leaderboard/lens-switch.tsx';
import { Podium } from '#components/leaderboard/podium.tsx';
import { StandingsTable } from '#components/leaderboard/standings-table.tsx';
import { UnrankedList } from '#components/leaderboard/unranked-list.tsx';
import { YourDorm } from '#components/leaderboard/your-dorm.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useFigures } from '#components/ui/use-figures.ts';
import { isOfPast } from '#core/ranking/rules.ts';

/** The board of one week. It replaces nothing in the browser: all of it but "your dorm" is plain HTML. */
export function Leaderboard({ board }: { readonly board: LeaderboardView }) {
  const t = useTranslations('common');
  const { campus, week, lens, rows, unranked } = board;
  const isClosed = week.state !== 'open';
  return (
    <>
      <div className="grid items-center gap-x-10 gap-y-6 lg:grid-cols-[1fr_21rem]">
        <BoardHeading board={board} />
        <YourDorm board={board} />
      </div>
      <div className="mt-8 grid gap-8">
        {rows.length === 0 ? <WhatNext board={board} /> : <Podium campus={campus.slug} rows={rows} />}
        <div className="grid gap-3">
          {rows.length === 0 && unranked.length === 0 ? null : <LensSwitch board={board} />}
          {rows.length === 0 ? null : <StandingsTable campus={campus.slug} week={week.id} lens={lens} rows={rows} />}
          {rows.length === 0 ? null : (
            <p className="not-printed text-sm">
              <a href={board.csvPath} className="link tappable">
                {t('csv')}
              </a>
            </p>
          )}
        </div>
        <UnrankedList campus={campus.slug} isClosed={isClosed} dorms={unranked} />
        {board.lastClosed === null ? null : <LastWeekCard campus={campus.slug} week={board.lastClosed} />}
      </div>
    </>
  );
}

function WhatNext({ board }: { readonly board: LeaderboardView }) {
  const t = useTranslations('board.next');
  const isStarted = board.week.state === 'open' && board.week.dataUntil !== null && board.week.daysCounted === 0;
  const figures = useFigures();
  const isPastShort = isOfPast(board.lens) && board.week.dataUntil !== null && board.week.daysCounted > 0;
  return (
    <EmptyState title={t(isPastShort ? 'pastTitle' : 'title')}>
      <p>
        {t(isPastShort ? 'past' : isStarted ? 'started' : 'body', {
          when: figures.weekdayTime(board.week.closesAt, board.campus.timeZone),
        })}
      </p>
    </EmptyState>
  );
}
