import { gzipSync } from 'node:zlib';
import { beforeEach, expect, test, vi } from 'vitest';
import { processState } from '#app/_data/process-state.ts';
import { POST } from '#app/api/v1/campuses/[campus]/imports/route.ts';
import { addToken } from '#services/add-token.ts';
import { newCampus, storedState, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

vi.mock('next/cache', () => ({ revalidateTag: vi.fn() }));

const database = await testDatabase();
const ctx = testContext(database);

beforeEach(() => {
  processState().context = Promise.resolve(ctx);
});

const MEGABYTE = 1 << 20;
const bomb = Buffer.concat(Array.from({ length: 80 }, () => gzipSync(Buffer.alloc(MEGABYTE), { level: 9 })));
const manyMeters = Array.from({ length: 12_000 }, (_, at) => `2026-11-02 00:00,M${at},1\n`).join('');

test.each([
  ['a gzip bomb', bomb, 'archive-too-large'],
  [
    'XML with entities',
    '<?xml version="1.0"?><!DOCTYPE f [<!ENTITY a "aa">]><feed xmlns="http://www.w3.org/2005/Atom">&a;</feed>',
    'doctype',
  ],
  ['twelve thousand meters', `time,meter,kwh\n${manyMeters}`, 'too-many-meters'],
  ['ten thousand columns', `time,${'Room,'.repeat(10_000)}\n2026-11-02 00:00,${'1,'.repeat(10_000)}\n`, 'too-many-columns'],
  ['a megabyte of blanks', ' '.repeat(MEGABYTE), 'empty-file'],
])('%s, posted, is answered 422 with its reason, and nothing is stored', async (_what, body, kind) => {
  const campus = await newCampus(ctx);
  const before = await storedState(ctx, campus);
  const { token } = await addToken(ctx, { by: 'operator', campus, purpose: 'readings', label: 'logger', now: new Date() });
  const request = new Request(`http://wattle.test/api/v1/campuses/${campus.slug}/imports?create-meters`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'x-file-name': 'file' },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  const answer = await POST(request, { params: Promise.resolve({ campus: campus.slug }) });
  expect(answer.status).toBe(422);
  const { problems } = await answer.json();
  expect(problems.map((problem: { kind: string }) => problem.kind)).toEqual([kind]);
  expect(await storedState(ctx, campus)).toEqual(before);
});
