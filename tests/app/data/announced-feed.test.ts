import { beforeEach, expect, test, vi } from 'vitest';
import { processState } from '#app/_data/process-state.ts';
import { GET as getRss } from '#app/[locale]/(public)/c/[campus]/rss.xml/route.ts';
import { GET as getAnnounced } from '#app/api/v1/campuses/[campus]/weeks/[week]/announcement/route.ts';
import { addDays } from '#core/time/local-days.ts';
import { announceWeek } from '#services/announce-week.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { correctWeek } from '#services/correct-week.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { parseXml } from '#tests/core/feeds/parse-xml.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

vi.mock('server-only', () => ({}));
vi.mock('next/cache', () => ({ unstable_cache: (work: unknown) => work }));

const ctx = testContext(await testDatabase());
const NOW = new Date('2026-11-16T09:00:00Z');
const HOSTILE = `<script>alert(1)</script> ]]> &#x202E;${'😀'.repeat(50)}`;
const TAME = `&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; ${'😀'.repeat(50)}`;

beforeEach(() => {
  processState().context = Promise.resolve(ctx);
});

const week = (monday: string, kwh: Record<string, number>) =>
  Array.from({ length: 7 }, (_, day) =>
    Object.entries(kwh).map(([dorm, value]) => `${dorm},${addDays(monday, day)},${addDays(monday, day + 1)},${value}`),
  ).flat();

const offer = (campus: Parameters<typeof importText>[1], rows: readonly string[], replace = false) =>
  importText(ctx, campus, { text: ['meter,start,end,kWh', ...rows].join('\n'), options: { replace } });

/** B is third one week and first the next, which is announced in words full of markup, then corrected. */
async function announcedCampus() {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importDorms(ctx, { campus, text: 'dorm,residents\nA,100\nB,100\nC,100' });
  await importMeters(ctx, { campus, text: 'meter,dorm\nA,A\nB,B\nC,C' });
  await offer(campus, [...week('2026-11-02', { A: 10, B: 30, C: 20 }), ...week('2026-11-09', { A: 10, B: 5, C: 20 })]);
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  const asked = { by: 'operator' as const, campus, monday: '2026-11-09', seen: null, now: NOW };
  await announceWeek(ctx, { ...asked, at: null, message: `**Well done** ${HOSTILE}`, prize: `A cake ${HOSTILE}` });
  return { campus, asked };
}

async function entries(campus: string) {
  const params = Promise.resolve({ locale: 'en', campus });
  const rss = await (await getRss(new Request('http://wattle.test/', { headers: { host: 'wattle.test' } }), { params })).text();
  return parseXml(rss).flatMap(({ name, text }) => (name === 'description' ? [text] : []));
}

test('an announced entry carries the message as safe markup, the prize and who gained most; a corrected one the way to old and new', async () => {
  const { campus, asked } = await announcedCampus();
  const [, announced = ''] = await entries(campus.slug);
  const parts = parseXml(`<all>${announced}</all>`);
  expect(parts.map(({ name }) => name)).not.toContain('script');
  expect(parts.flatMap(({ name, text }) => (name === 'strong' ? [text] : []))).toEqual(['Well done']);
  const said = parts.flatMap(({ name, text }) => (name === 'p' ? [text] : []));
  expect(said).toContain(`Prize: A cake ${HOSTILE}`);
  expect(said).toContain('Most improved: B, up 2 places.');

  await offer(campus, week('2026-11-09', { B: 40 }), true);
  await correctWeek(ctx, { ...asked, reason: 'A late file' });
  const [, corrected = '', before = ''] = await entries(campus.slug);
  expect(corrected).toContain('Why: A late file');
  expect(corrected).toContain(`http://wattle.test/c/${campus.slug}/weeks/2026-W46/editions`);
  expect(corrected).not.toContain('Well done');
  expect(before).toContain('<strong>Well done</strong>');
});

test('the announcement of a week is there for other programs once it is announced, and 404 before', async () => {
  const { campus } = await announcedCampus();
  const asked = async (id: string) =>
    getAnnounced(new Request('http://wattle.test/'), { params: Promise.resolve({ campus: campus.slug, week: id }) });
  expect(await (await asked('2026-W46')).json()).toMatchObject({
    ...{ state: 'final', edition: 2, lens: 'per-resident', announcedAt: NOW.toISOString(), season: null },
    message: { html: `<p><strong>Well done</strong> ${TAME}</p>` },
    leagues: [{ places: [{ dorm: 'b', rank: 1 }, { dorm: 'a' }, { dorm: 'c' }], mostImproved: { places: 2 } }],
  });
  expect((await asked('2026-W45')).status).toBe(404);
  expect((await asked('W46')).status).toBe(404);
});
