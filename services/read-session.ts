import { listMemberships, type Membership } from '#db/queries/people.ts';
import { findSession } from '#db/queries/sessions.ts';
import type { Context } from '#services/context.ts';
import { hashSecretWord } from '#services/secret-words.ts';

/** A signed-in person as the database knows them at this request. */
export interface StaffSession {
  readonly personId: number;
  readonly email: string;
  readonly expiresAt: Date;
  readonly memberships: readonly Membership[];
}

/** Whose session a cookie's token is; null when it is unknown, signed out, over, or its person is disabled. */
export async function readSession(ctx: Context, request: { token: string; now: Date }): Promise<StaffSession | null> {
  const { db } = ctx.database;
  const session = await findSession(db, { tokenHash: hashSecretWord(request.token), now: request.now });
  return session === null ? null : { ...session, memberships: await listMemberships(db, session.personId) };
}
