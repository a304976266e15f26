import { beforeEach, expect, test, vi } from 'vitest';
import { processState } from '#app/_data/process-state.ts';
import { GET as auditFile } from '#app/api/staff/[campus]/audit/route.ts';
import { POST as commit } from '#app/api/staff/[campus]/imports/[id]/commit/route.ts';
import { POST as preview } from '#app/api/staff/[campus]/imports/[id]/preview/route.ts';
import { GET as problems } from '#app/api/staff/[campus]/imports/[id]/problems/route.ts';
import { POST as receive } from '#app/api/staff/[campus]/imports/route.ts';
import { POST as takeList } from '#app/api/staff/[campus]/lists/[list]/route.ts';
import type { Campus } from '#db/queries/campuses.ts';
import type { Role } from '#services/permissions.ts';
import { newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const browser = vi.hoisted(() => ({ session: null as unknown, site: 'same-origin' as string | null }));

vi.mock('server-only', () => ({}));
vi.mock('next/cache', () => ({ revalidateTag: vi.fn() }));
vi.mock('next/headers', () => ({
  headers: async () => new Headers(browser.site === null ? {} : { 'sec-fetch-site': browser.site }),
}));
vi.mock('#app/_auth/session.ts', () => ({ currentSession: async () => browser.session, requireSession: vi.fn() }));

const database = await testDatabase();
const ctx = testContext(database);

beforeEach(() => {
  processState().context = Promise.resolve(ctx);
  browser.site = 'same-origin';
  browser.session = null;
});

const FILE = 'meter,start,kWh\nbirch,2019-11-04T00:00:00,1.5\nbirch,2019-11-04T01:00:00,2\nbirch,2019-11-04T02:00:00,oops\n';

async function signIn(campus: Campus, role: Role): Promise<void> {
  const { rows } = await database.pool.query(
    `INSERT INTO people (email, created_at) VALUES (gen_random_uuid() || '@example.edu', now()) RETURNING id, email`,
  );
  const [{ id, email }] = rows;
  await database.pool.query('INSERT INTO memberships (campus_id, person_id, role) VALUES ($1, $2, $3)', [campus.id, id, role]);
  const memberships = [{ campusId: campus.id, campus: campus.slug, campusName: campus.name, role }];
  browser.session = { personId: id, email, expiresAt: new Date('2100-01-01'), memberships };
}

async function drop(slug: string, body = FILE, headers: Record<string, string> = {}) {
  const request = new Request(`http://wattle.test/api/staff/${slug}/imports`, {
    method: 'POST',
    headers: { 'x-file-name': 'week.csv', ...headers },
    ...(body === '' ? {} : { body }),
  });
  const answer = await receive(request, { params: Promise.resolve({ campus: slug }) });
  return { status: answer.status, body: await answer.json() };
}

async function ask(handler: typeof preview, slug: string, wish: { id: string | number; query?: string; method?: string }) {
  const url = `http://wattle.test/api/staff/${slug}/imports/${wish.id}/x?${wish.query ?? ''}`;
  const params = Promise.resolve({ campus: slug, id: String(wish.id) });
  const answer = await handler(new Request(url, { method: wish.method ?? 'POST' }), { params });
  const text = await answer.text();
  return { status: answer.status, text, lines: answer.headers.get('content-type')?.includes('ndjson') ? linesOf(text) : [] };
}

function linesOf(text: string): { answer?: Record<string, unknown>; error?: { code: string }; progress?: number }[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

test('a dropped file is read with progress, committed, and then said to be committed', async () => {
  const campus = await newCampus(ctx);
  await signIn(campus, 'facilities');
  const { status, body } = await drop(campus.slug);
  expect(status).toBe(201);
  const shown = await ask(preview, campus.slug, { id: body.import, query: 'createMeters' });
  expect(shown.lines.some(({ progress }) => progress === 1)).toBe(true);
  expect(shown.lines.at(-1)?.answer).toMatchObject({ state: 'previewed', readings: { new: 2 }, energyKwh: 3.5 });
  const done = await ask(commit, campus.slug, { id: body.import, query: 'createMeters' });
  expect(done.lines.at(-1)?.answer).toMatchObject({ state: 'committed', import: body.import });
  const again = await ask(commit, campus.slug, { id: body.import, query: 'createMeters' });
  expect(again.lines.at(-1)?.error?.code).toBe('import-already-committed');
});

test('problems come as CSV with row, place, what was found, expected and what to do', async () => {
  const campus = await newCampus(ctx);
  await signIn(campus, 'facilities');
  const { body } = await drop(campus.slug);
  const { text } = await ask(problems, campus.slug, { id: body.import, query: 'createMeters', method: 'GET' });
  const [header, first] = text.split('\r\n');
  expect(header).toBe('row,column,severity,kind,found,expected,remedy');
  expect(first).toMatch(/^4,kWh,refused,value-bad,oops,/);
});

test('asking for the problems, which any site can make a browser do, chooses no options', async () => {
  const campus = await newCampus(ctx);
  await signIn(campus, 'facilities');
  const { body } = await drop(campus.slug);
  await ask(preview, campus.slug, { id: body.import, query: 'createMeters' });
  browser.site = 'cross-site';
  await ask(problems, campus.slug, { id: body.import, query: 'unit=MWh&replace', method: 'GET' });
  const { rows } = await database.pool.query('SELECT options FROM imports WHERE campus_id = $1', [campus.id]);
  expect(rows).toEqual([{ options: { createMeters: true } }]);
});

test('nobody signed in, and staff of another campus, are refused and leave nothing', async () => {
  const campus = await newCampus(ctx);
  expect((await drop(campus.slug)).status).toBe(403);
  await signIn(await newCampus(ctx), 'admin');
  expect((await drop(campus.slug)).status).toBe(403);
  const { rows } = await database.pool.query('SELECT 1 FROM imports WHERE campus_id = $1', [campus.id]);
  expect(rows).toEqual([]);
});

test('an organiser may look at what is previewed, and neither drop nor commit', async () => {
  const campus = await newCampus(ctx);
  await signIn(campus, 'facilities');
  const { body } = await drop(campus.slug);
  await signIn(campus, 'organiser');
  expect((await drop(campus.slug)).status).toBe(403);
  expect((await ask(commit, campus.slug, { id: body.import })).status).toBe(403);
  expect((await ask(preview, campus.slug, { id: body.import, query: 'first' })).status).toBe(200);
});

test('an organiser who looks at a preview chooses no options for those who commit', async () => {
  const campus = await newCampus(ctx);
  await signIn(campus, 'facilities');
  const { body } = await drop(campus.slug);
  await ask(preview, campus.slug, { id: body.import, query: 'createMeters' });
  await signIn(campus, 'organiser');
  const shown = await ask(preview, campus.slug, { id: body.import, query: 'createMeters&multiplier=1000' });
  expect(shown.lines.at(-1)?.answer).toMatchObject({ state: 'previewed', energyKwh: 3500 });
  const { rows } = await database.pool.query('SELECT options FROM imports WHERE campus_id = $1', [campus.id]);
  expect(rows).toEqual([{ options: { createMeters: true } }]);
});

test('a role that was taken away after signing in no longer opens anything', async () => {
  const campus = await newCampus(ctx);
  await signIn(campus, 'admin');
  await database.pool.query('DELETE FROM memberships WHERE campus_id = $1', [campus.id]);
  expect((await drop(campus.slug)).status).toBe(403);
});

test('a request from another site is refused, and so is one that does not say where it comes from', async () => {
  const campus = await newCampus(ctx);
  await signIn(campus, 'admin');
  for (const site of ['cross-site', 'same-site', null]) {
    browser.site = site;
    expect((await drop(campus.slug)).status, String(site)).toBe(403);
  }
});

test('malformed requests are answered 4xx, never 500', async () => {
  const campus = await newCampus(ctx);
  await signIn(campus, 'admin');
  const { body } = await drop(campus.slug);
  expect((await drop(campus.slug, '')).status).toBe(422);
  expect((await drop(campus.slug, FILE, { 'content-length': '999999999999' })).status).toBe(413);
  expect((await drop('no where')).status).toBe(404);
  for (const id of ['0', '-1', 'x', '99999999999999999999', '1e3'])
    expect((await ask(preview, campus.slug, { id })).status, id).toBe(404);
  for (const query of ['unit=volt', 'label=', 'label=middle', 'nothing=1', 'timeZone='])
    expect((await ask(preview, campus.slug, { id: body.import, query })).status, query).toBe(400);
  const unknown = await ask(preview, campus.slug, { id: 987654 });
  expect(unknown.lines.at(-1)?.error?.code).toBe('import-unknown');
});

test('a list of dorms goes in whole, or its problems are named and nothing goes in', async () => {
  const campus = await newCampus(ctx);
  await signIn(campus, 'facilities');
  const send = async (list: string, body: string) => {
    const request = new Request(`http://wattle.test/api/staff/${campus.slug}/lists/${list}`, { method: 'POST', body });
    const answer = await takeList(request, { params: Promise.resolve({ campus: campus.slug, list }) });
    return { status: answer.status, body: await answer.json() };
  };
  expect(await send('dorms', 'dorm,name,residents\nbirch,Birch,20\n')).toMatchObject({ status: 200, body: { added: 1 } });
  const refused = await send('dorms', 'dorm,name,residents\nmaple,Maple,many\n');
  expect(refused.body).toMatchObject({ state: 'refused', groups: [{ kind: 'cell-bad', count: 1 }] });
  expect((await send('people', 'x')).status).toBe(400);
  const { rows } = await database.pool.query('SELECT slug FROM dorms WHERE campus_id = $1', [campus.id]);
  expect(rows).toEqual([{ slug: 'birch' }]);
});

test('what staff do on pages stands under their number, and an admin takes the record along as a file', async () => {
  const campus = await newCampus(ctx);
  await signIn(campus, 'facilities');
  const { body } = await drop(campus.slug);
  await ask(commit, campus.slug, { id: body.import, query: 'createMeters' });
  const get = (query: string) =>
    auditFile(new Request(`http://wattle.test/x?${query}`), { params: Promise.resolve({ campus: campus.slug }) });
  expect((await get('')).status).toBe(403);
  const { personId, email } = browser.session as { personId: number; email: string };
  await signIn(campus, 'admin');
  const csv = await get('action=import-readings');
  expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
  const [, line] = (await csv.text()).split('\r\n');
  expect(line).toContain(`,person,${email},import-readings,${body.import},`);
  const json = JSON.parse(await (await get(`format=json&by=${personId}`)).text());
  expect(json.entries).toMatchObject([{ by: { kind: 'person', personId }, subject: String(body.import) }]);
  expect((await get('format=xml')).status).toBe(400);
  expect((await get('by=%00&from=2026-02-30&subject=%00')).status).toBe(200);
});
