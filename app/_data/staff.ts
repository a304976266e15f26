import 'server-only';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { assertSameOrigin } from '#app/_auth/same-origin.ts';
import { currentSession, requireSession } from '#app/_auth/session.ts';
import { campusOf } from '#app/_data/campus-of.ts';
import { getContext } from '#app/_data/process-state.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { Context } from '#services/context.ts';
import { NotAllowed } from '#services/not-allowed.ts';
import { PERMISSIONS, type StaffVerb } from '#services/permissions.ts';
import type { StaffSession } from '#services/read-session.ts';
import { requirePermission } from '#services/require-role.ts';
import { ServiceError } from '#services/service-error.ts';

/** Someone of the staff at a campus where they may do what they came for. */
export interface StaffPlace {
  readonly ctx: Context;
  readonly campus: Campus;
  readonly session: StaffSession;
  /** What else their role lets them do here, for what a page offers; each verb asks again. */
  can(verb: StaffVerb): boolean;
}

/**
 * The gate of every staff action and handler that changes something: the request comes from a page of this site, and the
 * person's role at the campus allows the verb now. Errors: not-allowed, campus-unknown.
 */
export async function staffChange(slug: string, verb: StaffVerb): Promise<StaffPlace> {
  assertSameOrigin(await headers());
  return staffLook(slug, verb);
}

/** The gate of what staff only look at. Errors: not-allowed, campus-unknown. */
export async function staffLook(slug: string, verb: StaffVerb): Promise<StaffPlace> {
  const session = await currentSession();
  if (session === null) throw new NotAllowed('signed-out');
  const ctx = { ...(await getContext()), by: session };
  const campus = await campusOf(ctx, slug);
  await requirePermission(ctx, { by: session, campusId: campus.id, verb });
  const role = session.memberships.find((membership) => membership.campusId === campus.id)?.role;
  return { ctx, campus, session, can: (other) => role !== undefined && PERMISSIONS[other].some((allowed) => allowed === role) };
}

/** As staffLook for a page: signs in first, and shows "not found" of campuses that are not the person's. */
export async function staffPage(request: { locale: string; slug: string; verb: StaffVerb; path: string }): Promise<StaffPlace> {
  await requireSession(request);
  try {
    return await staffLook(request.slug, request.verb);
  } catch (error) {
    if (error instanceof ServiceError) notFound();
    throw error;
  }
}
