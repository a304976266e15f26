import { LENSES, type Lens } from '#core/ranking/rules.ts';
import type { Standing } from '#core/ranking/standings.ts';
import { weekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listStandings, newestEdition, type Publication } from '#db/queries/publications.ts';
import { readContent } from '#db/queries/published-contents.ts';
import { inTransaction, RollBack } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { getFirstLens } from '#services/get-first-lens.ts';
import { type MovedPart, movedParts } from '#services/moved-parts.ts';
import { reckonEdition } from '#services/reckon-edition.ts';
import { ServiceError } from '#services/service-error.ts';

/** A dorm's place as published and as it would be; null: it is not in that one. */
export interface DormChange {
  readonly dormId: number;
  readonly slug: string;
  readonly name: string;
  readonly before: Standing | null;
  readonly after: Standing | null;
}

export interface WeekChanges {
  readonly week: string;
  readonly publication: Publication;
  /** Of what would stand instead, in hexadecimal. */
  readonly digest: string;
  /** Whether anything at all would differ, if only in an input. */
  readonly hasChanges: boolean;
  readonly parts: readonly MovedPart[];
  /** The lens by which the week is judged first, and every dorm under it. */
  readonly lens: Lens;
  readonly dorms: readonly DormChange[];
  /** The lenses under which a place would differ. */
  readonly lensesThatMove: readonly Lens[];
}

/**
 * A published week against one reckoned now from today's readings, sizes, breaks and temperatures. Nothing is changed by asking.
 * Errors: week-not-published.
 */
export async function whatWouldChange(
  ctx: Context,
  request: { campus: Campus; monday: string; now: Date },
): Promise<WeekChanges> {
  const { campus, monday, now } = request;
  const lens = await getFirstLens(ctx, { campus, monday });
  return inTransaction(ctx.database, async ({ db }): Promise<WeekChanges> => {
    const publication = await newestEdition(db, { campusId: campus.id, week: monday });
    const week = weekId(monday);
    if (publication === null)
      throw new ServiceError(
        'week-not-published',
        `Week ${week} is not closed yet at ${campus.name}: there is nothing to change.`,
      );
    const fresh = await reckonEdition(db, { campus, monday, now });
    const key = { campusId: campus.id, seq: publication.seq };
    const byLens = new Map<Lens, DormChange[]>();
    for (const one of LENSES) {
      const after = fresh.content.standings.filter((standing) => standing.lens === one);
      byLens.set(one, paired(await listStandings(db, { ...key, lens: one }), after));
    }
    const content = await readContent(db, publication, { campus: campus.slug, week, lenses: LENSES });
    // Reckoning may keep what is expected of weeks for the next time; asking changes nothing.
    throw new RollBack({
      ...{ week, publication, lens },
      digest: fresh.digest.toString('hex'),
      hasChanges: !fresh.digest.equals(publication.contentDigest),
      parts: await movedParts(db, { campus, link: publication, content }),
      dorms: byLens.get(lens) ?? [],
      lensesThatMove: LENSES.filter((one) => (byLens.get(one) ?? []).some(({ before, after }) => before?.rank !== after?.rank)),
    } satisfies WeekChanges);
  });
}

/** By today's order; those that are only in the publication last. */
function paired(before: readonly Standing[], after: readonly Standing[]): DormChange[] {
  const published = new Map(before.map((standing) => [standing.dormId, standing]));
  const now = new Set(after.map(({ dormId }) => dormId));
  const change = (named: Standing, standing: Standing | null): DormChange => {
    const { dormId, slug, name } = named;
    return { dormId, slug, name, before: published.get(dormId) ?? null, after: standing };
  };
  return [
    ...after.map((standing) => change(standing, standing)),
    ...before.filter(({ dormId }) => !now.has(dormId)).map((standing) => change(standing, null)),
  ];
}
