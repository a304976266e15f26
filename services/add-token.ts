import type { Campus } from '#db/queries/campuses.ts';
import { insertToken, type TokenPurpose } from '#db/queries/tokens.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';
import { type Actor, actorName, requirePermission } from '#services/require-role.ts';
import { hashSecretWord, newSecretWord } from '#services/secret-words.ts';

const TOKEN_DAYS = 365;

/** `token` is told once: only its hash is stored. */
export interface AddedToken {
  readonly id: number;
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Makes a token by which a program may do one thing at one campus, for a year. `label` says which program, for the list.
 * The campus's number stands in the token, so that one for another campus can be told from a made-up one.
 * Errors: not-allowed.
 */
export async function addToken(
  ctx: Context,
  request: { by: Actor | null; campus: Campus; purpose: TokenPurpose; label: string; now: Date },
): Promise<AddedToken> {
  const { by, campus, purpose, now } = request;
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'add-token' });
  const token = `wattle_${campus.id}_${newSecretWord()}`;
  const expiresAt = new Date(now.getTime() + TOKEN_DAYS * 86_400_000);
  const label = request.label.trim().slice(0, 80);
  const row = { campusId: campus.id, tokenHash: hashSecretWord(token), label, purpose, createdAt: now, expiresAt };
  const { id } = await inTransaction(ctx.database, async ({ db }) => {
    const added = await insertToken(db, row);
    await recordAudit(db, { campusId: campus.id, by, action: 'add-token', subject: added.id, detail: { purpose }, at: now });
    return added;
  });
  ctx.log.info({ campus: campus.slug, token: id, purpose, by: actorName(by) }, 'token added');
  return { id, token, expiresAt };
}
