import { type Campus, notifyChanged } from '#db/queries/campuses.ts';
import { deletePlannedSeason, findSeason } from '#db/queries/seasons.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';
import { freezeWhenBegun } from '#services/season-knowledge.ts';
import { ServiceError } from '#services/service-error.ts';

/** Takes back a season that has not begun, as if it had never been set up. Errors: season-unknown, season-begun. */
export async function withdrawSeason(ctx: Context, request: { campus: Campus; slug: string; now: Date }): Promise<void> {
  const { campus, slug, now } = request;
  await inTransaction(ctx.database, async ({ db }) => {
    const season = await findSeason(db, { campusId: campus.id, slug });
    if (season === null) throw new ServiceError('season-unknown', `${campus.name} has no season “${slug}”.`);
    const hasBegun = await freezeWhenBegun(db, { campus, season, now });
    if (hasBegun || !(await deletePlannedSeason(db, { campusId: campus.id, seasonId: season.id })))
      throw new ServiceError('season-begun', 'The season has begun: it cannot be withdrawn. Bring its end forward instead.');
    await recordAudit(db, {
      ...{ campusId: campus.id, by: ctx.by, action: 'withdraw-season', subject: slug, at: now },
      detail: { firstWeek: season.firstWeek, lastWeek: season.lastWeek, lens: season.lens },
    });
    await notifyChanged(db, campus.slug);
  });
}
