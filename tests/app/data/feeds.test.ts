import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import ICAL from 'ical.js';
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
  const [entry] = parseRssFeed(rss).items ?? [];
  expect(entry?.title).toMatch(
    /^Week 2: <b onmouseover=alert\(1\)>Cedar<\/b> & 😀+… finished first, unless late readings say otherwise\.$/u,
  );
  expect(entry?.link).toBe(`http://wattle.test/c/${campus.slug}/weeks/2026-W02#edition-1`);
  const body = parseXml(`<all>${entry?.description}</all>`);
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
  const guids = async (locale = 'en') =>
    parseRssFeed(await (await asked(getRss, campus.slug, locale)).text()).items?.map(({ guid }) => guid?.value);
  const [guid] = (await guids()) ?? [];
  expect(guid).toMatch(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  const atom = parseAtomFeed(await (await asked(getAtom, campus.slug)).text());
  expect(atom.id).toContain('urn:uuid:');
  expect(atom.entries).toMatchObject([{ id: guid, title: { value: expect.stringMatching(/^Week 2: <b onmouseover/) } }]);
  expect(await guids()).toEqual([guid]);
  expect(await guids('zh')).not.toEqual([guid]);
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
  const file = await (await asked(getCalendar, campus.slug)).text();
  expect(file.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u);
  expect(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  const events = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  // Monday 2 March 2099; it closes on the 9th at 06:00, eleven hours ahead of UTC in summer.
  expect(events.map(({ summary, startDate }) => [summary, startDate.isDate, startDate.toString()])).toEqual([
    ['Autumn, 2099, week 1 of 2', true, '2099-03-02'],
    ['Week 1 of Autumn, 2099 closes', false, '2099-03-08T19:00:00Z'],
    ['Autumn, 2099, week 2 of 2', true, '2099-03-09'],
    ['Week 2 of Autumn, 2099 closes', false, '2099-03-15T19:00:00Z'],
  ]);
  expect(events[0]?.endDate.toString()).toBe('2099-03-09');
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(4);
});

test('a season’s name full of markup, marks, line ends and 10,000 emoji is one tame line of the calendar', async () => {
  const campus = await campusWithWeek();
  const name = `A;B,C\\n<script>\u202e${'😀'.repeat(90)}`;
  const season = { slug: 'odd', name, firstWeek: '2099-03-02', lastWeek: '2099-03-02', lens: 'per-resident' as const };
  const added = { campus, leagues: [], baseline: null, now: new Date('2026-02-01T00:00:00Z') };
  await expect(addSeason(ctx, { ...added, ...season, name: '😀'.repeat(10_000) })).rejects.toMatchObject({
    code: 'season-unfit',
  });
  await addSeason(ctx, { ...added, ...season });
  const file = await (await asked(getCalendar, campus.slug)).text();
  expect(file).not.toContain('\u202e');
  expect(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  const [event] = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  expect(event?.summary).toMatch(/^A;B,C\\n<script> 😀+…?, week 1 of 1$/u);
});
