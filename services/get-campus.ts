import { type Campus, findCampus } from '#db/queries/campuses.ts';
import type { Context } from '#services/context.ts';
import { ServiceError } from '#services/service-error.ts';

/** The campus of a slug. Errors: campus-unknown. */
export async function getCampus(ctx: Context, slug: string): Promise<Campus> {
  const campus = await findCampus(ctx.database.db, slug);
  if (campus === null)
    throw new ServiceError(
      'campus-unknown',
      `There is no campus “${slug}”. Add it first: wattle campus add ${slug} --name … --time-zone …`,
    );
  return campus;
}
