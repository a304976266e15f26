import { type Campus, setCampusPlace } from '#db/queries/campuses.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';

/** Says where the campus is, in degrees, north and east positive: a weather service is asked for that place. */
export async function placeCampus(
  ctx: Context,
  campus: Campus,
  place: { readonly latitude: number; readonly longitude: number },
): Promise<void> {
  await inTransaction(ctx.database, async ({ db }) => {
    await setCampusPlace(db, { campusId: campus.id, ...place });
    await recordAudit(db, {
      ...{ campusId: campus.id, by: ctx.by, action: 'place-campus', subject: null },
      detail: { latitude: place.latitude, longitude: place.longitude },
    });
  });
}
