import 'server-only';
import { unstable_cache } from 'next/cache';
import { notFound } from 'next/navigation';
import { weekBoardView } from '#app/_data/board.ts';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { getContext } from '#app/_data/process-state.ts';
import type { WeekPageView } from '#components/week/week-page-view.ts';
import { type Lens, METHOD_VERSION } from '#core/ranking/rules.ts';
import { addDays } from '#core/time/local-days.ts';
import { mondayOfWeekId, weekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listEditions, listPublishedWeeks } from '#db/queries/publications.ts';
import { newestWeek } from '#db/queries/weeks.ts';

const DIGEST_LETTERS = 12;

/** Any week of a campus, gated, as plain values; "not found" for what is no week or lies after the newest readings. */
export async function weekPageView(campus: Campus, request: { weekId: string; lens: Lens }): Promise<WeekPageView> {
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
  return {
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
