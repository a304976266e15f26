import sharp from 'sharp';
import { beforeEach, expect, test, vi } from 'vitest';
import { cardLanguage } from '#app/_data/card-language.ts';
import { processState } from '#app/_data/process-state.ts';
import { weekCard } from '#app/_data/share-card.ts';
import { shareMetadata } from '#app/_data/share-metadata.ts';
import { drawableName } from '#app/_share/drawable-name.ts';
import { renderCard } from '#app/_share/render-card.ts';
import { GET as getDormPicture } from '#app/[locale]/(public)/c/[campus]/dorms/[dorm]/share.png/route.ts';
import { GET as getBoardPicture } from '#app/[locale]/(public)/c/[campus]/share.png/route.ts';
import { GET as getWeekPicture } from '#app/[locale]/(public)/c/[campus]/weeks/[week]/share.png/route.ts';
import type { ShareCard } from '#components/share-image/share-card.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

vi.mock('server-only', () => ({}));
vi.mock('next/cache', () => ({ unstable_cache: (work: unknown) => work }));

const database = await testDatabase();
const ctx = testContext(database);
const HOSTILE = `<b onmouseover=alert(1)>Cedar</b> \u202e\u200b${'😀'.repeat(60)}`;
const PILED = `W${'\u0301'.repeat(30)}${'W'.repeat(80)}`;

beforeEach(() => {
  processState().context = Promise.resolve(ctx);
  vi.stubGlobal('fetch', () => {
    throw new Error('a picture asks no other machine for anything');
  });
});

/** A closed week: two dorms of hostile names, one that no face can write, and one of seven residents that uses least. */
async function campusWithWeek(): Promise<Campus> {
  const campus = await newCampus(ctx, 'Australia/Melbourne');
  const names = [HOSTILE, PILED, 'ᚠᚢᚦ', 'Gatehouse'];
  const dorms = names.map((name, dorm) => `m${dorm},${name},${dorm === 3 ? 7 : 40}`);
  await importDorms(ctx, { campus, text: ['dorm,name,residents', ...dorms].join('\n') });
  await importMeters(ctx, { campus, text: 'meter,dorm\nM0,m0\nM1,m1\nM2,m2\nM3,m3\n' });
  const days = ['05', '06', '07', '08', '09', '10', '11'];
  const rows = days.flatMap((day) => [200, 300, 400, 10].map((kwh, meter) => `M${meter},2026-01-${day},${kwh}`));
  await importText(ctx, campus, { text: ['meter,day,kWh', ...rows].join('\n'), options: { label: 'start' } });
  await closeDueWeeks(ctx, { now: new Date('2026-01-12T00:00:00Z'), campusId: campus.id });
  return campus;
}

const asked = (headers: Record<string, string> = {}) => new Request('http://wattle.test/share.png', { headers });

test('a week is a picture of 1200 by 630 in both languages, whatever its names hold, and nothing else is asked for', async () => {
  const { slug: campus } = await campusWithWeek();
  for (const locale of ['en', 'zh']) {
    const answer = await getWeekPicture(asked(), { params: Promise.resolve({ locale, campus, week: '2026-W02' }) });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
    const { width, height, format } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
    expect([width, height, format]).toEqual([1200, 630, 'png']);
    const etag = answer.headers.get('etag') ?? '';
    const again = await getWeekPicture(asked({ 'if-none-match': etag }), {
      params: Promise.resolve({ locale, campus, week: '2026-W02' }),
    });
    expect(again.status).toBe(304);
  }
});

test('a picture names the places as they can be drawn, and a small dorm nowhere', async () => {
  const campus = await campusWithWeek();
  const card = await weekCard(campus, '2026-W02', await cardLanguage('en', drawableName));
  expect(card?.places).toEqual([
    { mark: '1', name: expect.stringMatching(/^<b onmouseover=alert\(1\)>Cedar<\/b>/), figure: '35.00 kWh per resident' },
    { mark: '2', name: expect.stringMatching(/^ẂW{38}…$/), figure: '52.50 kWh per resident' },
    { mark: '3', name: 'm2', figure: '70.00 kWh per resident' },
  ]);
  expect(card?.note).toBe('Provisional: late readings may still move it.');
  expect(card?.isSettled).toBe(false);
  expect(JSON.stringify(card)).not.toContain('Gatehouse');
});

