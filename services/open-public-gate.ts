import { isPublic, publicStandings } from '#core/ranking/public-standings.ts';
import type { Standing } from '#core/ranking/standings.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listDormSizes } from '#db/queries/dorms.ts';
import type { Db } from '#db/transaction.ts';
import { sizesInForce } from '#services/reckon-week.ts';

/** Gives the standings of the week that began on `monday` as everyone may see them. */
export type PublicGate = (monday: string, standings: readonly Standing[]) => Standing[];

/**
 * The gate between standings and the public. A dorm must be large enough both by what a publication froze and by what
 * is known today of that week: a size that staff put right withholds figures that were shown before, also of final weeks.
 */
export async function openPublicGate(db: Db, campus: Campus): Promise<PublicGate> {
  const sizes = await listDormSizes(db, campus.id);
  const atLeast = campus.unknownResidentsAtLeast;
  return (monday, standings) => {
    const today = sizesInForce(sizes, monday);
    const judged = standings.map((standing) => {
      const residents = today.get(standing.dormId)?.residents ?? null;
      return isPublic(residents, atLeast) ? standing : { ...standing, residents };
    });
    return publicStandings(judged, atLeast);
  };
}
