import { expect, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { addSeason } from '#services/add-season.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { importDorms } from '#services/import-dorms.ts';
import { type ReviewKind, reviewWeek } from '#services/review-week.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const ctx = testContext(await testDatabase());
const NOW = new Date('2026-11-16T09:00:00Z');
const FIRST = '2026-09-21';
const LAST = '2026-11-09';

/** So many kWh a day from a day on. */
const rows = (meter: string, from: string, kwh: readonly number[]) =>
  kwh.map((one, day) => `${meter},${addDays(from, day)},${addDays(from, day + 1)},${one}`);
const file = (...parts: string[][]) => ['meter,start,end,kWh', ...parts.flat()].join('\n');
const DAYS = 56;

const always = (kwh: number, days = DAYS) => Array.from({ length: days }, () => kwh);

/** Its last week is closed and the only one of a season by kWh, so that plain kWh decide it. */
async function reviewedCampus(kwh: Readonly<Record<string, readonly number[]>>, dorms: string): Promise<Campus> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const text = file(...Object.entries(kwh).map(([meter, days]) => rows(meter, FIRST, days)));
  await importText(ctx, campus, { text, options: { createMeters: true } });
  await importDorms(ctx, { campus, text: dorms });
  await addSeason(ctx, {
    ...{ campus, slug: 's', name: 'S', firstWeek: LAST, lastWeek: LAST, lens: 'energy', baseline: null, now: NOW },
    leagues: dorms.includes('league') ? ['North', 'South'] : [],
  });
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  return campus;
}

async function review(campus: Campus) {
  const { checks } = await reviewWeek(ctx, { campus, monday: LAST, now: NOW });
  return Object.fromEntries(checks.map((check) => [check.kind, check])) as Record<ReviewKind, (typeof checks)[number]>;
}

test('a review names what is missing, dead, shared or won every week, where to mend it, and blocks only on moved numbers', async () => {
  const kwh = {
    A: always(10),
    B: [...always(20, DAYS - 7), ...always(10, 7)],
    C: always(30, DAYS - 3),
    D: [...always(40, DAYS - 2), 0, 0],
  };
  const campus = await reviewedCampus(kwh, 'dorm,residents\na,100\nb,100\nc,100\nd,100');
  const found = await review(campus);
  expect(found.coverage).toMatchObject({ severity: 'look', names: ['C'], of: 4 });
  expect(found.coverage.path).toBe(`/staff/${campus.slug}/calendar?until=2026-11-15`);
  expect(found['dead-meters']).toMatchObject({ severity: 'look', names: ['D'] });
  expect(found.ties).toMatchObject({ severity: 'look', names: ['A', 'B'] });
  expect(found['usual-winner']).toMatchObject({ severity: 'look', names: ['A'], count: 7, of: 7 });
  expect(found.estimates).toMatchObject({ severity: 'fine', count: 0 });
  expect(found['held-values']).toMatchObject({ severity: 'fine', count: 0 });
  await importText(ctx, campus, { text: file(rows('B', LAST, always(11, 7))), options: { replace: true } });
  const moved = await review(campus);
  expect(moved['moved-since']).toMatchObject({ severity: 'blocks', names: ['readings'] });
  expect(Object.values(moved).filter(({ severity }) => severity === 'blocks')).toHaveLength(1);
});

test('places are judged as everyone will read them: a withheld dorm neither wins, shares a place nor hides a usual winner', async () => {
  const kwh = { A: always(5), B: always(10), C: always(20), D: [...always(40, DAYS - 7), ...always(5, 7)] };
  const found = await review(await reviewedCampus(kwh, 'dorm,residents\na,14\nb,100\nc,100\nd,14'));
  expect(found.coverage).toMatchObject({ of: 4 });
  expect(found.ties).toMatchObject({ severity: 'fine', names: [] });
  expect(found['usual-winner']).toMatchObject({ severity: 'look', names: ['B'], count: 7, of: 7 });
  expect(found.lenses.names).not.toContain('energy');
});

test('each league of a season has its winner: a place shared within one is a tie, and an equal score in another is none', async () => {
  const kwh = { A: always(10), B: always(10), C: always(10), D: [...always(5, DAYS - 7), ...always(30, 7)] };
  const dorms = 'dorm,residents,league\na,100,North\nb,100,North\nc,100,South\nd,100,South';
  const found = await review(await reviewedCampus(kwh, dorms));
  expect(found.ties).toMatchObject({ severity: 'look', names: ['A', 'B'] });
  // C never came first of the South before, A always of the North.
  expect(found['usual-winner']).toMatchObject({ severity: 'look', names: ['A'], count: 7 });
});
