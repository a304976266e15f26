import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { boardOf, importText, newCampus, storedState, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);

async function dormsOf(campus: Campus): Promise<unknown[]> {
  const { rows } = await database.pool.query(
    `SELECT d.slug, d.name, s.residents, s.from_day::text FROM dorms d LEFT JOIN dorm_sizes s ON s.campus_id = d.campus_id AND s.dorm_id = d.id
     WHERE d.campus_id = $1 ORDER BY d.slug, s.from_day`,
    [campus.id],
  );
  return rows.map((row) => [row.slug, row.name, row.residents, row.from_day]);
}

async function metersOf(campus: Campus): Promise<unknown[]> {
  const { rows } = await database.pool.query(
    'SELECT m.label, d.slug FROM meters m JOIN dorms d ON d.campus_id = m.campus_id AND d.id = m.dorm_id WHERE m.campus_id = $1 ORDER BY m.label',
    [campus.id],
  );
  return rows.map((row) => [row.label, row.slug]);
}

const BEGINNING = '0001-01-01';

test('the same list again changes nothing', async () => {
  const campus = await newCampus(ctx);
  const text = 'dorm,name,residents\nSt. Mary’s,St. Mary’s,20\nÉcole,École,30\n東寮,東寮,40\n!!!,!!!,50\n';
  expect(await importDorms(ctx, { campus, text })).toMatchObject({ state: 'committed', added: 4, updated: 0 });
  const first = await dormsOf(campus);
  expect(first).toEqual([
    ['dorm-4', '!!!', 50, BEGINNING],
    ['ecole', 'École', 30, BEGINNING],
    ['st-mary-s', 'St. Mary’s', 20, BEGINNING],
    ['東寮', '東寮', 40, BEGINNING],
  ]);
  expect(await importDorms(ctx, { campus, text })).toMatchObject({ state: 'committed', added: 0, updated: 4 });
  expect(await dormsOf(campus)).toEqual(first);
});

test('two dorms whose names make the same address are two dorms, and stay so', async () => {
  const campus = await newCampus(ctx);
  const text = 'dorm,name,residents\nSt. John,St. John,20\nSt-John,St-John,30\n';
  expect(await importDorms(ctx, { campus, text })).toMatchObject({ added: 2 });
  expect(await importDorms(ctx, { campus, text })).toMatchObject({ added: 0, updated: 2 });
  expect(await dormsOf(campus)).toEqual([
    ['st-john', 'St. John', 20, BEGINNING],
    ['st-john-2', 'St-John', 30, BEGINNING],
  ]);
  await importMeters(ctx, { campus, text: 'meter,dorm\nA,St. John\nB,St-John\nC,st-john-2\nD,st-john\n' });
  expect(await metersOf(campus)).toEqual([
    ['A', 'st-john'],
    ['B', 'st-john-2'],
    ['C', 'st-john-2'],
    ['D', 'st-john'],
  ]);
});

test('a dorm that is written with other capitals is the same dorm', async () => {
  const campus = await newCampus(ctx);
  await importDorms(ctx, { campus, text: 'dorm,name,residents,from\nOak,Oak,20,\noak,Oak,25,2026-09-01\n' });
  expect(await dormsOf(campus)).toEqual([
    ['oak', 'Oak', 20, BEGINNING],
    ['oak', 'Oak', 25, '2026-09-01'],
  ]);
});

test('residents and area hold from their day on, the first from the beginning of time, and a week goes by its Monday', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importDorms(ctx, { campus, text: 'dorm,residents,floor_area_m2,from\noak,20,1000,2026-11-12\noak,40,2000,2026-11-16\n' });
  await importMeters(ctx, { campus, text: 'meter,dorm\nA,oak\n' });
  const rows = ['2026-11-02', '2026-11-09', '2026-11-16'].map(
    (day, index) => `A,${day}T00:00:00Z,${['2026-11-09', '2026-11-16', '2026-11-23'][index]}T00:00:00Z,400`,
  );
  await importText(ctx, campus, { text: ['meter,start,end,kWh', ...rows].join('\n') });
  const score = async (weekId: string, lens: 'per-resident' | 'per-area') =>
    (await boardOf(ctx, campus, { weekId, lens })).standings[0]?.score;
  expect([
    await score('2026-W45', 'per-resident'),
    await score('2026-W46', 'per-resident'),
    await score('2026-W47', 'per-resident'),
  ]).toEqual([20, 20, 10]);
  expect([await score('2026-W46', 'per-area'), await score('2026-W47', 'per-area')]).toEqual([0.4, 0.2]);
});

test('a list with any problem stores nothing of itself', async () => {
  const campus = await newCampus(ctx);
  const before = await storedState(ctx, campus);
  expect(await importDorms(ctx, { campus, text: 'dorm,residents\noak,20\nelm,-1\n' })).toMatchObject({
    state: 'refused',
    added: 0,
  });
  await importDorms(ctx, { campus, text: 'dorm\noak\n' });
  expect(await importMeters(ctx, { campus, text: 'meter,dorm\nA,oak\nB,nowhere\n' })).toMatchObject({
    state: 'refused',
    problems: [{ kind: 'dorm-unknown', row: 3, column: 'dorm', found: 'nowhere' }],
  });
  expect(await storedState(ctx, campus)).toMatchObject({ ...(before as object), dorms: [{ slug: 'oak' }] });
});

test('a meter that is not counted, or not in place that week, neither adds energy nor unranks its dorm', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importDorms(ctx, { campus, text: 'dorm\noak\n' });
  await importMeters(ctx, {
    campus,
    text: 'meter,dorm,counts,from,until\nA,oak,,,\nSOLAR,oak,no,,\nOLD,oak,,,2026-11-09\nNEW,oak,,2026-11-16,\n',
  });
  const row = (meter: string, kwh: number) => `${meter},2026-11-09T00:00:00Z,2026-11-16T00:00:00Z,${kwh}`;
  await importText(ctx, campus, { text: ['meter,start,end,kWh', row('A', 70), row('SOLAR', 900)].join('\n') });
  expect((await boardOf(ctx, campus, { weekId: '2026-W46' })).standings).toMatchObject([{ energyKwh: 70, coverage: 1, rank: 1 }]);
});

test('a meter swapped within a week is covered by its own days, and so is the one that takes its place', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importDorms(ctx, { campus, text: 'dorm\noak\n' });
  await importMeters(ctx, { campus, text: 'meter,dorm,from,until\nOLD,oak,,2026-11-12\nNEW,oak,2026-11-12,\n' });
  const rows = ['OLD,2026-11-09T00:00:00Z,2026-11-12T00:00:00Z,30', 'NEW,2026-11-12T00:00:00Z,2026-11-16T00:00:00Z,40'];
  await importText(ctx, campus, { text: ['meter,start,end,kWh', ...rows].join('\n') });
  expect((await boardOf(ctx, campus, { weekId: '2026-W46' })).standings).toMatchObject([
    { energyKwh: 70, score: 70, coverage: 1, rank: 1 },
  ]);
});
