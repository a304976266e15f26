import { isOrdinary } from '#core/ranking/campus-past.ts';
import type { DormWeek } from '#core/ranking/dorm-week.ts';
import type { PastScores } from '#core/ranking/how-sure.ts';
import { isPublic } from '#core/ranking/public-standings.ts';
import { LENSES, type Lens } from '#core/ranking/rules.ts';
import type { Standing } from '#core/ranking/standings.ts';
import { usualKwhByDay } from '#core/ranking/usual.ts';
import { addDays } from '#core/time/local-days.ts';
import { weekAt, weekId, weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { type Dorm, listDorms } from '#db/queries/dorms.ts';
import { listBlackouts } from '#db/queries/expectations.ts';
import { listPublishedWeeks, listStandings, type Publication } from '#db/queries/publications.ts';
import type { Context } from '#services/context.ts';
import { getLeaderboards, type Leaderboard } from '#services/get-leaderboard.ts';
import { openPublicGate } from '#services/open-public-gate.ts';
import { pastScores } from '#services/past-scores.ts';
import { reckonWeek } from '#services/reckon-week.ts';

/** A dorm's usual is taken from so many ordinary weeks (those without a break) of the last so many, and a trend shows so many. */
export const USUAL_WEEKS = 4;
const USUAL_REACH_WEEKS = 12;
const TREND_WEEKS = 5;

/** A week as everyone may see it, with what came before. Maps are by dorm id. */
export interface Board {
  readonly board: Leaderboard;
  readonly dorms: readonly Dorm[];
  /** Public standings: small dorms withheld, the others placed without them. */
  readonly standings: readonly Standing[];
  /** Public standings of the earlier closed weeks under the same lens, newest first. */
  readonly earlier: readonly { readonly publication: Publication; readonly standings: readonly Standing[] }[];
  /** kWh a dorm would usually use on the days counted; absent where it has no such past. */
  readonly usual: ReadonlyMap<number, number>;
  /** The same for each day of the week, Monday first. */
  readonly usualDays: ReadonlyMap<number, (number | null)[]>;
  readonly daysCounted: number;
  /** Public standings under every lens. */
  readonly byLens: ReadonlyMap<Lens, readonly Standing[]>;
  /** Scores of ordinary weeks before, from which bands and chances are told. Not gated: for dorms that are shown alone. */
  readonly past: readonly PastScores[];
}

/** The public board of a week. Errors: week-unknown. */
export async function getBoard(ctx: Context, request: { campus: Campus; weekId: string; lens: Lens; now: Date }): Promise<Board> {
  const { campus, lens, now } = request;
  const { db } = ctx.database;
  const { standings: all, ...boards } = await getLeaderboards(ctx, { campus, weekId: request.weekId, now });
  const board: Leaderboard = { ...boards, lens, standings: all.get(lens) ?? [] };
  const monday = board.week.monday;
  const visible = await openPublicGate(db, campus);
  const published = await listPublishedWeeks(db, { campusId: campus.id, beforeWeek: monday, limit: TREND_WEEKS });
  const earlier: Board['earlier'][number][] = [];
  for (const publication of published) {
    earlier.push({
      publication,
      standings: visible(publication.week, await listStandings(db, { campusId: campus.id, seq: publication.seq, lens })),
    });
  }
  const byLens = new Map(LENSES.map((other) => [other, visible(monday, all.get(other) ?? [])]));
  const { daysCounted } = board;
  const usualDays = await usualDaysByDorm(ctx, { campus, monday });
  return {
    board,
    dorms: await listDorms(db, campus.id),
    standings: byLens.get(lens) ?? [],
    byLens,
    past: await pastScores(db, { campus, board }),
    earlier,
    usual: usualOfDays(usualDays, daysCounted),
    usualDays,
    daysCounted,
  };
}

/** kWh each dorm would usually use on each day, Monday first, by its past weeks that may be shown; see `usualKwhByDay`. */
export async function usualDaysByDorm(
  ctx: Context,
  request: { campus: Campus; monday: string },
): Promise<Map<number, (number | null)[]>> {
  const { campus, monday } = request;
  const reckon = async (day: string) => {
    const week = weekOf(day, campus.timeZone);
    return (await reckonWeek(ctx.database.db, { campusId: campus.id, week, now: week.endsAt })).dorms;
  };
  const blackouts = await listBlackouts(ctx.database.db, campus.id);
  const before = Array.from({ length: USUAL_REACH_WEEKS }, (_, index) => addDays(monday, -7 * (index + 1)));
  const past: DormWeek[] = [];
  for (const week of before.filter((one) => isOrdinary(blackouts, one)).slice(0, USUAL_WEEKS)) past.push(...(await reckon(week)));
  const usual = new Map<number, (number | null)[]>();
  for (const dorm of await reckon(monday)) {
    usual.set(
      dorm.dormId,
      usualKwhByDay(
        dorm,
        past.filter(({ dormId, residents }) => dormId === dorm.dormId && isPublic(residents, campus.unknownResidentsAtLeast)),
      ),
    );
  }
  return usual;
}

/** Over the first days of a week; absent where one of them has no usual. */
export function usualOfDays(byDorm: ReadonlyMap<number, (number | null)[]>, days: number): Map<number, number> {
  const sums = new Map<number, number>();
  for (const [dormId, usual] of byDorm) {
    const counted = usual.slice(0, days);
    const kwh = counted.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
    if (kwh !== null && kwh > 0) sums.set(dormId, kwh);
  }
  return sums;
}

/** "2026-W47" of the week that is open on a campus now. */
export function openWeekId(campus: Campus, now: Date): string {
  return weekId(weekAt(now.getTime(), campus.timeZone).monday);
}
