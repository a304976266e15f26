import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { closeWeek } from '#services/close-week.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';
import { fileOnDisk, wattle } from '#tests/support/processes.ts';

const database = await testDatabase();
const ctx = testContext(database);
const run = (...words: string[]) => wattle(words, { DATABASE_URL: database.url });

/** A closed week of two dorms: Oak used 7 × 24 × 2 = 336 kWh, Elm has readings of one day alone. */
async function closedWeek(): Promise<Campus> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importDorms(ctx, { campus, text: 'dorm,name,residents\noak,Oak Hall,20\nelm,Elm Hall,30\n' });
  await importMeters(ctx, { campus, text: 'meter,dorm\nA,oak\nB,elm\n' });
  const hour = (meter: string, at: number) => `${new Date(Date.UTC(2019, 9, 28, at)).toISOString()},${meter},2`;
  const rows = Array.from({ length: 168 }, (_, at) => [hour('A', at), ...(at < 24 ? [hour('B', at)] : [])]).flat();
  await importText(ctx, campus, { text: ['time,meter,kWh', ...rows].join('\n'), name: 'october.csv' });
  await closeWeek(ctx, { campus, monday: '2019-10-28', now: new Date('2019-11-04T12:00:00Z') });
  return campus;
}

test('a receipt is told in words, taken away as JSON or CSV and checked; one changed digit, or a hostile file, exits 1', async () => {
  const { slug } = await closedWeek();
  const ask = (dorm: string, ...words: string[]) =>
    run('receipt', slug, '--week', '2019-W44', '--dorm', dorm, '--lens', 'per-resident', ...words);
  const prose = await ask('oak');
  expect(prose.code).toBe(0);
  expect(prose.stdout).toContain('Oak Hall: place 1 of 1 in 2019-W44 by per-resident');
  expect(prose.stdout).toContain('Score: 336 kWh / 20 residents = 16.8.');
  expect(prose.stdout).toContain('october.csv');
  expect(prose.stdout).toContain('It agrees.');
  expect((await ask('elm')).stdout).toContain('Not ranked: coverage-low. Import the readings that are missing.');

  const json = (await ask('oak', '--json')).stdout;
  expect(JSON.parse(json)).toMatchObject({ score: 16.8, rank: 1, recomputed: { agrees: true } });
  const csv = (await ask('oak', '--csv')).stdout;
  const check = async (text: string, name = 'receipt.csv') => {
    const { code, stdout } = await run('receipt', 'check', fileOnDisk(name, text), '--json');
    return { code, ...JSON.parse(stdout) };
  };
  expect(await check(json, 'receipt.json')).toMatchObject({ code: 0, agrees: true, published: 'same', score: 16.8, rank: 1 });
  expect(await check(csv)).toMatchObject({ code: 0, agrees: true, published: 'same' });
  const changed = csv.replace('2019-10-30,energyKwh,48,', '2019-10-30,energyKwh,47.999999999,');
  expect(await check(changed)).toMatchObject({ code: 1, agrees: false, published: 'differs', parts: ['meters'] });
  expect(await check('=cmd|calc,"')).toMatchObject({ code: 1, error: { code: 'receipt-unfit' } });
  const missing = await run('receipt', 'check', '/nowhere/receipt.csv');
  expect(missing).toMatchObject({ code: 1 });
  expect(missing.stderr).toContain('cannot be read');

  const open = await run('receipt', slug, '--week', '2019-W45', '--dorm', 'oak', '--json');
  expect(open).toMatchObject({ code: 1 });
  expect(JSON.parse(open.stdout).error.code).toBe('week-not-published');
  expect((await run('receipt', slug, '--week', '2019-W44')).code).toBe(2);
}, 120_000);
