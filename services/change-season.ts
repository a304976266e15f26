import { weekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { findSeason, insertSeasonEvent, listSeasonEvents, moveSeasonEnd } from '#db/queries/seasons.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { ServiceError } from '#services/service-error.ts';

/**
 * Moves a season's end. Once its rules are frozen that is an event with its reason, which everyone sees, and the frozen rules stay
 * as they were. Answers how many such events there are. Errors: season-unknown, season-unfit.
 */
export async function changeSeason(
  ctx: Context,
  request: { campus: Campus; slug: string; lastWeek: string; reason: string | null; personId: number | null; now: Date },
): Promise<number> {
  const { campus, slug, lastWeek, reason, personId, now } = request;
  return inTransaction(ctx.database, async ({ db }) => {
    const season = await findSeason(db, { campusId: campus.id, slug });
    if (season === null) throw new ServiceError('season-unknown', `${campus.name} has no season “${slug}”.`);
    if (lastWeek < season.firstWeek)
      throw new ServiceError('season-unfit', `The season begins in ${weekId(season.firstWeek)}: it cannot end before.`);
    const key = { campusId: campus.id, seasonId: season.id };
    if (season.state !== 'planned') {
      if (reason === null || reason === '')
        throw new ServiceError('season-unfit', 'The season has begun. Say why its rules change: everyone will see it.');
      const change = { lastWeek: { from: season.lastWeek, to: lastWeek } };
      await insertSeasonEvent(db, { ...key, change, reason, personId, happenedAt: now });
    }
    await moveSeasonEnd(db, { ...key, lastWeek });
    return (await listSeasonEvents(db, key)).length;
  });
}
