import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { decideValue, decideValues, listValueDecisions, revokeDecision } from '#services/decide-value.ts';
import { importMeters } from '#services/import-meters.ts';
import { listHeldValues } from '#services/list-held-values.ts';
import { undoImport } from '#services/undo-import.ts';
import { boardOf, importText, newCampus, storedState, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const MAKE = { createMeters: true };
const NOW = new Date('2026-11-30T00:00:00Z');
const HOUR = 3_600_000;

/** Hours of whole days from a day on, 00:00 UTC, 1 kWh each unless said otherwise by hour. */
function days(day: string, count: number, other: Record<number, number> = {}): string {
  const from = Date.parse(`${day}T00:00:00Z`);
  const line = (_: unknown, hour: number) => `${new Date(from + hour * HOUR).toISOString()},A,${other[hour] ?? 1}`;
  return ['time,meter,kWh', ...Array.from({ length: count * 24 }, line)].join('\n');
}

async function energy(campus: Campus, weekId = '2026-W46'): Promise<number | null> {
  return (await boardOf(ctx, campus, { weekId })).standings[0]?.energyKwh ?? null;
}

const SAID = { meter: 'A', personId: null, now: NOW } as const;

test('a value over five times the usual maximum is held, said with its place, and counts neither as energy nor as coverage', async () => {
  const campus = await newCampus(ctx, 'America/New_York');
  await importText(ctx, campus, { text: days('2026-10-19', 21), options: MAKE });
  const result = await importText(ctx, campus, { text: days('2026-11-09', 8, { 40: 5, 41: 5.1 }) });
  expect(result.problems).toMatchObject([
    {
      kind: 'spike',
      severity: 'held',
      row: 43,
      found: '5.1',
      params: { meter: 'A', at: '2026-11-10 12:00-05:00 America/New_York', kw: '5.1', limit: '5' },
    },
  ]);
  // 192 hours, of which one used 5 kWh and the held one is not accepted: 190 + 5.
  expect(result.energyKwh).toBe('195');
  const [held] = await listHeldValues(ctx, { campus });
  expect(held).toMatchObject({
    energyMicroWh: 5_100_000_000n,
    limitWatts: 5000,
    fileName: 'file.csv',
    rowNumber: 43,
    decisionId: null,
  });
  // 168 hours of which one used 5 kWh and one is held: 166 + 5; the held hour is interpolated between 5 and 1 kW.
  const [standing] = (await boardOf(ctx, campus, { weekId: '2026-W46' })).standings;
  expect(standing).toMatchObject({ energyKwh: 171, score: 174, coverage: 167 / 168 });
});

test('what staff accept counts, what they take back is held again, and the same value imported again is decided alike', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, { text: days('2026-10-19', 21), options: MAKE });
  const text = days('2026-11-09', 7, { 40: 9 });
  const made = await importText(ctx, campus, { text });
  expect(await energy(campus)).toBe(167);
  const startsAt = new Date('2026-11-10T16:00:00Z');
  expect(await decideValue(ctx, { ...SAID, campus, startsAt, decision: 'accept', reason: 'the chiller was tested' })).toBe(1);
  expect(await energy(campus)).toBe(176);
  expect(await listHeldValues(ctx, { campus })).toEqual([]);
  const decided = await storedState(ctx, campus);
  await undoImport(ctx, { campus, importId: made.import ?? 0, now: NOW });
  await importText(ctx, campus, { text });
  expect(await storedState(ctx, campus)).toEqual(decided);
  const [decision] = await listValueDecisions(ctx, { campus });
  await revokeDecision(ctx, { campus, decisionId: decision?.id ?? 0, now: NOW });
  expect(await energy(campus)).toBe(167);
  await expect(revokeDecision(ctx, { campus, decisionId: decision?.id ?? 0, now: NOW })).rejects.toThrow(/no decision/);
});

