import { expect, onTestFinished, test } from 'vitest';
import { addDays } from '#core/time/local-days.ts';
import { openDatabase } from '#db/client.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { addBlackout } from '#services/add-blackout.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importTemperatures } from '#services/import-temperatures.ts';
import { putDormSize } from '#services/put-dorm-size.ts';
import { undoImport } from '#services/undo-import.ts';
import { importText, newCampus, testContext, textSource } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const FIRST = '2026-01-05';
const NOW = new Date('2026-11-30T12:00:00Z');
const week = (index: number) => addDays(FIRST, 7 * index);

/** Two dorms by the day, each week another amount; every week closed. */
async function closedCampus(weeks: number): Promise<Campus> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, { text: readings(7 * weeks), options: { createMeters: true } });
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  return campus;
}

function readings(days: number): string {
  const lines = Array.from({ length: days }, (_, day) => day).flatMap((day) =>
    ['A', 'B'].map((meter) => `${meter},${addDays(FIRST, day)},${addDays(FIRST, day + 1)},${100 + (Math.floor(day / 7) % 3)}`),
  );
  return ['meter,start,end,kWh', ...lines].join('\n');
}

/** The weeks (counted from 0) that got a further edition by closing what is due now. */
async function editionsNow(campus: Campus): Promise<number[]> {
  const { closed } = await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  const published = closed.filter(({ outcome }) => outcome === 'published');
  return published.map(({ publication }) => (Date.parse(publication.week) - Date.parse(FIRST)) / (7 * 86_400_000));
}

async function bringTemperatures(campus: Campus, index: number): Promise<number> {
  const lines = Array.from({ length: 7 }, (_, day) => `${addDays(week(index), day)},${8 + day}`);
  const text = ['date,temp_c', ...lines].join('\n');
  const request = { campus, ...textSource(text), options: {}, channel: 'command' as const, mode: 'commit' as const };
  return (await importTemperatures(ctx, { ...request, now: NOW })).import ?? 0;
}

test('a provisional week gets a further edition when its temperatures come late, and again when they are undone', async () => {
  const campus = await closedCampus(3);
  expect(await editionsNow(campus)).toEqual([]);
  const importId = await bringTemperatures(campus, 1);
  expect(await editionsNow(campus)).toEqual([1]);
  await undoImport(ctx, { campus, importId, now: NOW });
  expect(await editionsNow(campus)).toEqual([1]);
  expect(await editionsNow(campus)).toEqual([]);
});

test('a final week stays as it is, whatever comes late', async () => {
  const campus = await closedCampus(2);
  const owner = await openDatabase({ url: database.url, dataDir: '', role: 'owner' });
  onTestFinished(() => owner.close());
  await owner.pool.query('ALTER TABLE publications DISABLE TRIGGER USER');
  await owner.pool.query("UPDATE publications SET state = 'final' WHERE campus_id = $1", [campus.id]);
  await owner.pool.query('ALTER TABLE publications ENABLE TRIGGER USER');
  await bringTemperatures(campus, 1);
  expect(await editionsNow(campus)).toEqual([]);
});

test('temperatures from before the first reading make no week of it', async () => {
  const campus = await closedCampus(2);
  await bringTemperatures(campus, -40);
  const { rows } = await database.pool.query('SELECT min(week)::text AS oldest FROM touched_weeks WHERE campus_id = $1', [
    campus.id,
  ]);
  expect(rows).toEqual([{ oldest: FIRST }]);
});

test('residents put right from a day on make further editions of the weeks they hold for, by form or by list', async () => {
  const campus = await closedCampus(3);
  await putDormSize(ctx, { campus, slug: 'a', fromDay: week(1), size: { residents: 20, floorAreaM2: 500 } });
  expect(await editionsNow(campus)).toEqual([1, 2]);
  await importDorms(ctx, { campus, text: `dorm,name,residents,floor_area_m2,from\na,A,30,500,${week(2)}\n` });
  expect(await editionsNow(campus)).toEqual([2]);
});

test('later weeks that learnt from a week whose readings came late are looked at again', async () => {
  const campus = await closedCampus(6);
  const text = `meter,start,end,kWh\nA,${week(1)},${addDays(week(1), 1)},150`;
  await importText(ctx, campus, { text, options: { replace: true } });
  // The second week is among the four before the third to the sixth.
  expect(await editionsNow(campus)).toEqual([1, 2, 3, 4, 5]);
});

test('a break that is named late is left out of the baselines of the weeks after it', async () => {
  const campus = await closedCampus(6);
  await addBlackout(ctx, { campus, firstDay: week(3), lastDay: week(3), name: 'Break' });
  expect(await editionsNow(campus)).toEqual([4, 5]);
});
