import type { Campus } from '#db/queries/campuses.ts';
import { type Dorm, type DormSize, listDormSizes, listDorms } from '#db/queries/dorms.ts';
import { listMeters } from '#db/queries/meters.ts';
import { BEGINNING_OF_TIME } from '#db/schema/dorms.ts';
import type { Context } from '#services/context.ts';

/** A dorm with its sizes over time, oldest first; `fromDay` null holds from the beginning of time. */
export interface ListedDorm {
  readonly dorm: Dorm;
  readonly sizes: readonly (Omit<DormSize, 'fromDay'> & { readonly fromDay: string | null })[];
  readonly meterCount: number;
}

/** Every dorm of a campus, by name. */
export async function listCampusDorms(ctx: Context, { campus }: { campus: Campus }): Promise<ListedDorm[]> {
  const { db } = ctx.database;
  const sizes = await listDormSizes(db, campus.id);
  const meters = await listMeters(db, campus.id);
  return (await listDorms(db, campus.id)).map((dorm) => ({
    dorm,
    sizes: sizes
      .filter((size) => size.dormId === dorm.id)
      .map((size) => ({ ...size, fromDay: size.fromDay === BEGINNING_OF_TIME ? null : size.fromDay })),
    meterCount: meters.filter((meter) => meter.dormId === dorm.id).length,
  }));
}
