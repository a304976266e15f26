import { findToken, noteTokenUse, type Token, type TokenPurpose } from '#db/queries/tokens.ts';
import type { Context } from '#services/context.ts';
import { NotAllowed } from '#services/not-allowed.ts';
import { hashSecretWord } from '#services/secret-words.ts';
import { ServiceError } from '#services/service-error.ts';

/**
 * Whether a program's token lets it do this at this campus; its use is noted, at most once a minute.
 * Errors: token-invalid (none, unknown, revoked or over: answer 401), not-allowed (a good one for another campus or another
 * purpose: answer 403).
 */
export async function checkToken(
  ctx: Context,
  request: { campusId: number; token: string | null; purpose: TokenPurpose; now: Date },
): Promise<{ tokenId: number }> {
  const { campusId, purpose, now } = request;
  const found = await findValid(ctx, request);
  if (found.campusId !== campusId || found.purpose !== purpose) throw new NotAllowed('other-token');
  await noteTokenUse(ctx.database.db, { campusId, id: found.id, now, notSince: new Date(now.getTime() - noteEveryMs) });
  return { tokenId: found.id };
}

const noteEveryMs = 60_000;

const SHAPE = /^wattle_(\d{1,15})_[\w-]{43}$/;

async function findValid(ctx: Context, request: { token: string | null; now: Date }): Promise<Token> {
  const token = request.token ?? '';
  const campusId = SHAPE.exec(token)?.[1];
  if (campusId === undefined) {
    throw new ServiceError(
      'token-invalid',
      'There is no token with this request, or it is not one of Wattle’s. Send it as: Authorization: Bearer wattle_…',
    );
  }
  const found = await findToken(ctx.database.db, { campusId: Number(campusId), tokenHash: hashSecretWord(token) });
  if (found !== null && found.revokedAt === null && found.expiresAt > request.now) return found;
  throw new ServiceError(
    'token-invalid',
    'This token is unknown, revoked or over. Make a new one under People, Tokens, or with: wattle token add <campus> --purpose readings',
  );
}
