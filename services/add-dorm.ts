import { dormSlug } from '#core/meter-files/slug.ts';
import { type Campus, notifyChanged } from '#db/queries/campuses.ts';
import { type Dorm, insertDorm, listDorms, putDormSize } from '#db/queries/dorms.ts';
import type { DormKind } from '#db/schema/dorms.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';
import { ServiceError } from '#services/service-error.ts';

/** Residents and floor area (m²); null is unknown. */
export interface DormSizeValues {
  readonly residents: number | null;
  readonly floorAreaM2: number | null;
}

/** Adds a dorm; its first size holds from the beginning of time. Errors: dorm-taken (a dorm of that name is there). */
export async function addDorm(
  ctx: Context,
  request: { campus: Campus; name: string; kind: DormKind; size: DormSizeValues },
): Promise<Dorm> {
  const { campus, name, kind, size } = request;
  return inTransaction(ctx.database, async ({ db }) => {
    const known = await listDorms(db, campus.id);
    const slugs = new Set(known.map((dorm) => dorm.slug));
    const wanted = dormSlug(name, new Set(), known.length + 1);
    if (slugs.has(wanted) || known.some((dorm) => dorm.name === name))
      throw new ServiceError('dorm-taken', `There is a dorm “${name}” at ${campus.name} already. Give this one another name.`);
    const dorm = await insertDorm(db, { campusId: campus.id, slug: wanted, name, kind });
    await putDormSize(db, { campusId: campus.id, dormId: dorm.id, fromDay: null, ...size });
    await recordAudit(db, { campusId: campus.id, by: ctx.by, action: 'add-dorm', subject: wanted });
    await notifyChanged(db, campus.slug);
    return dorm;
  });
}
