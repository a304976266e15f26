import { expect, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { addSeason } from '#services/add-season.ts';
import { announceWeek } from '#services/announce-week.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { getAnnouncement } from '#services/get-announcement.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const ctx = testContext(await testDatabase());
const LETTERS = ['A', 'B', 'C', 'D', 'E'];
const NOW = new Date('2026-11-16T09:00:00Z');

/** One value a day for each dorm, from a Monday on. */
const week = (monday: string, kwh: Record<string, number>) =>
  Array.from({ length: 7 }, (_, day) =>
    Object.entries(kwh).map(([dorm, value]) => `${dorm},${addDays(monday, day)},${addDays(monday, day + 1)},${value}`),
  ).flat();

async function campusOf(rows: readonly string[]): Promise<Campus> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importDorms(ctx, { campus, text: ['dorm,residents', ...LETTERS.map((one) => `${one},100`)].join('\n') });
  await importMeters(ctx, { campus, text: ['meter,dorm', ...LETTERS.map((one) => `${one},${one}`)].join('\n') });
  await importText(ctx, campus, { text: ['meter,start,end,kWh', ...rows].join('\n') });
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  return campus;
}

const named = (places: readonly { name: string; rank: number }[] = []) => places.map(({ name, rank }) => `${rank} ${name}`);

test('winners are the first three places, shared ones said, and who gained most places is most improved', async () => {
  const campus = await campusOf([
    ...week('2026-11-02', { A: 10, B: 20, C: 30, D: 40, E: 50 }),
    ...week('2026-11-09', { A: 10, B: 20, C: 5, D: 20, E: 60 }),
  ]);
  const told = await getAnnouncement(ctx, { campus, monday: '2026-11-09', now: NOW });
  expect(told).toMatchObject({ week: '2026-W46', season: null, message: null, prize: null, announcedAt: null });
  const [league] = told?.leagues ?? [];
  // C from third to first gains two; D from fourth to a shared third gains one.
  expect(named(league?.places)).toEqual(['1 C', '2 A', '3 B', '3 D']);
  expect(league?.mostImproved).toMatchObject({ places: 2, dorms: [{ name: 'C' }] });
});

test('the first week has nobody improved, and a week not closed says nothing', async () => {
  const campus = await campusOf(week('2026-11-09', { A: 10, B: 20 }));
  const told = await getAnnouncement(ctx, { campus, monday: '2026-11-09', now: NOW });
  expect(told?.leagues.map(({ mostImproved }) => mostImproved)).toEqual([null]);
  expect(await getAnnouncement(ctx, { campus, monday: '2026-11-16', now: NOW })).toBeNull();
});

test('an announced week carries its words and its time', async () => {
  const campus = await campusOf(week('2026-11-09', { A: 10, B: 20 }));
  await announceWeek(ctx, {
    ...{ by: 'operator', campus, monday: '2026-11-09', at: null, seen: null, now: NOW },
    ...{ message: 'Well done', prize: 'A cake' },
  });
  expect(await getAnnouncement(ctx, { campus, monday: '2026-11-09', now: NOW })).toMatchObject({
    ...{ message: 'Well done', prize: 'A cake', announcedAt: NOW },
    publication: { state: 'final', edition: 2 },
  });
});

test('within a league the places are those of the week’s own standings, so that no page names another winner', async () => {
  const campus = await campusOf([
    ...week('2026-11-02', { A: 10, B: 20, C: 30, D: 40, E: 50 }),
    ...week('2026-11-09', { A: 10, B: 20, C: 30, D: 15, E: 5 }),
  ]);
  const season = {
    slug: 'spring',
    name: 'Spring',
    firstWeek: '2026-11-09',
    lastWeek: '2026-11-16',
    lens: 'per-resident' as const,
  };
  const dorms = LETTERS.map((one) => `${one},100,${one < 'C' ? 'North' : 'South'}`);
  await importDorms(ctx, { campus, text: ['dorm,residents,league', ...dorms].join('\n') });
  await addSeason(ctx, { campus, ...season, leagues: ['North', 'South'], baseline: null, now: new Date('2026-11-08T00:00:00Z') });
  const told = await getAnnouncement(ctx, { campus, monday: '2026-11-09', now: NOW });
  expect(told?.leagues.map(({ league, places }) => [league, ...named(places)])).toEqual([
    ['North', '1 A', '2 B'],
    ['South', '1 E', '2 D', '3 C'],
  ]);
  // E is third of South in the week before, and D second.
  expect(told?.leagues[1]?.mostImproved).toMatchObject({ places: 2, dorms: [{ name: 'E' }] });
});
