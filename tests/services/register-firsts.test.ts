import { expect, test } from 'vitest';
import type { ImportOptions } from '#services/import-request.ts';
import { undoImport } from '#services/undo-import.ts';
import { boardOf, importText, newCampus, storedState, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const REGISTER: ImportOptions = { createMeters: true, kind: 'register' };

const showed = (stamp: string, kwh: number) => `time,meter,kWh\n${stamp},R,${kwh}\n`;

test('energy since a value that came alone in an earlier file is totalled on all the days it belongs to', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, { text: showed('2026-11-09T00:00:00Z', 100), options: REGISTER });
  const before = await storedState(ctx, campus);
  const second = await importText(ctx, campus, { text: showed('2026-11-16T00:00:00Z', 268), options: REGISTER });
  expect(second).toMatchObject({ readings: { new: 1 }, energyKwh: '168' });
  const { standings } = await boardOf(ctx, campus, { weekId: '2026-W46' });
  expect(standings).toMatchObject([{ rank: 1, energyKwh: 168, coverage: 1 }]);
  await undoImport(ctx, { campus, importId: second.import ?? 0, now: new Date('2026-11-30T00:00:00Z') });
  expect(await storedState(ctx, campus)).toEqual(before);
});
