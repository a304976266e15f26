import type { Lens } from '#core/ranking/rules.ts';
import { type Campus, notifyChanged } from '#db/queries/campuses.ts';
import { listDorms } from '#db/queries/dorms.ts';
import { insertSeason, insertSeasonDorms, type Season } from '#db/queries/seasons.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';
import { refuseUnfitSeason, type SeasonShape } from '#services/refuse-unfit-season.ts';
import { freezeWhenBegun } from '#services/season-knowledge.ts';
import { ServiceError } from '#services/service-error.ts';

export interface NewSeason extends Omit<SeasonShape, 'prizes'> {
  /** By place, or in words; none unless said. */
  readonly prizes?: readonly string[];
  readonly campus: Campus;
  readonly lens: Lens;
  /** Only dorms of these leagues take part, each league ranked by itself; empty: every dorm, all against all. */
  readonly leagues: readonly string[];
  readonly now: Date;
}

export interface AddedSeason {
  readonly season: Season;
  readonly dorms: number;
  /** The first week had begun already: the dorms may not have known. The rules are frozen at once. */
  readonly hasBegun: boolean;
}

/**
 * Adds a season with the dorms that take part. Seasons may overlap: a campus may hold a contest of its first years beside that of all.
 * Errors: season-taken, season-unfit.
 */
export async function addSeason(ctx: Context, request: NewSeason): Promise<AddedSeason> {
  const { campus, slug, name, firstWeek, lastWeek, lens, baseline, leagues, now } = request;
  const prizes = request.prizes ?? [];
  return inTransaction(ctx.database, async ({ db }) => {
    await refuseUnfitSeason(db, campus.id, { ...request, prizes });
    const dorms = (await listDorms(db, campus.id)).filter(
      ({ league }) => leagues.length === 0 || (league !== null && leagues.includes(league)),
    );
    if (dorms.length < 2) throw new ServiceError('season-unfit', 'Fewer than two dorms would take part. A contest needs two.');
    const season = await insertSeason(db, {
      ...{ campusId: campus.id, slug, name, firstWeek, lastWeek, lens, prizes, createdAt: now },
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
    const hasBegun = await freezeWhenBegun(db, { campus, season, now });
    await recordAudit(db, {
      ...{ campusId: campus.id, by: ctx.by, action: 'add-season', subject: slug, at: now },
      detail: { firstWeek, lastWeek, lens },
    });
    await notifyChanged(db, campus.slug);
    return { season, dorms: dorms.length, hasBegun };
  });
}
