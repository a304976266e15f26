import { findRole } from '#db/queries/people.ts';
import type { Context } from '#services/context.ts';
import { NotAllowed } from '#services/not-allowed.ts';
import { PERMISSIONS, type Role, type StaffVerb } from '#services/permissions.ts';
import type { StaffSession } from '#services/read-session.ts';

/** Who asks for something: a signed-in person, or whoever runs the command line. */
export type Actor = StaffSession | 'operator';

/**
 * The gate before everything that staff do: gives the role the person has at the campus now, asked of the database, not
 * remembered in the session. Errors: not-allowed (no session, disabled, no role at this campus, or another role).
 */
export async function requireRole(
  ctx: Context,
  request: { session: StaffSession | null; campusId: number; anyOf: readonly Role[] },
): Promise<Role> {
  const { session, campusId, anyOf } = request;
  if (session === null) throw new NotAllowed('signed-out');
  const role = await findRole(ctx.database.db, { campusId, personId: session.personId });
  if (role !== null && anyOf.includes(role)) return role;
  throw new NotAllowed('no-role');
}

/** As requireRole, by the table of who may do what; the operator may do everything. Errors: not-allowed. */
export async function requirePermission(
  ctx: Context,
  request: { by: Actor | null; campusId: number; verb: StaffVerb },
): Promise<void> {
  const { by, campusId, verb } = request;
  if (by === 'operator') return;
  await requireRole(ctx, { session: by, campusId, anyOf: PERMISSIONS[verb] });
}

/** Who did it, for the log: a number, no name. */
export function actorName(by: Actor | null): number | string {
  return by === null || by === 'operator' ? 'operator' : by.personId;
}
