import { isPublic } from '#core/ranking/public-standings.ts';
import type { LensFairness } from '#core/ranking/replay.ts';
import { LENSES } from '#core/ranking/rules.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { type Dorm, listDormSizes, listDorms } from '#db/queries/dorms.ts';
import { listFairness } from '#db/queries/fairness.ts';
import type { Db } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { sizesInForce } from '#services/reckon-week.ts';

/** How fair each lens was over a campus's ordinary published weeks, as everyone may see it. */
export interface CampusFairness {
  readonly lenses: readonly LensFairness[];
  readonly dorms: ReadonlyMap<number, Dorm>;
  readonly reckonedAt: Date;
}

/** Null where the worker has not reckoned it yet, or must anew because a dorm that won may no longer be shown. */
export async function getFairness(ctx: Context, campus: Campus): Promise<CampusFairness | null> {
  const { db } = ctx.database;
  const kept = await listFairness(db, campus.id);
  const lenses = LENSES.flatMap((lens) => kept.filter((row) => row.lens === lens).map(({ figures }) => figuresFrom(figures)));
  const [newest] = kept;
  if (newest === undefined || lenses.length < LENSES.length || !(await mayAllBeShown(db, campus, lenses))) return null;
  const dorms = await listDorms(db, campus.id);
  return { lenses, dorms: new Map(dorms.map((dorm) => [dorm.id, dorm])), reckonedAt: newest.reckonedAt };
}

async function mayAllBeShown(db: Db, campus: Campus, lenses: readonly LensFairness[]): Promise<boolean> {
  const sizes = await listDormSizes(db, campus.id);
  const winners = new Map<string, number[]>();
  for (const { name, winners: won } of lenses.flatMap(({ drawn }) => drawn))
    winners.set(name, [...(winners.get(name) ?? []), ...won]);
  return [...winners].every(([week, dorms]) => {
    const today = sizesInForce(sizes, week);
    return dorms.every((dormId) => isPublic(today.get(dormId)?.residents ?? null, campus.unknownResidentsAtLeast));
  });
}

/** They come back as they were put in. */
function figuresFrom(stored: unknown): LensFairness {
  return stored as LensFairness;
}
