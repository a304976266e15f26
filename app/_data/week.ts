import 'server-only';
import { unstable_cache } from 'next/cache';
import { notFound } from 'next/navigation';
import { firstLensOf, weekBoardView } from '#app/_data/board.ts';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { getContext } from '#app/_data/process-state.ts';
import type { ListedWeek } from '#components/week/week-list.tsx';
import type { WeekPageView } from '#components/week/week-page-view.ts';
import { type Lens, METHOD_VERSION } from '#core/ranking/rules.ts';
import { addDays } from '#core/time/local-days.ts';
import { mondayOfWeekId, weekId } from '#core/time/weeks.ts';
import { newestAnnouncement } from '#db/queries/announcements.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listEditions, listPublishedWeeks, listStandings } from '#db/queries/publications.ts';
import { newestWeek } from '#db/queries/weeks.ts';
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
  const { database } = await getContext();
  const newest = await newestWeek(database.db, campus.id);
  if (newest === null || monday > newest) return null;
  const editions = await listEditions(database.db, { campusId: campus.id, week: monday });
  const [before] = await listPublishedWeeks(database.db, { campusId: campus.id, beforeWeek: monday, limit: 1 });
  const said = await newestAnnouncement(database.db, { campusId: campus.id, week: monday });
  return {
    announcement: said?.message == null && said?.prize == null ? null : said,
    methodVersion: editions.at(-1)?.methodVersion ?? METHOD_VERSION,
    editions: editions.map(({ edition, state, publishedAt, reason, digest }) => ({
      edition,
      state,
      publishedAt: publishedAt.toISOString(),
      reason: reason === 'late-data' ? null : reason,
      digest: digest.toString('hex').slice(0, DIGEST_LETTERS),
    })),
    previousWeek: before === undefined ? null : weekId(before.week),
    nextWeek: monday < newest ? weekId(addDays(monday, 7)) : null,
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
