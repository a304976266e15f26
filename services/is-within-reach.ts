import { listMemberships } from '#db/queries/people.ts';
import type { Db } from '#db/transaction.ts';
import type { Actor } from '#services/require-role.ts';

/**
 * Whether one may change a person's account itself (password link, disabling, deleting), not only their role at one
 * campus: they must be admin of every campus the person belongs to, or it would be a way into another campus.
 */
export async function isWithinReach(db: Db, request: { by: Actor | null; personId: number }): Promise<boolean> {
  const { by, personId } = request;
  if (by === null) return false;
  if (by === 'operator') return true;
  const mine = await listMemberships(db, by.personId);
  const administered = new Set(mine.filter(({ role }) => role === 'admin').map(({ campusId }) => campusId));
  const theirs = await listMemberships(db, personId);
  return theirs.every(({ campusId }) => administered.has(campusId));
}