test('a small dorm’s picture shows an unlit house and why; what does not exist has none', async () => {
  const { slug: campus } = await campusWithWeek();
  const dorm = await getDormPicture(asked(), { params: Promise.resolve({ locale: 'en', campus, dorm: 'm3' }) });
  expect(dorm.status).toBe(200);
  const status = async (answer: Promise<Response>) => (await answer).status;
  const place = { locale: 'en', campus };
  expect(await status(getDormPicture(asked(), { params: Promise.resolve({ ...place, dorm: 'nobody' }) }))).toBe(404);
  expect(await status(getWeekPicture(asked(), { params: Promise.resolve({ ...place, week: '2099-W01' }) }))).toBe(404);
  expect(await status(getWeekPicture(asked(), { params: Promise.resolve({ ...place, week: '2026-W99' }) }))).toBe(404);
  expect(await status(getBoardPicture(asked(), { params: Promise.resolve({ ...place, campus: 'No Such' }) }))).toBe(404);
});

test('names keep what can be drawn; one that would lose a letter is told by its part of the address', () => {
  expect(drawableName('😀 Cedar 🌳 Hall\u200d\ufe0f', 'cedar')).toBe('Cedar Hall');
  expect(drawableName('桤木楼 Łódź Дом', 'three')).toBe('桤木楼 Łódź Дом');
  expect(drawableName('Haus \u2067مبنى\u2069 3', 'haus-3')).toBe('haus-3');
  expect(drawableName('😀'.repeat(10_000), 'dorm-1')).toBe('dorm-1');
  expect(drawableName('W'.repeat(10_000), 'w')).toBe(`${'W'.repeat(39)}…`);
});

const CARD: ShareCard = {
  ...{ language: 'en', campus: 'Alder Bay', about: 'Week 2, final', headline: 'Cedar won the week.', note: null },
  ...{ places: [], houses: [], isSettled: true },
};

test('of many pictures at once each is drawn once, few wait, and whoever would wait too long is told so', async () => {
  const cards = Array.from({ length: 24 }, (_, number) => ({ ...CARD, about: `Picture ${number}` }));
  const same = await Promise.all([renderCard(CARD), renderCard(CARD)]);
  expect(same[0]).toBe(same[1]);
  const answers = cards.map((card) => renderCard(card));
  const late = await Promise.all(answers.slice(20));
  expect(late).toEqual([null, null, null, null]);
});

test('pages name their picture by a whole address where the site’s is stated, and otherwise name none', async () => {
  const page = { locale: 'zh', campus: 'alder-bay', path: '/c/alder-bay', title: 'Alder Bay', cardOf: async () => CARD };
  vi.stubEnv('NEXTAUTH_URL', 'https://wattle.example.edu/');
  const stated = await shareMetadata(page);
  expect(stated.openGraph).toMatchObject({
    title: 'Cedar won the week.',
    url: 'https://wattle.example.edu/zh/c/alder-bay',
    locale: 'zh_CN',
    images: [
      { url: expect.stringMatching(/^https:\/\/wattle\.example\.edu\/zh\/c\/alder-bay\/share\.png\?v=[\w-]{16}$/), width: 1200 },
    ],
  });
  expect(stated.alternates).toMatchObject({
    canonical: 'https://wattle.example.edu/zh/c/alder-bay',
    languages: { en: 'https://wattle.example.edu/c/alder-bay', 'zh-Hans': 'https://wattle.example.edu/zh/c/alder-bay' },
  });
  vi.stubEnv('NEXTAUTH_URL', '');
  const unstated = await shareMetadata(page);
  expect(unstated.openGraph).toMatchObject({ title: 'Cedar won the week.' });
  expect(JSON.stringify(unstated)).not.toContain('share.png');
  vi.unstubAllEnvs();
});
