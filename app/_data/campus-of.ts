import type { Campus } from '#db/queries/campuses.ts';
import type { Context } from '#services/context.ts';
import { getCampus } from '#services/get-campus.ts';
import { ServiceError } from '#services/service-error.ts';

/** The campus of an address. What cannot be one is not asked of the database. Errors: campus-unknown. */
export async function campusOf(ctx: Context, slug: string): Promise<Campus> {
  if (!isCampusSlug(slug))
    throw new ServiceError('campus-unknown', 'There is no campus of that name. Names are lower case, such as alder-bay.');
  return getCampus(ctx, slug);
}

/** Whether a part of an address can be a campus's: what cannot is not asked of the database. */
export function isCampusSlug(text: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}
