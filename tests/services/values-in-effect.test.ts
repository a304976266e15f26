import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import type { ImportOptions } from '#services/import-request.ts';
import { undoImport } from '#services/undo-import.ts';
import { boardOf, importText, newCampus, storedState, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const NOW = new Date('2026-11-30T12:00:00Z');
const MAKE: ImportOptions = { createMeters: true };

const hours = (...values: number[]) =>
  ['time,meter,kWh', ...values.map((kwh, hour) => `2026-11-10T${String(hour).padStart(2, '0')}:00:00Z,A,${kwh}`)].join('\n');

async function energy(campus: Campus): Promise<number | null> {
  const { standings } = await boardOf(ctx, campus, { weekId: '2026-W46' });
  return standings[0]?.energyKwh ?? null;
}

async function undo(campus: Campus, importId: number | null): Promise<void> {
  await undoImport(ctx, { campus, importId: importId ?? 0, now: NOW });
}

test('a value that came into effect when another was undone stands against the next conflict', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const first = await importText(ctx, campus, { text: hours(5, 1), options: MAKE });
  await importText(ctx, campus, { text: hours(7, 1), options: MAKE });
  await undo(campus, first.import);
  expect(await energy(campus)).toBe(8);
  const again = await importText(ctx, campus, { text: hours(5, 1), options: MAKE });
  expect(again.problems).toMatchObject([{ kind: 'conflict', row: 2, found: '5', params: { known: '7' } }]);
  expect(await energy(campus)).toBe(8);
  await undo(campus, again.import);
  expect(await energy(campus)).toBe(8);
});

test('the same holds for what a register showed', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const options: ImportOptions = { ...MAKE, kind: 'register' };
  const first = await importText(ctx, campus, { text: hours(100, 105, 110), options });
  await importText(ctx, campus, { text: hours(100, 105, 117), options });
  await undo(campus, first.import);
  expect(await energy(campus)).toBe(17);
  const again = await importText(ctx, campus, { text: hours(100, 105, 110), options });
  expect(again.readings).toEqual({ new: 0, same: 1, replaced: 0 });
  expect(await energy(campus)).toBe(17);
});

test('what was replaced comes back with each undo, newest first', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const ids: (number | null)[] = [];
  for (const kwh of [1, 2, 3])
    ids.push((await importText(ctx, campus, { text: hours(kwh, 1), options: { ...MAKE, replace: true } })).import);
  expect(await energy(campus)).toBe(4);
  await undo(campus, ids[1] ?? null);
  expect(await energy(campus)).toBe(4);
  await undo(campus, ids[2] ?? null);
  expect(await energy(campus)).toBe(2);
});

test('what staff have since said of dorms and meters is not undone with the import that made them', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const made = await importText(ctx, campus, { text: hours(1, 1), options: MAKE });
  await importDorms(ctx, { campus, text: 'dorm,name,residents\nA,Alder House,40\n' });
  await importMeters(ctx, { campus, text: 'meter,dorm\nA,A\n' });
  await undo(campus, made.import);
  expect(await storedState(ctx, campus)).toMatchObject({
    dorms: [{ slug: 'a', name: 'Alder House' }],
    meters: [{ label: 'A' }],
    effective: [],
  });
});

test('a register row that was refused for its own start brings no energy, and the next one counts from it', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const row = (from: string, until: string, kwh: number) => `R,2026-11-10T${from}Z,2026-11-10T${until}Z,${kwh}`;
  const text = [
    'meter,start,end,kWh',
    row('00:00:00', '01:00:00', 10),
    row('03:00:00', '02:00:00', 15),
    row('02:00:00', '03:00:00', 18),
  ].join('\n');
  const result = await importText(ctx, campus, { text, options: { ...MAKE, kind: 'register' } });
  expect(result.problems.filter(({ severity }) => severity === 'refused').map(({ row: line }) => line)).toEqual([3]);
  expect(result).toMatchObject({ readings: { new: 1 }, energyKwh: '3' });
  expect(await energy(campus)).toBe(3);
});

test('a meter that became known brings its rows in, also when a thousand rows of another unknown one stood before it', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, { text: hours(1, 1), options: MAKE });
  const rows = (meter: string, count: number) =>
    Array.from({ length: count }, (_, hour) => `${new Date(Date.UTC(2026, 8, 1, hour)).toISOString()},${meter},1`);
  const text = ['time,meter,kWh', ...rows('A', 3), ...rows('B', 1200), ...rows('C', 5)].join('\n');
  expect(await importText(ctx, campus, { text })).toMatchObject({ state: 'committed', readings: { new: 3 } });
  await importMeters(ctx, { campus, text: 'meter,dorm\nC,a\n' });
  expect(await importText(ctx, campus, { text })).toMatchObject({ state: 'committed', readings: { new: 5, same: 3 } });
});

test('estimated zeros are no sign of a dead meter', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const line = (day: number, kwh: number, quality: string) =>
    `2026-11-${String(day).padStart(2, '0')}T00:00:00Z,2026-11-${String(day + 1).padStart(2, '0')}T00:00:00Z,A,${kwh},${quality}`;
  const days = [line(9, 24, 'A'), line(10, 0, 'E'), ...[11, 12, 13, 14, 15].map((day) => line(day, 24, 'A'))];
  const result = await importText(ctx, campus, { text: ['start,end,meter,kWh,quality', ...days].join('\n'), options: MAKE });
  expect(result.readings.new).toBe(7);
  const { standings } = await boardOf(ctx, campus, { weekId: '2026-W46' });
  expect(standings[0]).toMatchObject({ rank: 1, coverage: 6 / 7, energyKwh: 144 });
});
