import 'server-only';
import { readFile } from 'node:fs/promises';
import { unstable_cache } from 'next/cache';
import { openBoardView } from '#app/_data/board.ts';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { findDormView } from '#app/_data/dorm.ts';
import { dormSlugOf } from '#app/_data/dorm-slug.ts';
import type { KioskDorm, KioskView } from '#components/kiosk/kiosk-view.ts';
import { headlineOf } from '#components/leaderboard/headline.ts';
import type { LeaderboardView } from '#components/leaderboard/leaderboard-view.ts';
import { weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';

/** What a hall screen shows now, gated as the board and the dorm's page are. Dorm null: a campus's screen. Null: no such dorm. */
export async function kioskView(campus: Campus, dorm: string | null): Promise<KioskView | null> {
  const board = await openBoardView(campus, null);
  const slug = dorm === null ? null : dormSlugOf(dorm);
  const isKnown = [...board.rows, ...board.unranked].some((one) => one.dorm === slug);
  if (dorm !== null && (slug === null || !isKnown)) return null;
  buildId ??= readBuildId();
  return { build: await buildId, ...viewOf(board), dorm: slug === null ? null : await dormOf(campus, slug) };
}

function viewOf(board: LeaderboardView): Omit<KioskView, 'build' | 'dorm'> {
  const { campus, week, lens, season, lastClosed } = board;
  return {
    campus,
    week,
    endsAt: new Date(weekOf(week.startsOn, campus.timeZone).endsAt).toISOString(),
    lens,
    news: headlineOf({ ...week, rows: board.rows, lens, hasData: week.dataUntil !== null }),
    rows: board.rows.map(({ dorm, name, kind, rank, movement, score, usualRatio }) => ({
      ...{ dorm, name, kind, rank, movement, score, usualRatio },
    })),
    unrankedCount: board.unranked.length,
    campusUsualRatio: board.campusUsualRatio,
    season: season === null ? null : { name: season.name, number: season.number, weekCount: season.weekCount },
    lastClosed:
      lastClosed === null
        ? null
        : { week: lastClosed.id, state: lastClosed.state, winners: lastClosed.winners.map(({ name }) => name) },
  };
}

function dormOf(campus: Campus, slug: string): Promise<KioskDorm | null> {
  const read = unstable_cache(
    async () => {
      const view = await findDormView(campus, slug);
      if (view === null) return null;
      const { dorm, usualRatio, standing, unranked, rankedCount, advice } = view;
      return { ...dorm, usualRatio, standing, unranked, rankedCount, advice };
    },
    ['kiosk-dorm', campus.slug, slug],
    { tags: [campusTag(campus.slug)], revalidate: PAGE_SECONDS },
  );
  return read();
}

/** Read once: a new build put beneath a running server is not the one that this server's pages are of. */
let buildId: Promise<string> | null = null;

function readBuildId(): Promise<string> {
  if (process.env.NODE_ENV === 'development') return Promise.resolve('development');
  return readFile('.next/BUILD_ID', 'utf8').then(
    (text) => text.trim(),
    () => 'unknown',
  );
}
