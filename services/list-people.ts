import type { Campus } from '#db/queries/campuses.ts';
import { listMembers, type Member } from '#db/queries/people.ts';
import type { Context } from '#services/context.ts';
import { type Actor, requirePermission } from '#services/require-role.ts';

/** Everyone with a role at the campus. Errors: not-allowed. */
export async function listPeople(ctx: Context, request: { by: Actor | null; campus: Campus; now: Date }): Promise<Member[]> {
  const { by, campus, now } = request;
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'list-people' });
  return listMembers(ctx.database.db, { campusId: campus.id, now });
}
