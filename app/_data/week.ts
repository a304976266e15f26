import 'server-only';
import { unstable_cache } from 'next/cache';
import { notFound } from 'next/navigation';
import { firstLensOf, weekBoardView } from '#app/_data/board.ts';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { getContext } from '#app/_data/process-state.ts';
import { seasonPath } from '#components/ui/paths.ts';
import type { AnnouncementView } from '#components/week/announcement-view.ts';
import type { ListedWeek } from '#components/week/week-list.tsx';
import type { EditionView, WeekPageView } from '#components/week/week-page-view.ts';
import { type Lens, METHOD_VERSION } from '#core/ranking/rules.ts';
import { messageHtml } from '#core/text/message-markdown.ts';
import { addDays } from '#core/time/local-days.ts';
import { mondayOfWeekId, weekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listEditions, listPublishedWeeks, listStandings, type Publication } from '#db/queries/publications.ts';
import { newestWeek } from '#db/queries/weeks.ts';
import { type AnnouncedPlace, getAnnouncement, type WeekAnnouncement } from '#services/get-announcement.ts';
import { openPublicGate } from '#services/open-public-gate.ts';

const DIGEST_LETTERS = 12;
/** Two years of weeks on one page. */
const MOST_LISTED = 104;

/** Any week of a campus, gated, as plain values; "not found" for what is no week or lies after the newest readings. */
export async function weekPageView(campus: Campus, request: { weekId: string; lens: Lens | null }): Promise<WeekPageView> {
  const monday = mondayOfWeekId(request.weekId);
  if (monday === null) notFound();
  const read = unstable_cache(() => readFrame(campus, monday), ['week-frame', campus.slug, request.weekId], {
    tags: [campusTag(campus.slug)],
    revalidate: PAGE_SECONDS,
  });
  const frame = await read();
  if (frame === null) notFound();
  return { board: await weekBoardView(campus, request), ...frame };
}

async function readFrame(campus: Campus, monday: string): Promise<Omit<WeekPageView, 'board'> | null> {
  const ctx = await getContext();
  const { database } = ctx;
  const newest = await newestWeek(database.db, campus.id);
  if (newest === null || monday > newest) return null;
  const editions = await listEditions(database.db, { campusId: campus.id, week: monday });
  const [before] = await listPublishedWeeks(database.db, { campusId: campus.id, beforeWeek: monday, limit: 1 });
  const isSettled = editions.some(({ state }) => state !== 'provisional');
  return {
    announcement: isSettled
      ? announcementView(campus.slug, await getAnnouncement(ctx, { campus, monday, now: new Date() }))
      : null,
    methodVersion: editions.at(-1)?.methodVersion ?? METHOD_VERSION,
    editions: editions.map(editionView),
    previousWeek: before === undefined ? null : weekId(before.week),
    nextWeek: monday < newest ? weekId(addDays(monday, 7)) : null,
  };
}

/** An edition as pages list it. */
export function editionView({ edition, state, publishedAt, reason, digest }: Publication): EditionView {
  return {
    ...{ edition, state, publishedAt: publishedAt.toISOString() },
    reason: reason === 'late-data' ? null : reason,
    digest: digest.toString('hex').slice(0, DIGEST_LETTERS),
  };
}

function announcementView(campus: string, told: WeekAnnouncement | null): AnnouncementView | null {
  if (told === null || told.announcedAt === null) return null;
  const { lens, leagues, season, message, prize, announcedAt, publication } = told;
  const placeView = ({ slug, name, rank, score }: AnnouncedPlace) => ({ dorm: slug, name, rank, score });
  return {
    ...{ lens, prize, announcedAt: announcedAt.toISOString(), isCorrected: publication.state === 'corrected' },
    messageHtml: message === null ? null : messageHtml(message),
    season: season === null ? null : { name: season.name, prizes: season.prizes, path: seasonPath(campus, season.slug) },
    leagues: leagues.map(({ league, places, mostImproved, seasonSoFar }) => ({
      league,
      places: places.map(placeView),
      mostImproved:
        mostImproved === null
          ? null
          : { ...mostImproved, dorms: mostImproved.dorms.map(({ slug, name }) => ({ dorm: slug, name })) },
      seasonSoFar: seasonSoFar.map(placeView),
    })),
  };
}

/** Every closed week of a campus, newest first, as plain values. */
export function weekListView(campus: Campus): Promise<ListedWeek[]> {
  const read = unstable_cache(() => readWeekList(campus), ['weeks', campus.slug], {
    tags: [campusTag(campus.slug)],
    revalidate: PAGE_SECONDS,
  });
  return read();
}

async function readWeekList(campus: Campus): Promise<ListedWeek[]> {
  const { database } = await getContext();
  const published = await listPublishedWeeks(database.db, { campusId: campus.id, beforeWeek: null, limit: MOST_LISTED });
  const visible = await openPublicGate(database.db, campus);
  const weeks: ListedWeek[] = [];
  for (const { week, seq, state } of published) {
    const frozen = await listStandings(database.db, { campusId: campus.id, seq, lens: await firstLensOf(campus, weekId(week)) });
    const standings = visible(week, frozen);
    const ranked = standings.filter((standing) => standing.rank !== null);
    const winners = ranked.filter((standing) => standing.rank === 1).map((standing) => standing.name);
    weeks.push({
      id: weekId(week),
      startsOn: week,
      endsOn: addDays(week, 6),
      state,
      winners,
      rankedCount: ranked.length,
      dormCount: standings.length,
    });
  }
  return weeks;
}
