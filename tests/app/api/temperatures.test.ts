import { beforeEach, expect, test, vi } from 'vitest';
import { processState } from '#app/_data/process-state.ts';
import { POST } from '#app/api/v1/campuses/[campus]/temperatures/route.ts';
import { addToken } from '#services/add-token.ts';
import { newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

vi.mock('next/cache', () => ({ revalidateTag: vi.fn() }));

const ctx = testContext(await testDatabase());

beforeEach(() => {
  processState().context = Promise.resolve(ctx);
});

const FILE = 'time,temp\n2020-01-01T00:00Z,14\n2020-01-01T01:00Z,32\n';

async function poster() {
  const campus = await newCampus(ctx);
  const { token } = await addToken(ctx, { by: 'operator', campus, purpose: 'readings', label: 'roof', now: new Date() });
  return async (query: string, { bearer = token, body = FILE }: { bearer?: string; body?: string } = {}) => {
    const request = new Request(`http://wattle.test/api/v1/campuses/${campus.slug}/temperatures?${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'x-file-name': 'roof.csv' },
      body,
    });
    const answer = await POST(request, { params: Promise.resolve({ campus: campus.slug }) });
    return { status: answer.status, body: await answer.json() };
  };
}

test('temperatures that go in are answered 201, the same again 200, a dry run 200', async () => {
  const post = await poster();
  const dry = await post('unit=F&dry-run');
  expect([dry.status, dry.body.state, dry.body.import]).toEqual([200, 'previewed', null]);
  const first = await post('unit=F');
  expect(first.status).toBe(201);
  expect(first.body).toMatchObject({ state: 'committed', temperatures: { new: 2, same: 0, replaced: 0 }, days: 1, problems: [] });
  const again = await post('unit=F');
  expect([again.status, again.body.state, again.body.import]).toEqual([200, 'known', first.body.import]);
});

test('a question is answered 422 with its remedy', async () => {
  const post = await poster();
  const { status, body } = await post('');
  expect(status).toBe(422);
  expect(body.problems[0]).toMatchObject({ kind: 'temperature-unit-unknown', severity: 'refused', row: null });
  expect(body.error.code).toBe('file-refused');
});

test('a wrong option is answered 400, no valid token 401', async () => {
  const post = await poster();
  for (const query of ['unit=X', 'unit=C&unit=F', 'time-zone=Nowhere', 'multiplier=2', 'color=red'])
    expect((await post(query)).status, query).toBe(400);
  expect((await post('unit=C', { bearer: 'wattle_none' })).status).toBe(401);
});
