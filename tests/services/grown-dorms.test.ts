import { expect, test } from 'vitest';
import { getDormWeek } from '#services/get-dorm-week.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const NOW = new Date('2026-11-25T12:00:00Z');

const GROWN_AT = Date.UTC(2026, 10, 16);

/** A dorm that had `before` residents and used 9 kWh an hour until 16 November 2026, then `after` and 1 kWh; five weeks of it. */
async function grownDorm({ before, after }: { before: number | ''; after: number }) {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importDorms(ctx, { campus, text: `dorm,name,residents,from\na,A,${before},\na,A,${after},2026-11-16\n` });
  await importMeters(ctx, { campus, text: 'meter,dorm\nA,a\n' });
  const hours = Array.from({ length: 5 * 168 }, (_, hour) => {
    const at = Date.UTC(2026, 9, 19, hour);
    return `${new Date(at).toISOString()},A,${at < GROWN_AT ? 9 : 1}`;
  });
  await importText(ctx, campus, { text: ['time,meter,kWh', ...hours].join('\n'), now: NOW });
  return getDormWeek(ctx, { campus, slug: 'a', weekId: '2026-W48', lens: 'energy', now: NOW });
}

test('nothing of the weeks in which a dorm was too small to show stands in what is usual there', async () => {
  for (const before of [14, ''] as const) {
    const { days, profile } = await grownDorm({ before, after: 40 });
    expect(days.map(({ usualKwh }) => usualKwh)).toEqual(Array(7).fill(24));
    expect(profile).toEqual(Array.from({ length: 7 }, () => Array(24).fill(1)));
  }
  const { days, profile } = await grownDorm({ before: 40, after: 14 });
  expect([days, profile]).toEqual([[], null]);
});

test('a usual day is shown by hour only when enough people lived there in all of its weeks', async () => {
  expect((await grownDorm({ before: 40, after: 120 })).isHourly).toBe(false);
  expect((await grownDorm({ before: 100, after: 120 })).isHourly).toBe(true);
});
