import { isPublic } from '#core/ranking/public-standings.ts';
import { isLens, type Lens } from '#core/ranking/rules.ts';
import type { Standing } from '#core/ranking/standings.ts';
import { weekId } from '#core/time/weeks.ts';
import { listAnnouncements } from '#db/queries/announcements.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listEditions, listStandings, type Publication } from '#db/queries/publications.ts';
import type { Context } from '#services/context.ts';
import { getFirstLens } from '#services/get-first-lens.ts';
import { openPublicGate, type PublicGate } from '#services/open-public-gate.ts';

/** A dorm as it was announced and as it stands corrected; null: it is not in that edition. */
export interface ComparedDorm {
  readonly slug: string;
  readonly name: string;
  readonly before: Standing | null;
  readonly after: Standing | null;
}

export interface WeekCorrection {
  readonly publication: Publication;
  /** In the order of the correction; those that are only in the announced edition last. */
  readonly dorms: readonly ComparedDorm[];
}

export interface ComparedEditions {
  readonly week: string;
  readonly lens: Lens;
  /** First to newest. */
  readonly editions: readonly Publication[];
  /** Null before the week is final. */
  readonly announced: Publication | null;
  /** Each against the announced edition, the newest first. */
  readonly corrections: readonly WeekCorrection[];
}

/**
 * What was announced of a week beside each of its corrections, as everyone may see it: a dorm that is too small by any of these
 * editions, or today, shows nothing of any. Lens null: the one it was announced by. Null when the week was never published.
 */
export async function compareEditions(
  ctx: Context,
  request: { campus: Campus; monday: string; lens: Lens | null },
): Promise<ComparedEditions | null> {
  const { campus, monday } = request;
  const { db } = ctx.database;
  const editions = await listEditions(db, { campusId: campus.id, week: monday });
  if (editions.length === 0) return null;
  const lens = request.lens ?? (await announcedLens(ctx, { campus, monday }));
  const announced = editions.find(({ state }) => state === 'final') ?? null;
  const compared = editions.filter(({ state }) => state !== 'provisional');
  const frozen = await Promise.all(compared.map(({ seq }) => listStandings(db, { campusId: campus.id, seq, lens })));
  const shown = shownAlike(frozen, { campus, monday, visible: await openPublicGate(db, campus) });
  const before = announced === null ? [] : (shown[compared.indexOf(announced)] ?? []);
  const corrections = compared.flatMap((publication, index) =>
    publication.state === 'corrected' ? [{ publication, dorms: paired(before, shown[index] ?? []) }] : [],
  );
  return { week: weekId(monday), lens, editions, announced, corrections: corrections.reverse() };
}

async function announcedLens(ctx: Context, asked: { campus: Campus; monday: string }): Promise<Lens> {
  const [said] = await listAnnouncements(ctx.database.db, { campusId: asked.campus.id, week: asked.monday });
  return said !== undefined && isLens(said.lens) ? said.lens : getFirstLens(ctx, asked);
}

/** Through the gate with the smallest size that any edition knew: what one hides cannot be read from another. */
function shownAlike(
  editions: readonly (readonly Standing[])[],
  { campus, monday, visible }: { campus: Campus; monday: string; visible: PublicGate },
): Standing[][] {
  const hidden = new Map(
    editions
      .flat()
      .flatMap(({ dormId, residents }) =>
        isPublic(residents, campus.unknownResidentsAtLeast) ? [] : [[dormId, residents] as const],
      ),
  );
  const withSize = (standing: Standing): Standing => {
    const residents = hidden.get(standing.dormId);
    return residents === undefined ? standing : { ...standing, residents };
  };
  return editions.map((standings) => visible(monday, standings.map(withSize)));
}

function paired(before: readonly Standing[], after: readonly Standing[]): ComparedDorm[] {
  const announced = new Map(before.map((standing) => [standing.dormId, standing]));
  const corrected = new Set(after.map(({ dormId }) => dormId));
  return [
    ...after.map((one) => ({ slug: one.slug, name: one.name, before: announced.get(one.dormId) ?? null, after: one })),
    ...before
      .filter(({ dormId }) => !corrected.has(dormId))
      .map((one) => ({ slug: one.slug, name: one.name, before: one, after: null })),
  ];
}
