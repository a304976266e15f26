import { contentDigest } from '#core/ranking/publication-digest.ts';
import { comparableWeeks, lensFairness } from '#core/ranking/replay.ts';
import { LENSES, METHOD_VERSION } from '#core/ranking/rules.ts';
import { type Campus, listCampuses, notifyChanged } from '#db/queries/campuses.ts';
import { listDormSizes } from '#db/queries/dorms.ts';
import { listFairness, putFairness } from '#db/queries/fairness.ts';
import type { Publication } from '#db/queries/publications.ts';
import { type Db, inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { openPublicGate } from '#services/open-public-gate.ts';
import { judgedWeeks, listOrdinaryWeeks } from '#services/ordinary-weeks.ts';

/** Changes whenever figures are made otherwise from the same weeks. */
const FIGURES_VERSION = 2;

/**
 * Reckons how fair each lens was, as everyone may see it, at every campus (or one) whose ordinary published weeks, or whose dorms that may be
 * shown, are other than when it was last reckoned; the answer is how many. Models are taken as they were
 * published, never fitted anew. Calling it twice, or from several workers, does no harm.
 */
export async function reckonDueFairness(ctx: Context, request: { now: Date; campusId?: number }): Promise<number> {
  const { now, campusId } = request;
  const campuses = (await listCampuses(ctx.database.db)).filter((campus) => campusId === undefined || campus.id === campusId);
  let reckoned = 0;
  for (const campus of campuses) {
    const isDone = await inTransaction(ctx.database, ({ db }) => reckonCampus(db, { campus, now }));
    if (!isDone) continue;
    reckoned += 1;
    await notifyChanged(ctx.database.db, campus.slug);
  }
  return reckoned;
}

/** False when nothing it rests on has changed. */
async function reckonCampus(db: Db, { campus, now }: { campus: Campus; now: Date }): Promise<boolean> {
  const publications = await listOrdinaryWeeks(db, { campusId: campus.id, beforeWeek: null });
  const basis = await basisOf(db, { campus, publications });
  const before = await listFairness(db, campus.id);
  if (before.length === LENSES.length ? before.every((row) => row.basis.equals(basis)) : publications.length === 0) return false;
  const weeks = comparableWeeks(await judgedWeeks(db, { publications, gate: await openPublicGate(db, campus) }), LENSES);
  const lenses = LENSES.map((lens) => ({ lens, figures: lensFairness(weeks, lens) }));
  await putFairness(db, { campusId: campus.id, basis, reckonedAt: now, lenses });
  return true;
}

/** What the figures rest on: the weeks, in their editions, and whose places may be shown. */
async function basisOf(
  db: Db,
  { campus, publications }: { campus: Campus; publications: readonly Publication[] },
): Promise<Buffer> {
  return contentDigest({
    method: METHOD_VERSION,
    figures: FIGURES_VERSION,
    weeks: publications.map(({ week, seq }) => [week, seq]),
    sizes: await listDormSizes(db, campus.id),
    unknownResidentsAtLeast: campus.unknownResidentsAtLeast,
  });
}
