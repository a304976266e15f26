import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import type { ImportOptions } from '#services/import-request.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const REGISTER: ImportOptions = { createMeters: true, kind: 'register' };

const showed = (...rows: [hour: number, kwh: number][]) =>
  ['time,meter,kWh', ...rows.map(([hour, kwh]) => `2026-11-10T${String(hour).padStart(2, '0')}:00:00Z,R,${kwh}`)].join('\n');

async function campusWithRegister(): Promise<Campus> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, { text: showed([0, 100], [1, 110], [2, 120]), options: REGISTER });
  return campus;
}

test('a register row that says otherwise than the value in effect is a conflict that shows both', async () => {
  const campus = await campusWithRegister();
  const result = await importText(ctx, campus, { text: showed([1, 115], [3, 130]), options: REGISTER });
  expect(result).toMatchObject({ state: 'committed', readings: { new: 1, same: 0, replaced: 0 }, energyKwh: '10' });
  expect(result.problems).toMatchObject([
    {
      kind: 'conflict',
      severity: 'refused',
      row: 2,
      found: '115',
      params: { meter: 'R', known: '110', endsAt: '2026-11-10 01:00+00:00 Etc/UTC' },
    },
  ]);
});

test('two unequal register rows of one time in a file are a conflict, and the first one stands', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const text = showed([0, 100], [1, 110], [1, 115], [2, 120]);
  const result = await importText(ctx, campus, { text, options: REGISTER });
  expect(result).toMatchObject({ readings: { new: 2 }, energyKwh: '20' });
  expect(result.problems.filter(({ kind }) => kind === 'conflict')).toMatchObject([
    { severity: 'refused', row: 4, found: '115', params: { known: '110' } },
  ]);
});

test('a register file in which every row is a conflict has no usable row', async () => {
  const campus = await campusWithRegister();
  const result = await importText(ctx, campus, { text: showed([1, 115], [2, 125]), options: REGISTER });
  expect(result.state).toBe('refused');
  expect(result.problems.map(({ kind, row }) => [kind, row])).toEqual([
    ['conflict', 2],
    ['conflict', 3],
    ['no-usable-row', null],
  ]);
});

test('with strict a conflict between registers lets nothing in', async () => {
  const campus = await campusWithRegister();
  const options = { ...REGISTER, strict: true };
  expect(await importText(ctx, campus, { text: showed([1, 115], [3, 130]), options })).toMatchObject({ state: 'refused' });
});
