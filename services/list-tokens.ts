import type { Campus } from '#db/queries/campuses.ts';
import { listTokens as findTokens, type Token } from '#db/queries/tokens.ts';
import type { Context } from '#services/context.ts';
import { type Actor, requirePermission } from '#services/require-role.ts';

/** Revoked and expired ones too, newest first, without what would let one use them. Errors: not-allowed. */
export async function listTokens(
  ctx: Context,
  request: { by: Actor | null; campus: Campus },
): Promise<Omit<Token, 'tokenHash'>[]> {
  const { by, campus } = request;
  await requirePermission(ctx, { by, campusId: campus.id, verb: 'list-tokens' });
  const tokens = await findTokens(ctx.database.db, campus.id);
  return tokens.map(({ tokenHash: _, ...token }) => token);
}
