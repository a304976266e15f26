import { beforeEach, expect, test } from 'vitest';
import { processState } from '#app/_data/process-state.ts';
import { GET } from '#app/api/v1/campuses/[campus]/weeks/[week]/receipts/[dorm]/route.ts';
import { recomputeReceipt } from '#core/ranking/recompute-receipt.ts';
import { closeWeek } from '#services/close-week.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { readReceipt } from '#services/read-receipt.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const ctx = testContext(await testDatabase());
const NOW = new Date('2026-11-30T12:00:00Z');

beforeEach(() => {
  processState().context = Promise.resolve(ctx);
});

/** A published week of one value a day for each of three dorms, one of them small. */
async function publishedCampus() {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importDorms(ctx, { campus, text: 'dorm,residents\nOak,120\nElm,60\nGate,6\n' });
  await importMeters(ctx, { campus, text: 'meter,dorm\nO,Oak\nE,Elm\nG,Gate\n' });
  const rows = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2026, 10, 9 + day)).toISOString().slice(0, 10)).flatMap(
    (day) => [`${day},O,60`, `${day},E,48`, `${day},G,1`],
  );
  await importText(ctx, campus, { text: `date,meter,kWh\n${rows.join('\n')}\n` });
  await closeWeek(ctx, { campus, monday: '2026-11-09', now: NOW });
  return campus;
}

const campus = await publishedCampus();

async function ask(
  dorm: string,
  said: { query?: string; week?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  const { query = '', week = '2026-W46', headers = {} } = said;
  const request = new Request(`http://wattle.test/receipts/${dorm}?${query}`, { headers });
  return GET(request, { params: Promise.resolve({ campus: campus.slug, week, dorm }) });
}

test('anyone may fetch a receipt, reckon it again and come to the place on the board, in JSON and in CSV', async () => {
  const answer = await ask('elm', { query: 'lens=energy' });
  const receipt = readReceipt(await answer.text());
  // Gate used least and is not shown: Elm, with 7 × 48, is first of two.
  expect(recomputeReceipt(receipt)).toMatchObject({ score: 336, rank: 1, agrees: true });
  expect(receipt.standings.map(({ dorm, rank }) => [dorm, rank])).toEqual([
    ['elm', 1],
    ['oak', 2],
  ]);
  const csv = await ask('elm', { query: 'lens=energy&format=csv' });
  expect(csv.headers.get('content-disposition')).toBe(`attachment; filename="${campus.slug}-2026-W46-energy-receipt.csv"`);
  expect(readReceipt(await csv.text())).toEqual(receipt);
  const etag = answer.headers.get('etag') ?? '';
  expect((await ask('elm', { query: 'lens=energy', headers: { 'if-none-match': etag } })).status).toBe(304);
});

test.each([
  ['gate', {}, 404, 'too-small'],
  ['nobody', {}, 404, 'dorm-unknown'],
  ['%ff', {}, 404, 'dorm-unknown'],
  ['elm', { week: '2026-W45' }, 404, 'week-not-published'],
  ['elm', { week: '2026-W99' }, 404, 'week-unknown'],
  ['elm', { query: 'lens=luck' }, 400, 'lens-unknown'],
  ['elm', { query: 'season=none' }, 404, 'season-unknown'],
  ['elm', { query: 'format=pdf' }, 400, 'request-bad'],
])('%s %j is answered %i: %s', async (dorm, said, status, code) => {
  const answer = await ask(dorm, said);
  expect([answer.status, (await answer.json()).error.code]).toEqual([status, code]);
});
