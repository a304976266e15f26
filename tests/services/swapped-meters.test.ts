import { expect, test } from 'vitest';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { boardOf, importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);

/** A row for each day of November 2026 from one to another, both included. */
const days = (meter: string, [from, to]: [number, number], kwh: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => {
    const day = (date: number) => `2026-11-${String(date).padStart(2, '0')}T00:00:00Z`;
    return `${day(from + index)},${day(from + index + 1)},${meter},${kwh}`;
  });

async function campusWithSwap(...rows: string[][]) {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importDorms(ctx, { campus, text: 'dorm,name,residents\na,A,20\n' });
  await importMeters(ctx, { campus, text: 'meter,dorm,from,until\nOLD,a,,2026-11-12\nNEW,a,2026-11-12,\n' });
  await importText(ctx, campus, { text: ['start,end,meter,kWh', ...rows.flat()].join('\n') });
  return campus;
}

test('what a swapped meter reads outside its time counts neither as energy nor as coverage', async () => {
  const campus = await campusWithSwap(days('OLD', [9, 15], 24), days('NEW', [9, 15], 24));
  const { standings } = await boardOf(ctx, campus, { weekId: '2026-W46' });
  expect(standings).toMatchObject([{ rank: 1, energyKwh: 168, score: 168, coverage: 1 }]);
});

test('readings outside its time do not hide that a swapped meter was silent within it', async () => {
  const campus = await campusWithSwap(days('OLD', [9, 15], 24), days('NEW', [9, 10], 24), days('NEW', [14, 15], 24));
  const { standings } = await boardOf(ctx, campus, { weekId: '2026-W46' });
  expect(standings).toMatchObject([{ rank: null, reason: 'coverage-low', energyKwh: 120, coverage: 5 / 7 }]);
});
