import { type Campus, setCampusPlace } from '#db/queries/campuses.ts';
import type { Context } from '#services/context.ts';

/** Says where the campus is, in degrees, north and east positive: a weather service is asked for that place. */
export async function placeCampus(
  ctx: Context,
  campus: Campus,
  place: { readonly latitude: number; readonly longitude: number },
): Promise<void> {
  await setCampusPlace(ctx.database.db, { campusId: campus.id, ...place });
}
