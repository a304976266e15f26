import { expect, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import { weekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { addBlackout } from '#services/add-blackout.ts';
import { addSeason } from '#services/add-season.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { getFairness } from '#services/get-fairness.ts';
import { getPlacebo, getSeasonPlacebo } from '#services/get-placebo.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { reckonDueFairness } from '#services/reckon-due-fairness.ts';
import { reckonFairness } from '#services/reckon-fairness.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const FIRST = '2026-01-05';
const NOW = new Date('2026-11-30T12:00:00Z');
const WEEKS = 22;

/** Seven dorms, two leagues; dorm 0 uses the least, and has ten residents. */
async function closedCampus(): Promise<Campus> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const rows = [0, 1, 2, 3, 4, 5, 6].map((at) => `d${at},D${at},${at === 0 ? 10 : 100},,${at < 4 ? 'north' : 'south'}`);
  await importDorms(ctx, { campus, text: ['dorm,name,residents,floor_area_m2,league', ...rows].join('\n') });
  await importMeters(ctx, { campus, text: ['meter,dorm', ...rows.map((_, at) => `M${at},d${at}`)].join('\n') });
  const lines = Array.from({ length: 7 * WEEKS }, (_, day) => day).flatMap((day) =>
    rows.map((_, at) => `M${at},${addDays(FIRST, day)},${addDays(FIRST, day + 1)},${kwhOf(at, day).toFixed(3)}`),
  );
  const result = await importText(ctx, campus, { text: ['meter,start,end,kWh', ...lines].join('\n'), options: {} });
  expect(result.state).toBe('committed');
  return campus;
}

function kwhOf(dorm: number, day: number): number {
  return 100 * (dorm + 1) * (1 + 0.03 * Math.sin(12.9898 * (7 * dorm + Math.floor(day / 7)) + dorm));
}

test('judged again from what was published, the figures are those of models fitted anew', async () => {
  const campus = await closedCampus();
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  const span = { firstWeek: addDays(FIRST, 7 * 10), lastWeek: addDays(FIRST, 7 * (WEEKS - 1)) };
  const anew = await reckonFairness(ctx, { campus, ...span, excluded: [] });
  await addBlackout(ctx, { campus, firstDay: FIRST, lastDay: addDays(FIRST, 69), name: 'Before' });
  // The blackout came after the weeks were published: what they were judged with stays, they are only no longer counted.
  for (const lens of ['energy', 'saving', 'effort'] as const) {
    const { lenses } = await getPlacebo(ctx, { campus, lenses: [lens], league: null });
    const fitted = anew.find((one) => one.lens === lens);
    const [everyone] = lenses[0]?.leagues ?? [];
    expect(everyone?.week).toMatchObject({ weeks: fitted?.weeks, evenness: fitted?.evenness, power: fitted?.power });
    expect(everyone?.season.power).toEqual(fitted?.seasonPower4);
  }
});

test('lenses are held against each other over the same weeks', async () => {
  const campus = await closedCampus();
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  const { lenses } = await getPlacebo(ctx, { campus, lenses: ['energy', 'saving', 'weather-adjusted'], league: 'south' });
  // Two weeks go before any saving; without temperatures the third lens ranks nobody, and holds back no one.
  expect(lenses.map(({ leagues }) => leagues[0]?.week.weeks)).toEqual([WEEKS - 2, WEEKS - 2, 0]);
  expect(lenses[0]?.leagues[0]?.week).toMatchObject({ dorms: 3 });
});

test('public figures place no small dorm, count no season, and are reckoned once', async () => {
  const campus = await closedCampus();
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  const spring = { firstWeek: addDays(FIRST, 7 * 18), lastWeek: addDays(FIRST, 7 * 21) };
  await addSeason(ctx, {
    campus,
    slug: 'spring',
    name: 'Spring',
    ...spring,
    lens: 'energy',
    baseline: null,
    leagues: [],
    now: NOW,
  });
  expect(await getFairness(ctx, campus)).toBeNull();
  expect(await reckonDueFairness(ctx, { now: NOW, campusId: campus.id })).toBe(1);
  expect(await reckonDueFairness(ctx, { now: NOW, campusId: campus.id })).toBe(0);
  const found = await getFairness(ctx, campus);
  const energy = found?.lenses.find(({ lens }) => lens === 'energy');
  const winner = [...(found?.dorms.values() ?? [])].find(({ slug }) => slug === 'd1')?.id;
  // Eighteen weeks before the season, less the first two, in which no dorm has a baseline yet.
  expect(energy).toMatchObject({
    weeks: 16,
    dorms: 6,
    evenness: 0,
    winners: [{ dorm: winner, weeks: 16 }],
    luck: expect.closeTo(1 / 6, 12),
  });
  expect(energy?.drawn.at(-1)).toEqual({ name: addDays(FIRST, 7 * 17), winners: [winner] });
  const weatherless = found?.lenses.find(({ lens }) => lens === 'weather-adjusted');
  expect(weatherless).toMatchObject({ weeks: 0, evenness: null, luck: null });
});

test('a dorm found to be small is named no more at once, and placed no more after the next reckoning', async () => {
  const campus = await closedCampus();
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  await reckonDueFairness(ctx, { now: NOW, campusId: campus.id });
  await importDorms(ctx, { campus, text: 'dorm,name,residents,floor_area_m2\nd1,D1,12,\n' });
  expect(await getFairness(ctx, campus)).toBeNull();
  await reckonDueFairness(ctx, { now: NOW, campusId: campus.id });
  const energy = (await getFairness(ctx, campus))?.lenses.find(({ lens }) => lens === 'energy');
  expect(energy).toMatchObject({ dorms: 5, luck: expect.closeTo(1 / 5, 12) });
});

test('a season’s placebo plays its lens, leagues, length and baseline on the weeks before it', async () => {
  const campus = await closedCampus();
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  const weeks = { firstWeek: addDays(FIRST, 7 * 20), lastWeek: addDays(FIRST, 7 * 21) };
  const baseline = { firstWeek: addDays(FIRST, 7 * 14), lastWeek: addDays(FIRST, 7 * 16) };
  const leagues = ['north', 'south'];
  await addSeason(ctx, { campus, slug: 'may', name: 'May', ...weeks, lens: 'saving', baseline, leagues, now: NOW });
  const { lenses, seasonWeeks, dorms } = await getSeasonPlacebo(ctx, { campus, slug: 'may' });
  const [north, south] = lenses[0]?.leagues ?? [];
  expect([seasonWeeks, lenses[0]?.lens, north?.league, south?.league]).toEqual([2, 'saving', 'north', 'south']);
  // The baseline ends four weeks before: weeks 5 to 19 have two whole weeks in it, and fourteen runs of two begin in them.
  expect(north).toMatchObject({
    week: { weeks: 15, dorms: 4, luck: expect.closeTo(1 / 4, 12) },
    season: { weeks: 14, luck: expect.closeTo(1 / 4, 12) },
  });
  expect(south).toMatchObject({ week: { weeks: 15, dorms: 3, luck: expect.closeTo(1 / 3, 12) } });
  // By hand for one run: the weeks that begin on 7·10 days, against the three of 7·4 to 7·6.
  const kwh = (dorm: number, from: number, count: number) =>
    Array.from({ length: count }, (_, at) => kwhOf(dorm, 7 * (from + at))).reduce((sum, one) => sum + one, 0) / count;
  const saved = [0, 1, 2, 3].map((dorm) => 1 - kwh(dorm, 10, 2) / kwh(dorm, 4, 3));
  const best = `d${saved.indexOf(Math.max(...saved))}`;
  const run = north?.season.drawn.find(({ name }) => name === addDays(FIRST, 70));
  expect(run?.winners.map((dorm) => dorms.get(dorm)?.slug)).toEqual([best]);
  expect(weekId(FIRST)).toBe('2026-W02');
});