test('any value can be refused, several at once, and is estimated like a gap', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, { text: days('2026-10-19', 28), options: MAKE });
  const span = { startsAt: new Date('2026-11-10T00:00:00Z'), endsAt: new Date('2026-11-10T06:00:00Z') };
  expect(await decideValues(ctx, { ...SAID, campus, ...span, decision: 'refuse', reason: 'the logger hung' })).toBe(6);
  const [standing] = (await boardOf(ctx, campus, { weekId: '2026-W46' })).standings;
  expect(standing).toMatchObject({ energyKwh: 162, score: 168, coverage: 162 / 168 });
  expect(await listHeldValues(ctx, { campus })).toHaveLength(6);
});

test('a decision needs a reason and a value', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, { text: days('2026-11-09', 1), options: MAKE });
  const said = { ...SAID, campus, startsAt: new Date('2026-11-09T00:00:00Z') };
  await expect(decideValue(ctx, { ...said, decision: 'accept', reason: 'right' })).rejects.toThrow(/no held value/);
  await expect(decideValue(ctx, { ...said, decision: 'refuse', reason: ' ' })).rejects.toThrow(/reason/);
});

test('what the main fuse cannot carry is held from the first day, and judged anew when staff say another fuse', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, { text: days('2026-11-09', 7, { 40: 30 }), options: MAKE });
  expect(await energy(campus)).toBe(197);
  await importMeters(ctx, { campus, text: 'meter,dorm,max_kw\nA,a,20\n' });
  expect(await energy(campus)).toBe(167);
  await importMeters(ctx, { campus, text: 'meter,dorm,max_kw\nA,a,40\n' });
  expect(await energy(campus)).toBe(197);
});

test('a limit that moves with later files holds and frees values of earlier ones, in either order', async () => {
  // Fourteen days of 1 kW and one of 8: held. Four more days of 8 make 8 usual (of 18 peaks the 16th).
  const quiet = days('2026-10-26', 15, { 345: 8 });
  const busy = days('2026-11-10', 4, { 1: 8, 25: 8, 49: 8, 73: 8 });
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, { text: quiet, options: MAKE });
  expect(await energy(campus)).toBe(23);
  await importText(ctx, campus, { text: busy });
  expect(await energy(campus)).toBe(5 * 24 + 5 * 7);
  const other = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, other, { text: busy, options: MAKE });
  await importText(ctx, other, { text: quiet });
  expect(await storedState(ctx, other)).toEqual(await storedState(ctx, campus));
});

test('a meter that nets generation adds up below zero, is held for feeding in too much, and its gaps are estimated', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, { text: days('2026-10-18', 1), options: MAKE });
  await database.pool.query('UPDATE meters SET nets_generation = true WHERE campus_id = $1', [campus.id]);
  const month = Object.fromEntries(Array.from({ length: 28 * 24 }, (_, hour) => [hour, hour === 540 ? -40 : -2]));
  const result = await importText(ctx, campus, { text: days('2026-10-19', 28, month) });
  expect(result.problems).toMatchObject([{ kind: 'spike', found: '-40', params: { kw: '40', limit: '10' } }]);
  // Of the week's 168 hours at −2 kW one is held and interpolated.
  expect((await boardOf(ctx, campus, { weekId: '2026-W46' })).standings[0]).toMatchObject({ energyKwh: -334, score: -336 });
});

test('a refused value stays refused when the import that made its meter is undone and comes again', async () => {
  const campus = await newCampus(ctx);
  const text = days('2026-11-09', 2);
  const first = await importText(ctx, campus, { text, options: MAKE });
  const startsAt = new Date('2026-11-09T05:00:00Z');
  await decideValue(ctx, { ...SAID, campus, startsAt, decision: 'refuse', reason: 'a test of the wiring' });
  const before = await storedState(ctx, campus);
  await undoImport(ctx, { campus, importId: first.import ?? 0, now: NOW });
  await importText(ctx, campus, { text, options: MAKE });
  expect(await storedState(ctx, campus)).toEqual(before);
});
