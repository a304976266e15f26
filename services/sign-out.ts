import { deleteSession } from '#db/queries/sessions.ts';
import type { Context } from '#services/context.ts';
import { hashSecretWord } from '#services/secret-words.ts';

/** Ends the session of a cookie's token: a copy of the cookie is worth nothing from now on. Unknown tokens are let be. */
export async function signOut(ctx: Context, token: string): Promise<void> {
  await deleteSession(ctx.database.db, hashSecretWord(token));
}
