import { gzipSync } from 'node:zlib';
import { beforeEach, expect, test, vi } from 'vitest';
import { processState } from '#app/_data/process-state.ts';
import { POST } from '#app/api/v1/campuses/[campus]/imports/route.ts';
import { GET } from '#app/api/v1/campuses/[campus]/weeks/[week]/standings/route.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { addToken } from '#services/add-token.ts';
import { importDorms } from '#services/import-dorms.ts';
import { entry, feed, meterReading, readingType, usagePoint } from '#tests/core/meter-files/green-button-feed.ts';
import { workbookOf } from '#tests/core/meter-files/workbook-of.ts';
import { zipOf } from '#tests/core/meter-files/zip-of.ts';
import { newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

vi.mock('next/cache', () => ({ revalidateTag: vi.fn() }));

const database = await testDatabase();
const ctx = testContext(database);

beforeEach(() => {
  processState().context = Promise.resolve(ctx);
});

const FILE = `meter,start,end,kWh\nbirch,2019-11-04T00:00:00Z,2019-11-04T01:00:00Z,1.5\nbirch,2019-11-04T01:00:00Z,2019-11-04T02:00:00Z,2\n`;

async function tokenFor(campus: Campus): Promise<string> {
  return (await addToken(ctx, { by: 'operator', campus, purpose: 'readings', label: 'logger', now: new Date() })).token;
}

interface Post {
  readonly slug?: string;
  readonly token?: string | null;
  readonly body?: string | Uint8Array;
  readonly query?: string;
  readonly headers?: Record<string, string>;
}

async function campusWithToken() {
  const campus = await newCampus(ctx);
  const token = await tokenFor(campus);
  const post = async (wish: Post = {}) => {
    const slug = wish.slug ?? campus.slug;
    const bearer = wish.token === null ? {} : { authorization: `Bearer ${wish.token ?? token}` };
    const request = new Request(`http://wattle.test/api/v1/campuses/${slug}/imports?${wish.query ?? 'create-meters'}`, {
      method: 'POST',
      headers: { 'x-file-name': encodeURIComponent('Oktober–Zähler.csv'), ...bearer, ...wish.headers },
      ...(wish.body === '' ? {} : { body: typeof wish.body === 'object' ? new Uint8Array(wish.body) : (wish.body ?? FILE) }),
    });
    const answer = await POST(request, { params: Promise.resolve({ campus: slug }) });
    return { status: answer.status, body: await answer.json() };
  };
  return { campus, token, post };
}

test('a file that goes in is answered 201 with what it brought, and under its name', async () => {
  const { post, campus } = await campusWithToken();
  const { status, body } = await post();
  expect(status).toBe(201);
  expect(body).toMatchObject({ state: 'committed', readings: { new: 2, same: 0, replaced: 0 }, energyKwh: 3.5 });
  const { rows } = await database.pool.query('SELECT file_name, channel FROM imports WHERE campus_id = $1', [campus.id]);
  expect(rows).toEqual([{ file_name: 'Oktober–Zähler.csv', channel: 'api' }]);
});

test('the same file again is answered 200 and names the import it is in', async () => {
  const { post } = await campusWithToken();
  const first = await post();
  const { status, body } = await post();
  expect(status).toBe(200);
  expect(body).toMatchObject({ state: 'known', import: first.body.import, energyKwh: 3.5 });
});

test('a key used for another body is answered 409', async () => {
  const { post } = await campusWithToken();
  await post({ headers: { 'idempotency-key': 'november' } });
  const { status, body } = await post({ headers: { 'idempotency-key': 'november' }, body: FILE.replace('1.5', '9') });
  expect(status).toBe(409);
  expect(body.error.code).toBe('key-used');
});

test('a key used for the same body with other options is answered 409', async () => {
  const { post } = await campusWithToken();
  const headers = { 'idempotency-key': 'november' };
  await post({ headers });
  expect((await post({ headers })).status).toBe(200);
  const { status, body } = await post({ headers, query: 'create-meters&replace' });
  expect(status).toBe(409);
  expect(body.error.message).toContain('other options');
});

test('a refused file waits in the inbox once, however often it is sent; a dry run and a file that went in do not', async () => {
  const { post } = await campusWithToken();
  const body = 'meter,start,kWh\nbirch,03/04/2019 00:00,1\nbirch,03/04/2019 01:00,1\n';
  expect((await post({ body, query: 'create-meters&dry-run' })).body).not.toHaveProperty('inbox');
  const first = await post({ body });
  expect(first.body.inbox).toEqual(expect.any(Number));
  expect(first.body.error.message).toContain('inbox');
  expect((await post({ body })).body.inbox).toBe(first.body.inbox);
  const answered = await post({ body, query: 'create-meters&date-order=dmy' });
  expect(answered.status).toBe(201);
  expect(answered.body).not.toHaveProperty('inbox');
});

test('what was answered for a file is applied to the next one that looks alike, and the answer says so', async () => {
  const { post } = await campusWithToken();
  const body = 'meter,start,kWh\nbirch,03/04/2019 00:00,1\nbirch,03/04/2019 01:00,1\n';
  const first = await post({ body, query: 'create-meters&date-order=dmy' });
  expect(first.body).not.toHaveProperty('profile');
  const next = body.replaceAll('03/04', '05/06');
  const second = await post({ body: next, query: '' });
  expect(second.status).toBe(201);
  expect(second.body.profile).toEqual({ import: first.body.import, options: { dateOrder: 'dmy' } });
  expect(await post({ body: next, query: '' })).toMatchObject({
    status: 200,
    body: { import: second.body.import, state: 'known' },
  });
  const third = await post({ body: body.replaceAll('03/04', '07/08'), query: 'date-order=mdy' });
  expect(third.body).not.toHaveProperty('profile');
});

test('every format is taken as it is, whatever it is called', async () => {
  const nem = `100,NEM12,201911050000,FROM,TO\n200,NMI1234567,E1,1,E1,,M1,kWh,30,\n300,20191104,${Array(48).fill('1').join(',')},A,,,20191105000000,\n900\n`;
  const cell = (reference: string, text: string) => `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const line = (row: number, texts: string[]) =>
    `<row r="${row}">${texts.map((text, at) => cell(`${'ABCD'[at]}${row}`, text)).join('')}</row>`;
  const rows = FILE.trim()
    .split('\n')
    .map((text, at) => line(at + 1, text.split(',')));
  const day = Date.UTC(2019, 10, 4) / 1000;
  const xml = feed(
    entry(usagePoint(), { self: 'U/1' }),
    entry(meterReading(), { self: 'U/1/M/1', up: 'U/1/M', related: ['R/1'] }),
    entry(readingType(), { self: 'R/1' }),
    entry(
      `<IntervalBlock xmlns="http://naesb.org/espi"><IntervalReading><timePeriod><duration>3600</duration><start>${day}</start></timePeriod><value>3500</value></IntervalReading></IntervalBlock>`,
      { self: 'U/1/M/1/I/1', up: 'U/1/M/1/I' },
    ),
  );
  const bodies: Record<string, [string | Uint8Array, number]> = {
    gz: [gzipSync(FILE), 3.5],
    zip: [await zipOf([{ name: 'november.csv', content: FILE }]), 3.5],
    xlsx: [await workbookOf({ sheets: { November: rows.join('') } }), 3.5],
    nem: [nem, 48],
    xml: [xml, 3.5],
  };
  for (const [name, [body, energyKwh]] of Object.entries(bodies)) {
    const { post } = await campusWithToken();
    expect(await post({ body }), name).toMatchObject({ status: 201, body: { state: 'committed', energyKwh } });
  }
});

test('a question about the whole file is answered 422 with the problem and what to do', async () => {
  const { post } = await campusWithToken();
  const { status, body } = await post({ body: 'meter,start,kWh\nbirch,03/04/2019 00:00,1\nbirch,03/04/2019 01:00,1\n' });
  expect(status).toBe(422);
  expect(body.problems[0]).toMatchObject({
    kind: 'date-order-ambiguous',
    row: null,
    expected: 'At least one date that fits one order only.',
  });
  expect(body.problems[0].remedy).toContain('dmy');
});

test('nothing usable, and an empty body, are answered 422', async () => {
  const { post } = await campusWithToken();
  expect((await post({ query: '' })).status).toBe(422);
  expect((await post({ body: '' })).status).toBe(422);
});

test('strict with a refused row is answered 422 and stores no reading; the file waits in the inbox', async () => {
  const { post, campus } = await campusWithToken();
  const { status, body } = await post({
    query: 'createMeters&strict=true',
    body: `${FILE}birch,2019-11-04T02:00:00Z,2019-11-04T03:00:00Z,x\n`,
  });
  expect(status).toBe(422);
  const { rows } = await database.pool.query('SELECT id, state, channel FROM imports WHERE campus_id = $1', [campus.id]);
  expect(rows).toEqual([{ id: body.inbox, state: 'received', channel: 'api' }]);
  expect((await database.pool.query('SELECT 1 FROM readings WHERE campus_id = $1', [campus.id])).rows).toEqual([]);
});

test('no token, a made-up one and a revoked one are answered 401', async () => {
  const { post, token, campus } = await campusWithToken();
  expect((await post({ token: null })).status).toBe(401);
  expect((await post({ token: 'wattle_1_madeup' })).status).toBe(401);
  await database.pool.query('UPDATE tokens SET revoked_at = now() WHERE campus_id = $1', [campus.id]);
  expect((await post({ token })).status).toBe(401);
});

test('a good token of another campus is answered 403', async () => {
  const { post } = await campusWithToken();
  const other = await tokenFor(await newCampus(ctx));
  expect((await post({ token: other })).status).toBe(403);
});

test('a body announced as larger than 512 MB is answered 413 unread', async () => {
  const { post } = await campusWithToken();
  const { status, body } = await post({ headers: { 'content-length': String(512 * 1024 * 1024 + 1) } });
  expect(status).toBe(413);
  expect(body.error.message).toContain('512 MB');
});

test('options that do not exist or are malformed are answered 400 with the ones there are', async () => {
  const { post } = await campusWithToken();
  for (const query of ['colour=red', 'unit=volt', 'duplicates=0', 'replace=perhaps', 'meter=%00', 'unit=kWh&unit=Wh'])
    expect((await post({ query })).status, query).toBe(400);
});

test('a campus that is not there is answered 404, whatever its name', async () => {
  const { post } = await campusWithToken();
  for (const slug of ['nowhere', 'a\u0000b', '../etc', 'Ä']) expect((await post({ slug })).status, slug).toBe(404);
});

test('a dry run is answered 200 and stores nothing', async () => {
  const { post, campus } = await campusWithToken();
  expect(await post({ query: 'create-meters&dry-run' })).toMatchObject({
    status: 200,
    body: { state: 'previewed', import: null },
  });
  const { rows } = await database.pool.query('SELECT 1 FROM dorms WHERE campus_id = $1', [campus.id]);
  expect(rows).toEqual([]);
});

test('twenty identical posts at once make one import', async () => {
  const { post, campus } = await campusWithToken();
  const answers = await Promise.all(Array.from({ length: 20 }, () => post()));
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201]);
  const { rows } = await database.pool.query('SELECT count(*) AS count FROM imports WHERE campus_id = $1', [campus.id]);
  expect(rows).toEqual([{ count: 1 }]);
});

async function campusWithWeek(): Promise<Campus> {
  const { campus, post } = await campusWithToken();
  await importDorms(ctx, { campus, text: 'dorm,name,residents\nbirch,Birch Hall,20\ntiny,"=Tiny, House",14\n' });
  const hours = Array.from({ length: 168 }, (_, hour) => new Date(Date.UTC(2019, 10, 4, 5 + hour)).toISOString());
  const rows = hours.flatMap((start) => [`birch,${start},2`, `tiny,${start},1`]);
  await database.pool.query(
    `INSERT INTO meters (campus_id, dorm_id, label) SELECT campus_id, id, slug FROM dorms WHERE campus_id = $1`,
    [campus.id],
  );
  expect((await post({ query: '', body: `meter,start,kWh\n${rows.join('\n')}\n` })).status).toBe(201);
  return campus;
}

async function get(campus: string, path: string, headers: Record<string, string> = {}): Promise<Response> {
  const url = new URL(`http://wattle.test/api/v1/campuses/${campus}/weeks/${path}`);
  const week = path.split('/')[0] ?? '';
  return GET(new Request(url, { headers }), { params: Promise.resolve({ campus, week }) });
}

test('standings show dorms of 15 or more and withhold everything about smaller ones', async () => {
  const campus = await campusWithWeek();
  const { standings, state } = await (await get(campus.slug, '2019-W45/standings')).json();
  expect(state).toBe('ended');
  expect(standings[0]).toMatchObject({ dorm: 'birch', rank: 1, energyKwh: 336, score: 336, coverage: 1 });
  expect(standings[1]).toMatchObject({
    dorm: 'tiny',
    rank: null,
    energyKwh: null,
    score: null,
    coverage: null,
    reason: 'too-small',
  });
});

test('standings as CSV keep numbers numbers and make no formula of a name', async () => {
  const campus = await campusWithWeek();
  const answer = await get(campus.slug, '2019-W45/standings?format=csv&lens=per-resident');
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${campus.slug}-2019-W45-per-resident.csv"`);
  expect(await answer.text()).toBe(
    'rank,dorm,name,score,energyKwh,coverage,reason,noise,chanceAheadOfNext\r\n1,birch,Birch Hall,16.8,336,1,,,\r\n,tiny,"\'=Tiny, House",,,,too-small,,\r\n',
  );
});

test('standings that have not changed are answered 304 to who has them', async () => {
  const campus = await campusWithWeek();
  const first = await get(campus.slug, '2019-W45/standings');
  const again = await get(campus.slug, '2019-W45/standings', { 'if-none-match': first.headers.get('etag') ?? '' });
  expect(again.status).toBe(304);
});

test('an unknown campus or week is answered 404 and an unknown lens 400, all as JSON', async () => {
  const campus = await newCampus(ctx);
  const asked = [
    [await get('nowhere', '2019-W45/standings'), 404, 'campus-unknown'],
    [await get(campus.slug, '2019-W54/standings'), 404, 'week-unknown'],
    [await get(campus.slug, '0000-W01/standings'), 404, 'week-unknown'],
    [await get(campus.slug, '2098-W01/standings'), 404, 'week-unknown'],
    [await get(campus.slug, '2019-W45/standings?lens=colour'), 400, 'lens-unknown'],
    [await get(campus.slug, '2019-W45/standings?format=xml'), 400, 'request-bad'],
  ] as const;
  for (const [answer, status, code] of asked) {
    expect(answer.status, code).toBe(status);
    expect((await answer.json()).error).toMatchObject({ code });
  }
});

test('a database that is gone is answered 503, not 500', async () => {
  const campus = await newCampus(ctx);
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
  processState().context = Promise.reject(refused);
  expect((await get(campus.slug, '2019-W45/standings')).status).toBe(503);
});
