import { expect, test } from 'vitest';
import { undoImport } from '#services/undo-import.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute));

const row = (from: string, until: string, kwh: number) => `2026-11-10T${from}Z,2026-11-10T${until}Z,A,${kwh}`;
const file = (...rows: string[]) => ['start,end,meter,kWh', ...rows].join('\n');

test('a file whose rows met overlapping ones brings them in when those were undone, and is known again after that', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const options = { createMeters: true };
  const wrong = await importText(ctx, campus, { text: file(row('00:30', '01:30', 5)), options, now: at(0) });
  const right = file(row('00:00', '01:00', 1), row('01:00', '02:00', 1), row('02:00', '03:00', 1));
  const first = await importText(ctx, campus, { text: right, options, now: at(1) });
  expect(first).toMatchObject({ state: 'committed', readings: { new: 1 } });
  expect(await importText(ctx, campus, { text: right, options, now: at(2) })).toMatchObject({ state: 'known' });
  await undoImport(ctx, { campus, importId: wrong.import ?? 0, now: at(3) });
  const again = await importText(ctx, campus, { text: right, options, now: at(4) });
  expect(again).toMatchObject({ state: 'committed', readings: { new: 2, same: 1 }, energyKwh: '3', problems: [] });
  expect(await importText(ctx, campus, { text: right, options, now: at(5) })).toMatchObject({ state: 'known' });
});

test('a file without such rows stays known whatever is undone', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const options = { createMeters: true };
  const other = await importText(ctx, campus, { text: file(row('05:00', '06:00', 5)), options, now: at(0) });
  const text = file(row('00:00', '01:00', 1));
  await importText(ctx, campus, { text, options, now: at(1) });
  await undoImport(ctx, { campus, importId: other.import ?? 0, now: at(2) });
  expect(await importText(ctx, campus, { text, options, now: at(3) })).toMatchObject({ state: 'known' });
});
