import { type Campus, notifyChanged } from '#db/queries/campuses.ts';
import { type Dorm, findDorm, listDorms, updateDorm } from '#db/queries/dorms.ts';
import type { DormKind } from '#db/schema/dorms.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';
import { ServiceError } from '#services/service-error.ts';

/** Gives a dorm another name or kind; its address stays. Errors: dorm-unknown, dorm-taken (another dorm has that name). */
export async function editDorm(
  ctx: Context,
  request: { campus: Campus; slug: string; name: string; kind: DormKind },
): Promise<void> {
  const { campus, slug, name, kind } = request;
  await inTransaction(ctx.database, async ({ db }) => {
    const dorm = await dormOrRefusal(db, { campus, slug });
    const others = (await listDorms(db, campus.id)).filter((other) => other.id !== dorm.id);
    if (others.some((other) => other.name === name))
      throw new ServiceError('dorm-taken', `There is another dorm “${name}” at ${campus.name}. Give this one another name.`);
    await updateDorm(db, { campusId: campus.id, id: dorm.id, name, kind, league: dorm.league });
    await recordAudit(db, { campusId: campus.id, by: ctx.by, action: 'edit-dorm', subject: slug });
    await notifyChanged(db, campus.slug);
  });
}

/** The dorm of an address. Errors: dorm-unknown. */
export async function dormOrRefusal(db: Context['database']['db'], key: { campus: Campus; slug: string }): Promise<Dorm> {
  const dorm = await findDorm(db, { campusId: key.campus.id, slug: key.slug });
  if (dorm === null) throw new ServiceError('dorm-unknown', `There is no dorm “${key.slug}” at ${key.campus.name}.`);
  return dorm;
}
