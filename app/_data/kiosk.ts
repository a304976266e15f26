import 'server-only';
import { readFile } from 'node:fs/promises';
import { unstable_cache } from 'next/cache';
import { openBoardView } from '#app/_data/board.ts';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { findDormView } from '#app/_data/dorm.ts';
import { dormSlugOf } from '#app/_data/dorm-slug.ts';
import { getContext } from '#app/_data/process-state.ts';
import type { KioskAnnounced, KioskDorm, KioskView } from '#components/kiosk/kiosk-view.ts';
import { headlineOf } from '#components/leaderboard/headline.ts';
import type { LeaderboardView } from '#components/leaderboard/leaderboard-view.ts';
import { messageText } from '#core/text/message-markdown.ts';
import { mondayOfWeekId, weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { getAnnouncement, type WeekAnnouncement } from '#services/get-announcement.ts';

/** More than the screen has lines for. */
const MOST_LETTERS = 600;

/** What a hall screen shows now, gated as the board and the dorm's page are. Dorm null: a campus's screen. Null: no such dorm. */
export async function kioskView(campus: Campus, dorm: string | null): Promise<KioskView | null> {
  const board = await openBoardView(campus, null);
  const slug = dorm === null ? null : dormSlugOf(dorm);
  const isKnown = [...board.rows, ...board.unranked].some((one) => one.dorm === slug);
  if (dorm !== null && (slug === null || !isKnown)) return null;
  buildId ??= readBuildId();
  const announced = await announcedOf(campus, board);
  return { build: await buildId, ...viewOf(board), announced, dorm: slug === null ? null : await dormOf(campus, slug) };
}

function viewOf(board: LeaderboardView): Omit<KioskView, 'build' | 'announced' | 'dorm'> {
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

/** For as long as the week is the last one that closed. */
async function announcedOf(campus: Campus, { week, lastClosed }: LeaderboardView): Promise<KioskAnnounced | null> {
  const { id, state } = lastClosed ?? week;
  const monday = state === 'final' || state === 'corrected' ? mondayOfWeekId(id) : null;
  if (monday === null) return null;
  const read = unstable_cache(
    async () => kioskAnnounced(await getAnnouncement(await getContext(), { campus, monday, now: new Date() })),
    ['kiosk-announced', campus.slug, monday],
    { tags: [campusTag(campus.slug)], revalidate: PAGE_SECONDS },
  );
  const announced = await read();
  const [winner, ...others] = announced?.leagues.flatMap(({ winners }) => winners) ?? [];
  const house = lastClosed?.winners.find(({ name }) => name === winner);
  return announced === null ? null : { ...announced, house: others.length > 0 ? null : (house ?? null) };
}

function kioskAnnounced(told: WeekAnnouncement | null): Omit<KioskAnnounced, 'house'> | null {
  if (told === null || told.announcedAt === null) return null;
  const { week, publication, leagues, message, prize } = told;
  const [only] = leagues;
  const improved = leagues.length === 1 ? (only?.mostImproved ?? null) : null;
  return {
    ...{ week, prize, isCorrected: publication.state === 'corrected' },
    leagues: leagues
      .map(({ league, places }) => ({ league, winners: places.filter(({ rank }) => rank === 1).map(({ name }) => name) }))
      .filter(({ league, winners }) => league !== null || winners.length > 0),
    improved: improved === null ? null : { names: improved.dorms.map(({ name }) => name), places: improved.places },
    message: message === null ? null : [...messageText(message)].slice(0, MOST_LETTERS).join(''),
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
