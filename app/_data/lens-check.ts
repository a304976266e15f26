import 'server-only';
import { unstable_cache } from 'next/cache';
import { notFound } from 'next/navigation';
import { weekView } from '#app/_data/board.ts';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { getContext } from '#app/_data/process-state.ts';
import type { LensCheckView } from '#components/fairness/lens-check-view.ts';
import { byEachLens, type CheckedDorm, checkLenses } from '#core/ranking/lens-check.ts';
import { LENSES, type Lens } from '#core/ranking/rules.ts';
import { mondayOfWeekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listDorms } from '#db/queries/dorms.ts';
import { newestWeek } from '#db/queries/weeks.ts';
import { getLeaderboards } from '#services/get-leaderboard.ts';
import { openPublicGate } from '#services/open-public-gate.ts';

/** A week under every lens, gated, as plain values; "not found" for what is no week or lies after the newest readings. */
export async function lensCheckView(campus: Campus, weekId: string): Promise<LensCheckView> {
  const monday = mondayOfWeekId(weekId);
  if (monday === null) notFound();
  const read = unstable_cache(() => readView(campus, { weekId, monday }), ['lens-check', campus.slug, weekId], {
    tags: [campusTag(campus.slug)],
    revalidate: PAGE_SECONDS,
  });
  const view = await read();
  if (view === null) notFound();
  return view;
}

async function readView(campus: Campus, { weekId, monday }: { weekId: string; monday: string }): Promise<LensCheckView | null> {
  const ctx = await getContext();
  const { db } = ctx.database;
  const newest = await newestWeek(db, campus.id);
  if (newest === null || monday > newest) return null;
  const { standings, ...board } = await getLeaderboards(ctx, { campus, weekId, now: new Date() });
  const visible = await openPublicGate(db, campus);
  const check = checkLenses(new Map(LENSES.map((lens) => [lens, visible(monday, standings.get(lens) ?? [])])));
  const dorms = new Map((await listDorms(db, campus.id)).map((dorm) => [dorm.id, dorm]));
  const nameOf = (dormId: number) => dorms.get(dormId)?.name ?? '';
  return {
    campus: { slug: campus.slug, name: campus.name },
    week: weekView(campus, { board: { ...board, lens: 'energy', standings: [] }, daysCounted: board.daysCounted }),
    rows: check.dorms.map(({ dormId, ranks }) => ({ dorm: dorms.get(dormId)?.slug ?? '', name: nameOf(dormId), ranks })),
    winners: byEachLens((lens) => check.winners[lens].map(nameOf)),
    lensesThatRank: check.lensesThatRank,
    differentWinners: check.differentWinners,
    moving: check.moving.map((dorm) => ({ name: nameOf(dorm.dormId), ...endsOf(dorm) })),
  };
}

function endsOf({ ranks }: CheckedDorm) {
  const known = LENSES.flatMap((lens): { lens: Lens; rank: number }[] => {
    const rank = ranks[lens];
    return rank === null ? [] : [{ lens, rank }];
  });
  const [first = { lens: 'energy', rank: 0 }] = known;
  return {
    best: known.reduce((best, one) => (one.rank < best.rank ? one : best), first),
    worst: known.reduce((worst, one) => (one.rank > worst.rank ? one : worst), first),
  };
}
