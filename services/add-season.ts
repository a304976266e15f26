import { isOrdinary } from '#core/ranking/campus-past.ts';
import { mondaysBetween } from '#core/ranking/knowledge.ts';
import { type Lens, RULES } from '#core/ranking/rules.ts';
import { weekId, weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listDorms } from '#db/queries/dorms.ts';
import { listBlackouts } from '#db/queries/expectations.ts';
import { insertSeason, insertSeasonDorms, type Season } from '#db/queries/seasons.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { ServiceError } from '#services/service-error.ts';

export interface NewSeason {
  readonly campus: Campus;
  readonly slug: string;
  readonly name: string;
  /** Mondays. */
  readonly firstWeek: string;
  readonly lastWeek: string;
  readonly lens: Lens;
  /** Mondays; null: the newest ordinary weeks before the season. */
  readonly baseline: { readonly firstWeek: string; readonly lastWeek: string } | null;
  /** Only dorms of these leagues take part, each league ranked by itself; empty: every dorm, all against all. */
  readonly leagues: readonly string[];
  readonly now: Date;
}

export interface AddedSeason {
  readonly season: Season;
  readonly dorms: number;
  /** The first week had begun already: the dorms may not have known. */
  readonly hasBegun: boolean;
}

/** Adds a season with the dorms that take part. Errors: season-taken, season-unfit. */
export async function addSeason(ctx: Context, request: NewSeason): Promise<AddedSeason> {
  const { campus, slug, name, firstWeek, lastWeek, lens, baseline, leagues, now } = request;
  return inTransaction(ctx.database, async ({ db }) => {
    refuseUnfit(request, await listBlackouts(db, campus.id));
    const dorms = (await listDorms(db, campus.id)).filter(
      ({ league }) => leagues.length === 0 || (league !== null && leagues.includes(league)),
    );
    if (dorms.length < 2) throw new ServiceError('season-unfit', 'Fewer than two dorms would take part. A contest needs two.');
    const season = await insertSeason(db, {
      ...{ campusId: campus.id, slug, name, firstWeek, lastWeek, lens, createdAt: now },
      ...{ baselineFirstWeek: baseline?.firstWeek ?? null, baselineLastWeek: baseline?.lastWeek ?? null },
    });
    if (season === null) throw new ServiceError('season-taken', `${campus.name} has a season “${slug}” already. Choose another.`);
    await insertSeasonDorms(
      db,
      dorms.map(({ id, league }) => ({
        campusId: campus.id,
        seasonId: season.id,
        dormId: id,
        league: leagues.length === 0 ? null : league,
      })),
    );
    return { season, dorms: dorms.length, hasBegun: weekOf(firstWeek, campus.timeZone).startsAt <= now.getTime() };
  });
}

function refuseUnfit(request: NewSeason, blackouts: Parameters<typeof isOrdinary>[0]): void {
  const { slug, firstWeek, lastWeek, baseline } = request;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
    throw new ServiceError('season-unfit', `“${slug}” cannot be part of an address. Use small letters, digits and hyphens.`);
  if (lastWeek < firstWeek) throw new ServiceError('season-unfit', 'The last week comes before the first. Turn them round.');
  if (baseline === null) return;
  if (baseline.lastWeek >= firstWeek)
    throw new ServiceError('season-unfit', `The baseline must end before the season begins in ${weekId(firstWeek)}.`);
  const weeks = mondaysBetween(baseline.firstWeek, baseline.lastWeek).filter((week) => isOrdinary(blackouts, week));
  if (weeks.length < RULES.leastBaselineWeeks)
    throw new ServiceError('season-unfit', `The baseline needs ${RULES.leastBaselineWeeks} whole weeks outside breaks.`);
}
