import 'server-only';
import { unstable_cache } from 'next/cache';
import { weekBoardView } from '#app/_data/board.ts';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { getContext } from '#app/_data/process-state.ts';
import type { LeaderboardView } from '#components/leaderboard/leaderboard-view.ts';
import type { Lens } from '#core/ranking/rules.ts';
import { mondayOfWeekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { newestWeek } from '#db/queries/weeks.ts';
import { type AnnouncedLeague, getAnnouncement } from '#services/get-announcement.ts';

/** A week as it goes out on pictures and paper, gated. */
export interface SharedWeek {
  /** Under the lens that it was announced by, else the one it opens with. */
  readonly board: LeaderboardView;
  /** Of a closed week; empty before. */
  readonly leagues: readonly AnnouncedLeague[];
  readonly prize: string | null;
  /** The organisers' Markdown. */
  readonly message: string | null;
}

interface Told extends Omit<SharedWeek, 'board'> {
  readonly lens: Lens | null;
}

/** Null for what is no week or lies after the newest readings. */
export async function sharedWeek(campus: Campus, weekId: string): Promise<SharedWeek | null> {
  const monday = mondayOfWeekId(weekId);
  if (monday === null) return null;
  const read = unstable_cache(() => readTold(campus, monday), ['shared-week', campus.slug, weekId], {
    tags: [campusTag(campus.slug)],
    revalidate: PAGE_SECONDS,
  });
  const told = await read();
  if (told === null) return null;
  const { lens, ...words } = told;
  return { board: await weekBoardView(campus, { weekId, lens }), ...words };
}

async function readTold(campus: Campus, monday: string): Promise<Told | null> {
  const ctx = await getContext();
  const newest = await newestWeek(ctx.database.db, campus.id);
  if (newest === null || monday > newest) return null;
  const told = await getAnnouncement(ctx, { campus, monday, now: new Date() });
  if (told === null) return { lens: null, leagues: [], prize: null, message: null };
  const { lens, leagues, prize, message } = told;
  return { lens, leagues, prize, message };
}
