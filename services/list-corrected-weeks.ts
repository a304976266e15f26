import type { Campus } from '#db/queries/campuses.ts';
import { listCorrections } from '#db/queries/publications.ts';
import { type ComparedEditions, compareEditions, type WeekCorrection } from '#services/compare-editions.ts';
import type { Context } from '#services/context.ts';

export interface ListedCorrection extends WeekCorrection {
  readonly week: string;
  readonly lens: ComparedEditions['lens'];
}

/** Every correction of a campus against what was announced, as everyone may see it, the newest first; at most `limit`. */
export async function listCorrectedWeeks(
  ctx: Context,
  request: { campus: Campus; limit: number },
): Promise<readonly ListedCorrection[]> {
  const { campus, limit } = request;
  const corrections = await listCorrections(ctx.database.db, { campusId: campus.id, limit });
  const byWeek = new Map<string, ComparedEditions | null>();
  for (const { week } of corrections)
    if (!byWeek.has(week)) byWeek.set(week, await compareEditions(ctx, { campus, monday: week, lens: null }));
  return corrections.flatMap(({ week: monday, seq }) => {
    const compared = byWeek.get(monday);
    const found = compared?.corrections.find(({ publication }) => publication.seq === seq);
    return compared == null || found === undefined ? [] : [{ ...found, week: compared.week, lens: compared.lens }];
  });
}
