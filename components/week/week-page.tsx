import { useTranslations } from 'next-intl';
import { BoardHeading } from '#components/leaderboard/board-heading.tsx';
import { LensSwitch } from '#components/leaderboard/lens-switch.tsx';
import { Podium } from '#components/leaderboard/podium.tsx';
import { StandingsTable } from '#components/leaderboard/standings-table.tsx';
import { UnrankedList } from '#components/leaderboard/unranked-list.tsx';
import { ShareLinks } from '#components/poster/share-links.tsx';
import { QuestionLink } from '#components/question/question-link.tsx';
import { LocalLink } from '#components/ui/local-link.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { weekPath } from '#components/ui/paths.ts';
import { weekNumber } from '#components/ui/site-view.ts';
import { useFigures } from '#components/ui/use-figures.ts';
import { Announcement } from '#components/week/announcement.tsx';
import type { AnnouncementView } from '#components/week/announcement-view.ts';
import { CorrectedNotice } from '#components/week/corrected-notice.tsx';
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
      <StateNotice view={view} />
      {rows.length === 0 ? null : <Podium campus={campus.slug} rows={rows} />}
      {view.announcement === null ? null : <AnnouncedResult view={view} announcement={view.announcement} />}
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
          {view.editions.length === 0 ? null : <ShareLinks campus={campus.slug} week={week.id} />}
        </p>
      </div>
      <UnrankedList campus={campus.slug} isClosed={week.state !== 'open'} dorms={board.unranked} />
      {view.editions.length === 0 ? null : (
        <Editions
          campus={campus.slug}
          week={week.id}
          editions={view.editions}
          timeZone={campus.timeZone}
          methodVersion={view.methodVersion}
        />
      )}
      <WeekNeighbours campus={campus.slug} previousWeek={view.previousWeek} nextWeek={view.nextWeek} />
    </div>
  );
}

/** What to know before reading on: that places may still move, or that they did. */
function StateNotice({ view: { board, editions } }: { readonly view: WeekPageView }) {
  const t = useTranslations('week');
  const figures = useFigures();
  const { week, campus } = board;
  const newest = editions.at(-1);
  if (week.state === 'final') return null;
  if (week.state === 'corrected')
    return newest === undefined ? null : <CorrectedNotice campus={campus} week={week.id} edition={newest} />;
  return (
    <Notice tone="gold" title={t(`state.${week.state}.title`, { week: weekNumber(week.id) })}>
      <p>{t(`state.${week.state}.body`, { when: figures.weekdayTime(week.closesAt, campus.timeZone) })}</p>
    </Notice>
  );
}

/** By another way to count than the announced one, only the way to what was announced. */
function AnnouncedResult({ view, announcement }: { readonly view: WeekPageView; readonly announcement: AnnouncementView }) {
  const t = useTranslations('week.announcement');
  const units = useTranslations('common.unit');
  const { campus, week, rows, lens, lenses } = view.board;
  if (lens === announcement.lens)
    return <Announcement campus={campus.slug} timeZone={campus.timeZone} announcement={announcement} rows={rows} />;
  const path = lenses.find((one) => one.lens === announcement.lens)?.path ?? weekPath(campus.slug, week.id);
  return (
    <Notice tone="gold" title={t('otherLens', { lens: units(announcement.lens) })}>
      <LocalLink href={path} className="link tappable">
        {t('otherLensLink')}
      </LocalLink>
    </Notice>
  );
}
