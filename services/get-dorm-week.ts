import { kwhOf } from '#core/energy/micro-wh.ts';
import { type Advice, adviceFor, type HourlyProfile } from '#core/ranking/advice.ts';
import { isPublic } from '#core/ranking/public-standings.ts';
import { type Lens, RULES } from '#core/ranking/rules.ts';
import type { Standing } from '#core/ranking/standings.ts';
import { addDays, dayAt } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { type Dorm, findDorm, listDormSizes } from '#db/queries/dorms.ts';
import { listMeters } from '#db/queries/meters.ts';
import { listPublishedWeeks, listStandings } from '#db/queries/publications.ts';
import { listHourlyEnergy } from '#db/queries/weeks.ts';
import type { Context } from '#services/context.ts';
import { type Board, getBoard, USUAL_WEEKS } from '#services/get-board.ts';
import { openPublicGate } from '#services/open-public-gate.ts';
import { reckonWeek, sizesInForce } from '#services/reckon-week.ts';
import { ServiceError } from '#services/service-error.ts';

const HISTORY_WEEKS = 11;

/** One day of a dorm: measured kWh (null without readings) and what is usual on such a day. */
export interface DormDay {
  readonly day: string;
  readonly energyKwh: number | null;
  readonly usualKwh: number | null;
}

/** A dorm's week as everyone may see it. Days, profile and history are empty or null for a dorm too small to show. */
export interface DormWeekDetail {
  readonly board: Board;
  readonly dorm: Dorm;
  readonly standing: Standing;
  readonly days: readonly DormDay[];
  /** Place under the lens in earlier closed weeks, newest first. */
  readonly history: readonly { readonly week: string; readonly rank: number | null }[];
  readonly profile: HourlyProfile | null;
  /** Whether enough people live there for the profile to be shown hour by hour, and not only by part of day. */
  readonly isHourly: boolean;
  readonly advice: Advice | null;
}

/** Errors: dorm-unknown, week-unknown. */
export async function getDormWeek(
  ctx: Context,
  request: { campus: Campus; slug: string; weekId: string; lens: Lens; now: Date },
): Promise<DormWeekDetail> {
  const { campus, slug } = request;
  const { db } = ctx.database;
  const dorm = await findDorm(db, { campusId: campus.id, slug });
  if (dorm === null) throw new ServiceError('dorm-unknown', `There is no dorm “${slug}” at ${campus.name}.`);
  const board = await getBoard(ctx, request);
  const standing = board.standings.find((one) => one.dormId === dorm.id);
  if (standing === undefined) throw new ServiceError('dorm-unknown', `${dorm.name} does not take part in ${request.weekId}.`);
  if (!isPublic(standing.residents, campus.unknownResidentsAtLeast)) {
    return { board, dorm, standing, days: [], history: [], profile: null, isHourly: false, advice: null };
  }
  const monday = board.board.week.monday;
  const past = await residentsBefore(ctx, { campus, dormId: dorm.id, monday });
  const profile = await usualProfile(ctx, { campus, dormId: dorm.id, before: monday, weeks: past.length });
  const here = standing.residents ?? campus.unknownResidentsAtLeast ?? 0;
  return {
    board,
    dorm,
    standing,
    days: await dormDays(ctx, { campus, board, dormId: dorm.id }),
    history: await dormHistory(ctx, { campus, board, dormId: dorm.id }),
    profile,
    isHourly: Math.min(here, ...past) >= RULES.leastHourlyResidents,
    advice: profile === null ? null : adviceFor(profile),
  };
}

async function dormDays(ctx: Context, request: { campus: Campus; board: Board; dormId: number }): Promise<DormDay[]> {
  const { campus, board, dormId } = request;
  const { week } = board.board;
  const { dorms } = await reckonWeek(ctx.database.db, { campusId: campus.id, week, now: week.endsAt });
  const meters = dorms.find((dorm) => dorm.dormId === dormId)?.meters ?? [];
  const usual = board.usualDays.get(dormId) ?? [];
  return week.days.map(({ day }, index) => {
    const parts = meters.map((meter) => meter.days[index]).filter((part) => part !== undefined);
    const read = parts.filter((part) => part.measuredSeconds + part.estimatedSeconds > 0);
    const energyKwh = read.length === 0 ? null : kwhOf(read.reduce((sum, part) => sum + part.energyMicroWh, 0n));
    return { day, energyKwh, usualKwh: usual[index] ?? null };
  });
}

async function dormHistory(ctx: Context, request: { campus: Campus; board: Board; dormId: number }) {
  const { campus, board, dormId } = request;
  const { db } = ctx.database;
  const weeks = await listPublishedWeeks(db, { campusId: campus.id, beforeWeek: board.board.week.monday, limit: HISTORY_WEEKS });
  const visible = await openPublicGate(db, campus);
  const history: { week: string; rank: number | null }[] = [];
  for (const publication of weeks) {
    const known = board.earlier.find((one) => one.publication.seq === publication.seq)?.standings;
    const frozen =
      known ??
      visible(publication.week, await listStandings(db, { campusId: campus.id, seq: publication.seq, lens: board.board.lens }));
    history.push({ week: publication.week, rank: frozen.find((one) => one.dormId === dormId)?.rank ?? null });
  }
  return history;
}

/** How many lived in a dorm in the weeks before `monday`, newest first, back to the first one too small to be shown. */
async function residentsBefore(ctx: Context, request: { campus: Campus; dormId: number; monday: string }): Promise<number[]> {
  const { campus, dormId, monday } = request;
  const sizes = await listDormSizes(ctx.database.db, campus.id);
  const residents: number[] = [];
  for (let back = 1; back <= USUAL_WEEKS; back += 1) {
    const size = sizesInForce(sizes, addDays(monday, -7 * back)).get(dormId);
    if (!isPublic(size?.residents ?? null, campus.unknownResidentsAtLeast)) break;
    residents.push(size?.residents ?? campus.unknownResidentsAtLeast ?? 0);
  }
  return residents;
}

/** kWh per hour by weekday and hour over the weeks before `before` (a Monday), all counted meters together; null without any. */
async function usualProfile(
  ctx: Context,
  request: { campus: Campus; dormId: number; before: string; weeks: number },
): Promise<HourlyProfile | null> {
  const { campus, dormId, before, weeks } = request;
  const { db } = ctx.database;
  const meters = (await listMeters(db, campus.id)).filter((meter) => meter.dormId === dormId && meter.isCounted);
  const span = { fromDay: addDays(before, -7 * weeks), toDay: addDays(before, -1) };
  const cells = await listHourlyEnergy(db, { campusId: campus.id, meterIds: meters.map((meter) => meter.id), ...span });
  if (cells.length === 0) return null;
  const rows = Array.from({ length: 7 }, () => new Array<number | null>(24).fill(null));
  for (const cell of cells) {
    const row = rows[cell.weekday];
    if (row !== undefined && cell.seconds > 0) row[cell.hour] = (row[cell.hour] ?? 0) + (cell.kwh / cell.seconds) * 3600;
  }
  return rows;
}

/** The local day on a campus now. */
export function todayAt(campus: Campus, now: Date): string {
  return dayAt(now.getTime(), campus.timeZone);
}
