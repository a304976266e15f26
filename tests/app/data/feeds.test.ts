import { beforeEach, expect, test, vi } from 'vitest';
import { processState } from '#app/_data/process-state.ts';
import { GET as getAtom } from '#app/[locale]/(public)/c/[campus]/atom.xml/route.ts';
import { GET as getCalendar } from '#app/[locale]/(public)/c/[campus]/calendar.ics/route.ts';
import { GET as getRss } from '#app/[locale]/(public)/c/[campus]/rss.xml/route.ts';
import { addSeason } from '#services/add-season.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { parseXml } from '#tests/core/feeds/parse-xml.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

vi.mock('server-only', () => ({}));
vi.mock('next/cache', () => ({ unstable_cache: (work: unknown) => work }));

const database = await testDatabase();
const ctx = testContext(database);
const HOSTILE = `<b onmouseover=alert(1)>Cedar</b> & \u202e${'😀'.repeat(100)}`;

beforeEach(() => {
  processState().context = Promise.resolve(ctx);
});

/** A week of three dorms: one with a hostile name ahead of a plain one, and one of seven residents that uses least. */
async function campusWithWeek() {
  const campus = await newCampus(ctx, 'Australia/Melbourne');
  const names = [HOSTILE, 'Maple', 'Gatehouse'];
  const dorms = names.map((name, dorm) => `m${dorm},${name},${dorm === 2 ? 7 : 40}`);
  await importDorms(ctx, { campus, text: ['dorm,name,residents', ...dorms].join('\n') });
  await importMeters(ctx, { campus, text: 'meter,dorm\nM0,m0\nM1,m1\nM2,m2\n' });
  const days = ['05', '06', '07', '08', '09', '10', '11'];
  const rows = days.flatMap((day) => [`M0,2026-01-${day},200`, `M1,2026-01-${day},400`, `M2,2026-01-${day},10`]);
  await importText(ctx, campus, { text: ['meter,day,kWh', ...rows].join('\n'), options: { label: 'start' } });
  await closeDueWeeks(ctx, { now: new Date('2026-01-12T00:00:00Z'), campusId: campus.id });
  return campus;
}

const asked = async (get: typeof getRss, campus: string, locale = 'en') =>
  get(new Request('http://wattle.test/', { headers: { host: 'wattle.test' } }), {
    params: Promise.resolve({ locale, campus }),
  });

test('a closed week is an entry: the news as its title, the places and their receipts as its body, a small dorm nowhere', async () => {
  const campus = await campusWithWeek();
  const rss = await (await asked(getRss, campus.slug)).text();
  const text = (name: string) => parseXml(rss).flatMap((element) => (element.name === name ? [element.text] : []));
  expect(text('title')[1]).toMatch(
    /^Week 2: <b onmouseover=alert\(1\)>Cedar<\/b> & 😀+… finished first, unless late readings say otherwise\.$/u,
  );
  expect(text('link')[1]).toBe(`http://wattle.test/c/${campus.slug}/weeks/2026-W02#edition-1`);
  const body = parseXml(`<all>${text('description')[1]}</all>`);
  expect(body.flatMap(({ name, attributes }) => (name === 'a' ? [attributes.href] : []))).toEqual([
    `http://wattle.test/c/${campus.slug}/weeks/2026-W02/receipts/m0/by/per-resident`,
    `http://wattle.test/c/${campus.slug}/weeks/2026-W02/receipts/m1/by/per-resident`,
    `http://wattle.test/c/${campus.slug}/weeks/2026-W02`,
  ]);
  expect(body.filter(({ name }) => name === 'li')[1]?.text).toBe('2. Maple, 70.00 kWh per resident · ');
  expect(rss).not.toContain('Gatehouse');
});

test('an edition keeps its id in both feeds and at every reading, and has another in another language', async () => {
  const campus = await campusWithWeek();
  const ids = async (get: typeof getRss, name: string, locale = 'en') =>
    parseXml(await (await asked(get, campus.slug, locale)).text()).flatMap((one) => (one.name === name ? [one.text] : []));
  const [guid] = await ids(getRss, 'guid');
  expect(guid).toMatch(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(await ids(getAtom, 'id')).toEqual([expect.stringContaining('urn:uuid:'), guid]);
  expect(await ids(getRss, 'guid')).toEqual([guid]);
  expect(await ids(getRss, 'guid', 'zh')).not.toEqual([guid]);
});

test('the feeds of a campus that is not here are answered 404', async () => {
  expect((await asked(getAtom, 'nowhere')).status).toBe(404);
});

test('a planned season is a calendar of its weeks and of when they close by the campus clock', async () => {
  const campus = await campusWithWeek();
  expect((await asked(getCalendar, campus.slug)).status).toBe(404);
  const season = {
    slug: 'autumn',
    name: 'Autumn, 2099',
    firstWeek: '2099-03-02',
    lastWeek: '2099-03-09',
    lens: 'per-resident' as const,
  };
  await addSeason(ctx, { campus, ...season, leagues: [], baseline: null, now: new Date('2026-02-01T00:00:00Z') });
  const file = (await (await asked(getCalendar, campus.slug)).text()).replaceAll('\r\n ', '');
  const lines = (name: string) => file.split('\r\n').filter((line) => line.startsWith(name));
  expect(lines('SUMMARY')).toEqual([
    'SUMMARY:Autumn\\, 2099\\, week 1 of 2',
    'SUMMARY:Week 1 of Autumn\\, 2099 closes',
    'SUMMARY:Autumn\\, 2099\\, week 2 of 2',
    'SUMMARY:Week 2 of Autumn\\, 2099 closes',
  ]);
  // Monday 2 March 2099; it closes on the 9th at 06:00, eleven hours ahead of UTC in summer.
  expect(lines('DTSTART')).toEqual([
    'DTSTART;VALUE=DATE:20990302',
    'DTSTART:20990308T190000Z',
    'DTSTART;VALUE=DATE:20990309',
    'DTSTART:20990315T190000Z',
  ]);
  expect(new Set(lines('UID')).size).toBe(4);
});
