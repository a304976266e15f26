import { expect, test } from 'vitest';
import { methodExample } from '#app/_data/method-example.ts';
import { workedDay, workedScore } from '#components/method/worked.ts';
import { addDays } from '#core/time/local-days.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const FIRST = '2026-01-05';
const NOW = new Date('2026-06-10T12:00:00Z');

/** Seven restless dorms over 22 weeks; the seventh has seven residents. */
async function campusWithPast() {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const sizes = [40, 50, 60, 70, 80, 90, 7];
  const dorms = sizes.map((residents, dorm) => `m${dorm},Dorm ${dorm},${residents},1000`);
  await importDorms(ctx, { campus, text: ['dorm,name,residents,floor_area_m2', ...dorms].join('\n') });
  const meters = sizes.map((_size, dorm) => `M${dorm},m${dorm}`);
  await importMeters(ctx, { campus, text: ['meter,dorm', ...meters].join('\n') });
  const kwh = (dorm: number, day: number) =>
    (100 * (dorm + 1) * (1 + 0.03 * Math.sin(12.9898 * (7 * dorm + Math.floor(day / 7)) + dorm))).toFixed(3);
  const lines = Array.from({ length: 154 }, (_, day) =>
    sizes.map((_size, dorm) => `M${dorm},${addDays(FIRST, day)},${addDays(FIRST, day + 1)},${kwh(dorm, day)}`),
  ).flat();
  const text = ['meter,start,end,kWh', ...lines].join('\n');
  expect((await importText(ctx, campus, { text, now: NOW })).state).toBe('committed');
  return campus;
}

test('the last closed week gives an example of every way to count that ranked, and each leads to its score', async () => {
  const campus = await campusWithPast();
  expect(await methodExample(ctx, { campus, now: NOW })).toBeNull();
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  const example = await methodExample(ctx, { campus, now: NOW });
  expect(example?.week).toBe('2026-W23');
  expect(Object.keys(example?.dorms ?? {})).toEqual(['energy', 'per-resident', 'per-area', 'saving', 'effort']);
  for (const dorm of Object.values(example?.dorms ?? {})) {
    expect({ lens: dorm.lens, isWorked: workedScore(dorm) !== null }).toEqual({ lens: dorm.lens, isWorked: true });
    expect({ name: dorm.name, ranked: dorm.ranked }).not.toEqual({ name: 'Dorm 6', ranked: 7 });
    expect(dorm.ranked).toBe(6);
  }
  expect(example?.model === null || example === null ? null : workedDay(example.model)).not.toBeNull();
});
