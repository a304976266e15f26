import { expect, test } from 'vitest';
import { addToken } from '#services/add-token.ts';
import { checkToken } from '#services/check-token.ts';
import { listTokens } from '#services/list-tokens.ts';
import { revokeToken } from '#services/revoke-token.ts';
import { contextOn, hours, later, makeCampus, minutes, NOW, outcomeOf } from '#tests/services/people/staff.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = contextOn(database);
const year = hours(24 * 365);

async function makeToken() {
  const campus = await makeCampus(ctx);
  const added = await addToken(ctx, { by: 'operator', campus, purpose: 'readings', label: 'Building controller', now: NOW });
  const check = (now: Date, token: string | null = added.token, campusId = campus.id) =>
    checkToken(ctx, { campusId, token, purpose: 'readings', now });
  return { campus, ...added, check };
}

test('a token works for its campus for a year', async () => {
  const { id, token, check } = await makeToken();
  expect(token).toMatch(/^wattle_\d+_[\w-]{43}$/);
  expect(await check(NOW)).toEqual({ tokenId: id });
  expect(await outcomeOf(check(later(year - 1)))).toBe('done');
  expect(await outcomeOf(check(later(year)))).toBe('token-invalid');
});

test('a revoked token is worth nothing from then on', async () => {
  const { campus, id, check } = await makeToken();
  await revokeToken(ctx, { by: 'operator', campus, tokenId: id, now: NOW });
  expect(await outcomeOf(check(NOW))).toBe('token-invalid');
});

test('a good token of another campus is not allowed, a made-up one is invalid', async () => {
  const { token, check } = await makeToken();
  const other = await makeCampus(ctx);
  expect(await outcomeOf(check(NOW, token, other.id))).toBe('not-allowed');
  const madeUp = [
    null,
    '',
    'wattle_',
    `${token}x`,
    token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
    `wattle_${other.id}_${token.slice(-43)}`,
  ];
  for (const one of madeUp) expect(await outcomeOf(check(NOW, one))).toBe('token-invalid');
});

test('a token of another campus cannot be revoked', async () => {
  const { id, check } = await makeToken();
  const other = await makeCampus(ctx);
  expect(await outcomeOf(revokeToken(ctx, { by: 'operator', campus: other, tokenId: id, now: NOW }))).toBe('token-invalid');
  expect(await outcomeOf(check(NOW))).toBe('done');
});

test('the last use is shown, noted once a minute', async () => {
  const { campus, check } = await makeToken();
  const lastUse = async () => (await listTokens(ctx, { by: 'operator', campus }))[0]?.lastUsedAt;
  expect(await lastUse()).toBeNull();
  await check(NOW);
  expect(await lastUse()).toEqual(NOW);
  await check(later(minutes(1) - 1));
  expect(await lastUse()).toEqual(NOW);
  await check(later(minutes(1)));
  expect(await lastUse()).toEqual(later(minutes(1)));
});

test('neither the database nor the list tells a token again', async () => {
  const { campus, token } = await makeToken();
  const { rows } = await database.pool.query('SELECT to_jsonb(t)::text AS row FROM tokens t');
  expect(rows.map(({ row }) => row).join()).not.toContain(token.slice(-43));
  expect(await listTokens(ctx, { by: 'operator', campus })).toEqual([
    {
      campusId: campus.id,
      id: expect.any(Number),
      label: 'Building controller',
      purpose: 'readings',
      createdAt: NOW,
      expiresAt: later(year),
      revokedAt: null,
      lastUsedAt: null,
    },
  ]);
});
