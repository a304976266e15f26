import { expect, test } from 'vitest';
import { importText, newCampus, storedState, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);

const said = (problems: readonly { kind: string; row: number | null; params: Readonly<Record<string, string>> }[]) =>
  problems.filter(({ kind }) => kind === 'too-coarse').map(({ row, params }) => [row, params.meter, params.count, params.days]);

test('bills longer than 8 days are stored, and said once a meter to be too long for a week', async () => {
  const campus = await newCampus(ctx);
  const text =
    'meter,start,end,kWh\nA,2026-01-01,2026-01-09,80\nA,2026-01-09,2026-02-09,300\nA,2026-02-09,2026-03-09,310\nB,2026-01-01,2026-01-02,5\n';
  const imported = await importText(ctx, campus, { text, options: { createMeters: true } });
  expect(imported).toMatchObject({ readings: { new: 4 }, energyKwh: '695' });
  expect(said(imported.problems)).toEqual([[3, 'A', '2', '8']]);
});

test('register values a month apart make readings too long for a week', async () => {
  const campus = await newCampus(ctx);
  const text = 'time,meter,kWh\n2026-01-01T00:00Z,R,100\n2026-02-01T00:00Z,R,400\n2026-02-02T00:00Z,R,410\n';
  const imported = await importText(ctx, campus, { text, options: { createMeters: true, kind: 'register' } });
  expect(imported).toMatchObject({ readings: { new: 2 }, energyKwh: '310' });
  expect(said(imported.problems)).toEqual([[null, 'R', '1', '8']]);
});

test('a Portfolio Manager file goes in with its dialect, and a second time changes nothing', async () => {
  const campus = await newCampus(ctx);
  const text =
    'Property Name,Portfolio Manager ID,Portfolio Manager Meter ID,Meter Name,Meter Type,Start Date,End Date,Usage/Quantity,Usage Units,Estimation?\nNorth,1,11,North Main,Electric - Grid,1/1/2026,2/1/2026,100,kWh (thousand Watt-hours),No\n';
  const first = await importText(ctx, campus, { text, options: { createMeters: true } });
  expect(first.understanding?.format).toBe('portfolio-manager');
  const before = await storedState(ctx, campus);
  await importText(ctx, campus, { text: `${text}\n`, options: {} });
  expect(await storedState(ctx, campus)).toEqual(before);
});
