import 'server-only';
import { unstable_cache } from 'next/cache';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { getContext } from '#app/_data/process-state.ts';
import { seasonOfWeekView } from '#app/_data/season.ts';
import type { LeaderboardView, RankedRow, UnrankedDorm } from '#components/leaderboard/leaderboard-view.ts';
import type { WeekView } from '#components/ui/site-view.ts';
import { kwhOf } from '#core/energy/micro-wh.ts';
import { chanceOfOrder, noiseOf } from '#core/ranking/how-sure.ts';
import { isOfPast, LENSES, type Lens, TIE_PRECISION } from '#core/ranking/rules.ts';
import type { Standing } from '#core/ranking/standings.ts';
import { addDays } from '#core/time/local-days.ts';
import { closingTime, mondayOfWeekId, weekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { type Dorm, listDorms } from '#db/queries/dorms.ts';
import { type Board, getBoard, openWeekId, usualDaysByDorm, usualOfDays } from '#services/get-board.ts';
import { getFirstLens } from '#services/get-first-lens.ts';
import { isPartlyEstimated, type Leaderboard } from '#services/get-leaderboard.ts';

/** Most weeks that a small trend shows, the shown one included. */
const TREND_LENGTH = 6;

/** The lens that boards of a week open with; see `getFirstLens`. */
export function firstLensOf(campus: Campus, week: string): Promise<Lens> {
  const read = unstable_cache(
    async () => getFirstLens(await getContext(), { campus, monday: mondayOfWeekId(week) ?? '' }),
    ['first-lens', campus.slug, week],
    { tags: [campusTag(campus.slug)], revalidate: PAGE_SECONDS },
  );
  return read();
}

/** The open week's board of a campus, gated, as plain values; fresh within a minute and at once after a change. Lens null: the first. */
export function openBoardView(campus: Campus, lens: Lens | null): Promise<LeaderboardView> {
  const read = unstable_cache(
    async () => boardView(campus, { weekId: openWeekId(campus, new Date()), lens }),
    ['open-board', campus.slug, lens ?? ''],
    {
      tags: [campusTag(campus.slug)],
      revalidate: PAGE_SECONDS,
    },
  );
  return read();
}

/** Any week's board. Lens null: the one it opens with. */
export function weekBoardView(campus: Campus, request: { weekId: string; lens: Lens | null }): Promise<LeaderboardView> {
  const { weekId: week, lens } = request;
  const read = unstable_cache(async () => boardView(campus, request), ['week-board', campus.slug, week, lens ?? ''], {
    tags: [campusTag(campus.slug)],
    revalidate: PAGE_SECONDS,
  });
  return read();
}

async function boardView(campus: Campus, request: { weekId: string; lens: Lens | null }): Promise<LeaderboardView> {
  const ctx = await getContext();
  const now = new Date();
  const isOpen = request.weekId === openWeekId(campus, now);
  const first = await firstLensOf(campus, request.weekId);
  const lens = request.lens ?? first;
  const board = await getBoard(ctx, { campus, weekId: request.weekId, lens, now });
  const base = isOpen ? `/c/${campus.slug}` : `/c/${campus.slug}/weeks/${request.weekId}`;
  return {
    campus: { slug: campus.slug, name: campus.name, timeZone: campus.timeZone },
    week: weekView(campus, { board: board.board, daysCounted: board.daysCounted }),
    lens,
    lenses: LENSES.map((other) => ({ lens: other, path: lensPath(base, { lens: other, first }) })),
    lensesThatDisagree: lensesThatDisagree(board),
    rows: rowsOf(board),
    unranked: unrankedOf(board),
    campusUsualRatio: campusUsualRatio(board),
    season: await seasonOfWeekView(campus, request.weekId),
    csvPath: `/api/v1/campuses/${campus.slug}/weeks/${request.weekId}/standings?lens=${lens}&format=csv`,
    lastClosed: isOpen ? await lastClosed(campus, board) : null,
  };
}

/** Where a board under a lens stands: the first one has the address itself. */
function lensPath(base: string, { lens, first }: { lens: Lens; first: Lens }): string {
  return lens === first ? base : `${base}/by/${lens}`;
}

/** The lenses under which none of those who come first here does. */
function lensesThatDisagree({ byLens, standings }: Board): Lens[] {
  const winnersOf = (of: readonly Standing[]) => of.filter(({ rank }) => rank === 1).map(({ dormId }) => dormId);
  const winners = winnersOf(standings);
  if (winners.length === 0) return [];
  return LENSES.filter((lens) => {
    const others = winnersOf(byLens.get(lens) ?? []);
    return others.length > 0 && !others.some((dormId) => winners.includes(dormId));
  });
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
  const asked = { lens: board.board.lens, days: board.daysCounted };
  return ranked.map((standing, index): RankedRow => {
    const ahead = ranked[index - 1];
    const next = ranked[index + 1];
    return {
      dorm: standing.slug,
      name: standing.name,
      kind: dorms.get(standing.dormId)?.kind ?? 'slab',
      rank: standing.rank ?? 0,
      movement: movementOf(board, standing),
      score: standing.score ?? 0,
      noise: noiseOf(board.past, standing.dormId, asked),
      energyKwh: standing.energyMicroWh === null ? 0 : kwhOf(standing.energyMicroWh),
      usualRatio: usualRatio(board, standing),
      trend: trendOf(board, standing),
      gap: ahead === undefined ? null : gapTo(board, { standing, ahead }),
      isPartlyEstimated: isPartlyEstimated(standing),
      chanceAheadOfNext:
        next === undefined ? null : chanceOfOrder(board.past, { ahead: scored(standing), behind: scored(next), ...asked }),
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

function scored({ dormId, score }: Standing): { dormId: number; score: number } {
  return { dormId, score: score ?? 0 };
}

/** Scores of the weeks before and this one, oldest first. Energy of a week that is still open is put at its daily pace. */
function trendOf(board: Board, standing: Standing): (number | null)[] {
  const before = board.earlier
    .slice(0, TREND_LENGTH - 1)
    .map(({ standings }) => standings.find((one) => one.dormId === standing.dormId)?.score ?? null);
  const { score, lens } = standing;
  const pace = score === null || isOfPast(lens) || board.daysCounted === 0 ? score : (score * 7) / board.daysCounted;
  return [...before.reverse(), pace];
}

function gapTo(board: Board, { standing, ahead }: { standing: Standing; ahead: Standing }): RankedRow['gap'] {
  // Between the figures as they are shown, so that who subtracts them finds the same.
  const shown = (one: Standing) => Math.round((one.score ?? 0) / TIE_PRECISION[one.lens]);
  const isTied = standing.rank === ahead.rank;
  const amount = isTied ? 0 : Math.abs(shown(standing) - shown(ahead)) * TIE_PRECISION[standing.lens];
  return { aheadName: ahead.name, amount, energyKwh: isTied ? 0 : kwhToClose(board, { standing, amount }) };
}

/** How many kWh less would have closed a gap of scores; null where it cannot be told. */
function kwhToClose(board: Board, { standing, amount }: { standing: Standing; amount: number }): number | null {
  const { lens, residents, floorAreaM2, filledKwh, dormId } = standing;
  const known = board.board.expectations.get(dormId);
  const times = (kwh: number | null | undefined) => (kwh === null || kwh === undefined ? null : amount * kwh);
  if (lens === 'energy') return amount;
  if (lens === 'per-resident') return times(residents);
  if (lens === 'per-area') return times(floorAreaM2);
  if (lens === 'saving') return times(known?.baselineKwh);
  if (lens === 'weather-adjusted') return times(known?.weatherKwh);
  const spread = known?.form?.spread;
  return spread === undefined || filledKwh === null ? null : filledKwh * (1 - Math.exp(-amount * spread));
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
