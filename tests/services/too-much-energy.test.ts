import { expect, test } from 'vitest';
import { importText, newCampus, storedState, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);

test('a file with more energy in a day than can be added up is refused, and leaves nothing', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const before = await storedState(ctx, campus);
  const minutes = Array.from({ length: 1100 }, (_, minute) => new Date(Date.UTC(2026, 10, 4, 0, minute)).toISOString());
  const text = ['time,meter,kWh', ...minutes.map((time) => `${time},A,8999999`)].join('\n');
  const result = await importText(ctx, campus, { text, options: { createMeters: true } });
  expect(result).toMatchObject({
    state: 'refused',
    import: null,
    problems: [{ kind: 'value-implausible', severity: 'refused' }],
  });
  expect(await storedState(ctx, campus)).toEqual(before);
});
