import { randomUUID } from 'node:crypto';
import { isOrdinary } from '#core/ranking/campus-past.ts';
import { mondaysBetween } from '#core/ranking/knowledge.ts';
import type { Lens } from '#core/ranking/rules.ts';
import { addDays, dayAt } from '#core/time/local-days.ts';
import { mondayOf } from '#core/time/weeks.ts';
import { type Dorm, listDorms } from '#db/queries/dorms.ts';
import { listBlackouts } from '#db/queries/expectations.ts';
import { listSeasons } from '#db/queries/seasons.ts';
import { oldestWeek } from '#db/queries/weeks.ts';
import { type Db, inTransaction, RollBack, type Transaction } from '#db/transaction.ts';
import { addSeason, type NewSeason } from '#services/add-season.ts';
import type { Context } from '#services/context.ts';
import { playedLeagues, type StaffLeague } from '#services/get-staff-season.ts';
import { playSeason } from '#services/play-season.ts';

/** How a season would have ended on past weeks, everything as staff see it. */
export interface Rehearsal {
  /** Mondays; null: there are not as many whole weeks yet. */
  readonly span: { readonly firstWeek: string; readonly lastWeek: string } | null;
  /** Weeks that are over since the first reading. */
  readonly weeksThere: number;
  /** season: dorms may have been saving then; break: some of the days were no usual ones. */
  readonly kind: 'ordinary' | 'season' | 'break';
  readonly lens: Lens;
  readonly leagues: readonly StaffLeague[];
  readonly dorms: ReadonlyMap<number, Dorm>;
}

/** Nobody waits for longer: the worker may be reckoning the same weeks. */
const LONGEST_WAIT = '4s';
const LONGEST_QUERY = '15s';
const MOST_LOOKED_THROUGH = 104;

/**
 * Plays a season that nobody has added on the newest past weeks of the same length, the baseline as far before it: rather weeks without
 * breaks and seasons. Nothing is stored: all of it is rolled back. Null where the weeks are being reckoned just now.
 * Errors: season-unfit, dorm-unknown.
 */
export async function rehearseSeason(ctx: Context, request: NewSeason): Promise<Rehearsal | null> {
  try {
    return await inTransaction(ctx.database, async (transaction): Promise<Rehearsal> => {
      await transaction.client.query(
        `SET LOCAL lock_timeout = '${LONGEST_WAIT}'; SET LOCAL statement_timeout = '${LONGEST_QUERY}'`,
      );
      throw new RollBack(await rehearse(ctx, { transaction, request }));
    });
  } catch (error) {
    if (isTimeOut(error)) return null;
    throw error;
  }
}

async function rehearse(
  ctx: Context,
  { transaction, request }: { transaction: Transaction; request: NewSeason },
): Promise<Rehearsal> {
  const { db } = transaction;
  const { campus, lens, now } = request;
  const dorms = new Map((await listDorms(db, campus.id)).map((dorm) => [dorm.id, dorm]));
  const { stretch, weeksThere } = await findStretch(db, request);
  if (stretch === null) return { span: null, weeksThere, kind: 'ordinary', lens, leagues: [], dorms };
  const slug = randomUUID();
  const within = { ...ctx, database: { ...ctx.database, db, within: transaction } };
  const { season } = await addSeason(within, { ...movedTo(request, stretch.firstWeek), slug });
  const played = await playSeason(db, { campus, slug: season.slug, now });
  return {
    span: { firstWeek: season.firstWeek, lastWeek: season.lastWeek },
    ...{ weeksThere, kind: stretch.kind, lens, dorms },
    leagues: playedLeagues(played, dorms),
  };
}

/** The season in its place in the past; its baseline keeps its distance. */
function movedTo(request: NewSeason, firstWeek: string): NewSeason {
  const back = mondaysBetween(firstWeek, request.firstWeek).length - 1;
  const moved = (monday: string) => addDays(monday, -7 * back);
  const { baseline } = request;
  return {
    ...request,
    firstWeek,
    lastWeek: moved(request.lastWeek),
    baseline: baseline === null ? null : { firstWeek: moved(baseline.firstWeek), lastWeek: moved(baseline.lastWeek) },
  };
}

async function findStretch(
  db: Db,
  { campus, firstWeek, lastWeek, now }: NewSeason,
): Promise<{ stretch: { firstWeek: string; kind: Rehearsal['kind'] } | null; weeksThere: number }> {
  const length = mondaysBetween(firstWeek, lastWeek).length;
  const newest = addDays(mondayOf(dayAt(now.getTime(), campus.timeZone)), -7);
  const over = mondaysBetween((await oldestWeek(db, campus.id)) ?? newest, newest);
  const weeks = (await oldestWeek(db, campus.id)) === null ? [] : over;
  const blackouts = await listBlackouts(db, campus.id);
  const seasons = await listSeasons(db, campus.id);
  const kindOf = (run: readonly string[]): Rehearsal['kind'] => {
    if (!run.every((monday) => isOrdinary(blackouts, monday))) return 'break';
    return run.some((monday) => seasons.some((one) => one.firstWeek <= monday && monday <= one.lastWeek)) ? 'season' : 'ordinary';
  };
  const runs = weeks.flatMap((monday, index) => {
    const run = weeks.slice(index, index + length);
    return run.length < length || index < weeks.length - MOST_LOOKED_THROUGH ? [] : [{ firstWeek: monday, kind: kindOf(run) }];
  });
  runs.reverse();
  const best = (['ordinary', 'season', 'break'] as const).map((kind) => runs.find((run) => run.kind === kind));
  return { stretch: best.find((run) => run !== undefined) ?? null, weeksThere: weeks.length };
}

/** lock_not_available, query_canceled. */
function isTimeOut(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return typeof cause === 'object' && cause !== null && 'code' in cause && (cause.code === '55P03' || cause.code === '57014');
}
