import { expect, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
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

test('a review names what is missing, dead, shared or won every week, where to mend it, and blocks only on moved numbers', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const always = (kwh: number, days = DAYS) => Array.from({ length: days }, () => kwh);
  const text = file(
    rows('A', FIRST, always(10)),
    rows('B', FIRST, [...always(20, DAYS - 7), ...always(10, 7)]),
    rows('C', FIRST, always(30, DAYS - 3)),
    rows('D', FIRST, [...always(40, DAYS - 2), 0, 0]),
  );
  await importText(ctx, campus, { text, options: { createMeters: true } });
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  await ctx.database.pool.query(
    `INSERT INTO seasons (campus_id, slug, name, first_week, last_week, lens, created_at) VALUES ($1, 's', 'S', $2, $2, 'energy', now())`,
    [campus.id, LAST],
  );
  const review = async () => {
    const { checks } = await reviewWeek(ctx, { campus, monday: LAST, now: NOW });
    return Object.fromEntries(checks.map((check) => [check.kind, check])) as Record<ReviewKind, (typeof checks)[number]>;
  };
  const found = await review();
  expect(found.coverage).toMatchObject({ severity: 'look', names: ['C'], of: 4 });
  expect(found.coverage.path).toBe(`/staff/${campus.slug}/calendar?until=2026-11-15`);
  expect(found['dead-meters']).toMatchObject({ severity: 'look', names: ['D'] });
  expect(found.ties).toMatchObject({ severity: 'look', names: ['A', 'B'] });
  expect(found['usual-winner']).toMatchObject({ severity: 'look', names: ['A'], count: 7, of: 7 });
  expect(found.estimates).toMatchObject({ severity: 'fine', count: 0 });
  expect(found['held-values']).toMatchObject({ severity: 'fine', count: 0 });
  await importText(ctx, campus, { text: file(rows('B', LAST, always(11, 7))), options: { replace: true } });
  const moved = await review();
  expect(moved['moved-since']).toMatchObject({ severity: 'blocks', names: ['readings'] });
  expect(Object.values(moved).filter(({ severity }) => severity === 'blocks')).toHaveLength(1);
});
