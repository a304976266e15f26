import type { Campus } from '#db/queries/campuses.ts';
import { setTokenRevoked } from '#db/queries/tokens.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Context } from '#services/context.ts';
import { recordAudit } from '#services/record-audit.ts';
import { type Actor, actorName, requirePermission } from '#services/require-role.ts';
import { ServiceError } from '#services/service-error.ts';

/** Makes a token of the campus worthless from the next request on. Errors: not-allowed, token-invalid. */
export async function revokeToken(
  ctx: Context,
  request: { by: Actor | null; campus: Campus; tokenId: number; now: Date },
): Promise<void> {
  const { by, campus, tokenId, now } = request;
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'revoke-token' });
  await inTransaction(ctx.database, async ({ db }) => {
    if (!(await setTokenRevoked(db, { campusId: campus.id, id: tokenId, now })))
      throw new ServiceError('token-invalid', `There is no token ${tokenId} at ${campus.name}. Look at the list again.`);
    await recordAudit(db, { campusId: campus.id, by, action: 'revoke-token', subject: tokenId, at: now });
  });
  ctx.log.info({ campus: campus.slug, token: tokenId, by: actorName(by) }, 'token revoked');
}
