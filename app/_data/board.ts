import 'server-only';
import { unstable_cache } from 'next/cache';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { getContext } from '#app/_data/process-state.ts';
import type { LeaderboardView, RankedRow, UnrankedDorm } from '#components/leaderboard/leaderboard-view.ts';
import type { WeekView } from '#components/ui/site-view.ts';
import { kwhOf } from '#core/energy/micro-wh.ts';
import { BOARD_LENSES, type Lens, TIE_PRECISION } from '#core/ranking/rules.ts';
import type { Standing } from '#core/ranking/standings.ts';
import { addDays } from '#core/time/local-days.ts';
import { closingTime, weekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { type Dorm, listDorms } from '#db/queries/dorms.ts';
import { type Board, getBoard, openWeekId, usualDaysByDorm, usualOfDays } from '#services/get-board.ts';
import { isPartlyEstimated, type Leaderboard } from '#services/get-leaderboard.ts';

/** Most weeks that a small trend shows, the shown one included. */
const TREND_LENGTH = 6;

/** The lens that the board opens with: fair between large and small dorms. */
export const FIRST_LENS: Lens = 'per-resident';

/** The open week's board of a campus, gated, as plain values; fresh within a minute and at once after a change. */
export function openBoardView(campus: Campus, lens: Lens): Promise<LeaderboardView> {
  const read = unstable_cache(
    async () => boardView(campus, { weekId: openWeekId(campus, new Date()), lens }),
    ['open-board', campus.slug, lens],
    {
      tags: [campusTag(campus.slug)],
      revalidate: PAGE_SECONDS,
    },
  );
  return read();
}

/** Any week's board; the address of each lens begins with `base`. */
export function weekBoardView(campus: Campus, request: { weekId: string; lens: Lens }): Promise<LeaderboardView> {
  const read = unstable_cache(async () => boardView(campus, request), ['week-board', campus.slug, request.weekId, request.lens], {
    tags: [campusTag(campus.slug)],
    revalidate: PAGE_SECONDS,
  });
  return read();
}

async function boardView(campus: Campus, request: { weekId: string; lens: Lens }): Promise<LeaderboardView> {
  const ctx = await getContext();
  const now = new Date();
  const isOpen = request.weekId === openWeekId(campus, now);
  const board = await getBoard(ctx, { campus, ...request, now });
  const base = isOpen ? `/c/${campus.slug}` : `/c/${campus.slug}/weeks/${request.weekId}`;
  const leader = board.leaders[request.lens];
  return {
    campus: { slug: campus.slug, name: campus.name, timeZone: campus.timeZone },
    week: weekView(campus, { board: board.board, daysCounted: board.daysCounted }),
    lens: request.lens,
    lenses: BOARD_LENSES.map((lens) => ({ lens, path: lens === FIRST_LENS ? base : `${base}/by/${lens}` })),
    lensesThatDisagree: BOARD_LENSES.filter((lens) => board.leaders[lens] !== null && board.leaders[lens] !== leader),
    rows: rowsOf(board),
    unranked: unrankedOf(board),
    campusUsualRatio: campusUsualRatio(board),
    csvPath: `/api/v1/campuses/${campus.slug}/weeks/${request.weekId}/standings?lens=${request.lens}&format=csv`,
    lastClosed: isOpen ? await lastClosed(campus, board) : null,
  };
}

/** A week as pages name it. */
export function weekView(campus: Campus, request: { board: Leaderboard; daysCounted: number }): WeekView {
  const { week, state, dataUntil } = request.board;
  return {
    id: week.id,
    startsOn: week.monday,
    endsOn: addDays(week.monday, 6),
    state,
    dataUntil: dataUntil === null ? null : new Date(dataUntil).toISOString(),
    closesAt: new Date(closingTime(week, campus.timeZone)).toISOString(),
    daysCounted: request.daysCounted,
  };
}

/** Ranked dorms as the board draws them. */
export function rowsOf(board: Board): RankedRow[] {
  const dorms = new Map(board.dorms.map((dorm) => [dorm.id, dorm]));
  const ranked = board.standings.filter((standing) => standing.rank !== null);
  return ranked.map((standing, index): RankedRow => {
    const ahead = ranked[index - 1];
    return {
      dorm: standing.slug,
      name: standing.name,
      kind: dorms.get(standing.dormId)?.kind ?? 'slab',
      rank: standing.rank ?? 0,
      movement: movementOf(board, standing),
      score: standing.score ?? 0,
      noise: null,
      energyKwh: standing.energyMicroWh === null ? 0 : kwhOf(standing.energyMicroWh),
      usualRatio: usualRatio(board, standing),
      trend: trendOf(board, standing),
      gap: ahead === undefined ? null : gapTo(standing, ahead),
      isPartlyEstimated: isPartlyEstimated(standing),
      chanceAheadOfNext: null,
    };
  });
}

function movementOf(board: Board, standing: Standing): number | null {
  const before = board.earlier[0]?.standings.find((one) => one.dormId === standing.dormId)?.rank ?? null;
  const isWeekBefore = board.earlier[0]?.publication.week === addDays(board.board.week.monday, -7);
  return before === null || standing.rank === null || !isWeekBefore ? null : before - standing.rank;
}

/** Filled energy over the usual of the same days; null without a past. */
export function usualRatio(board: Pick<Board, 'usual'>, standing: Standing): number | null {
  const usual = board.usual.get(standing.dormId);
  return usual === undefined || standing.filledKwh === null || standing.reason === 'too-small'
    ? null
    : standing.filledKwh / usual;
}

/** Scores of the weeks before and this one, oldest first. A week that is still open is put at its daily pace. */
function trendOf(board: Board, standing: Standing): (number | null)[] {
  const before = board.earlier
    .slice(0, TREND_LENGTH - 1)
    .map(({ standings }) => standings.find((one) => one.dormId === standing.dormId)?.score ?? null);
  const pace = board.daysCounted === 0 || standing.score === null ? null : (standing.score * 7) / board.daysCounted;
  return [...before.reverse(), pace];
}

function gapTo(standing: Standing, ahead: Standing): RankedRow['gap'] {
  // Between the figures as they are shown, so that who subtracts them finds the same.
  const shown = (one: Standing) => Math.round((one.score ?? 0) / TIE_PRECISION[one.lens]);
  const amount = Math.abs(shown(standing) - shown(ahead)) * TIE_PRECISION[standing.lens];
  const divisor = standing.lens === 'per-resident' ? standing.residents : standing.lens === 'per-area' ? standing.floorAreaM2 : 1;
  const isTied = standing.rank === ahead.rank;
  return { aheadName: ahead.name, amount: isTied ? 0 : amount, energyKwh: divisor === null ? null : amount * divisor };
}

function unrankedOf(board: Board): UnrankedDorm[] {
  return board.standings.flatMap((standing) =>
    standing.reason === null
      ? []
      : [
          {
            dorm: standing.slug,
            name: standing.name,
            reason: standing.reason,
            coverage: standing.leastCoverage,
            estimated: standing.mostEstimated,
          },
        ],
  );
}

function campusUsualRatio(board: Board): number | null {
  const compared = board.standings.filter((standing) => standing.rank !== null && usualRatio(board, standing) !== null);
  const usual = compared.reduce((sum, standing) => sum + (board.usual.get(standing.dormId) ?? 0), 0);
  const actual = compared.reduce((sum, standing) => sum + (standing.filledKwh ?? 0), 0);
  return usual === 0 ? null : actual / usual;
}

async function lastClosed(campus: Campus, board: Board): Promise<LeaderboardView['lastClosed']> {
  const last = board.earlier[0];
  if (last === undefined) return null;
  const usualDays = await usualDaysByDorm(await getContext(), { campus, monday: last.publication.week });
  const usual = usualOfDays(usualDays, 7);
  const kinds = new Map<number, Dorm['kind']>(board.dorms.map((dorm) => [dorm.id, dorm.kind]));
  const winners = last.standings.filter((standing) => standing.rank === 1);
  return {
    id: weekId(last.publication.week),
    state: last.publication.state,
    winners: winners.map((standing) => ({
      dorm: standing.slug,
      name: standing.name,
      kind: kinds.get(standing.dormId) ?? 'slab',
      usualRatio: usualRatio({ usual }, standing),
    })),
  };
}

/** The kind of every dorm by its slug, for drawing the unranked ones too. */
export function dormKinds(campus: Campus): Promise<Record<string, Dorm['kind']>> {
  const read = unstable_cache(
    async () => {
      const { database } = await getContext();
      return Object.fromEntries((await listDorms(database.db, campus.id)).map((dorm) => [dorm.slug, dorm.kind]));
    },
    ['dorm-kinds', campus.slug],
    { tags: [campusTag(campus.slug)], revalidate: PAGE_SECONDS },
  );
  return read();
}
