import { expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { closeDueWeeks } from '#services/close-due-weeks.ts';
import { verifyCampus } from '#services/verify-campus.ts';
import { boardOf, importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const NOW = new Date('2026-11-30T12:00:00Z');
const HOUR = 3_600_000;

/** Usually 1 kW, and 4 kW from 17 to 22: 39 kWh a day. */
const usual = (hour: number) => (hour % 24 >= 17 && hour % 24 < 22 ? 4 : 1);

/** Hours from a Monday, 00:00 UTC, at the power that `kwhAt` gives (null: no row). */
function hours(monday: string, count: number, kwhAt: (hour: number) => number | null): string {
  const from = Date.parse(`${monday}T00:00:00Z`);
  const lines = Array.from({ length: count }, (_, hour) => {
    const kwh = kwhAt(hour);
    return kwh === null ? [] : [`${new Date(from + hour * HOUR).toISOString()},A,${kwh}`];
  });
  return ['time,meter,kWh', ...lines.flat()].join('\n');
}

async function frozenFill(campus: Campus) {
  const { rows } = await database.pool.query(
    `SELECT p.edition, d.day::text, d.filled_micro_wh::text AS energy, d.filled_seconds FROM publication_days d
     JOIN publications p ON p.campus_id = d.campus_id AND p.seq = d.publication_seq
     WHERE d.campus_id = $1 AND p.week = '2026-11-16' AND d.filled_seconds > 0 ORDER BY p.edition, d.day`,
    [campus.id],
  );
  return rows.map((row) => `edition ${row.edition}, ${row.day}: ${row.filled_seconds / 3600} h, ${Number(row.energy) / 1e9} kWh`);
}

async function weeksWithMovedReadings(campus: Campus): Promise<string[]> {
  const { moved } = await verifyCampus(ctx, campus);
  return moved.filter(({ parts }) => parts.includes('readings')).map(({ week }) => week);
}

test("a meter silent since Sunday evening scores that evening at its usual power and this week's level; frozen, verified, and made anew with late data", async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, { text: hours('2026-11-02', 2 * 168, usual), options: { createMeters: true } });
  await importText(ctx, campus, { text: hours('2026-11-16', 168 - 8, (hour) => 2 * usual(hour)) });
  const board = await boardOf(ctx, campus, { weekId: '2026-W47', now: NOW });
  // Sunday 16:00 to 24:00: 1 + 5 × 4 + 2 usually, twice that this week. The mean power would have made it far less.
  expect(board.standings[0]).toMatchObject({ energyKwh: 500, score: 546, coverage: 160 / 168, rank: 1 });
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  expect(await frozenFill(campus)).toEqual(['edition 1, 2026-11-22: 8 h, 46 kWh']);
  expect(await verifyCampus(ctx, campus)).toMatchObject({ publications: 3, altered: [], moved: [] });
  // The week before the two comes late: at 4 kW all day it says that evenings are less of a peak.
  await importText(ctx, campus, { text: hours('2026-10-26', 168, () => 4) });
  expect(await weeksWithMovedReadings(campus)).toEqual(['2026-W47']);
  await closeDueWeeks(ctx, { now: NOW, campusId: campus.id });
  // Usual is now (2 × usual + 4) / 3: 2 by day, 4 in the evening. The 500 kWh measured were usually 6 × 58 + 32.
  const level = 500 / (6 * (19 * 2 + 5 * 4) + 16 * 2);
  const kwh = Math.round((3 * 2 + 5 * 4) * level * 1e9) / 1e9;
  expect(await frozenFill(campus)).toEqual(['edition 1, 2026-11-22: 8 h, 46 kWh', `edition 2, 2026-11-22: 8 h, ${kwh} kWh`]);
  expect(await verifyCampus(ctx, campus)).toMatchObject({ altered: [] });
  expect(await weeksWithMovedReadings(campus)).toEqual([]);
});

test('dead time is filled; the dead days of the past are not what is usual', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  // Dead on the second Sunday, 25 hours into its Monday; and in the week itself from Thursday 00:00 to Friday 06:00.
  const isDead = (hour: number) => (hour >= 336 - 24 && hour < 337) || (hour >= 3 * 168 + 72 && hour < 3 * 168 + 102);
  const text = hours('2026-10-26', 4 * 168, (hour) => (isDead(hour) ? 0 : usual(hour)));
  await importText(ctx, campus, { text, options: { createMeters: true } });
  const board = await boardOf(ctx, campus, { weekId: '2026-W47', now: NOW });
  // A whole week is 7 × 39 kWh: 45 of them, Thursday's 39 and six on Friday, were not measured.
  expect(board.standings[0]).toMatchObject({ energyKwh: 228, score: 273, reason: 'meter-dead' });
});

test('beside estimates by rule, only the hours left by them are filled; without a past the mean power fills', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  // A gap of an hour is interpolated (Tuesday 19:00: 4 kW); the end of Sunday is nobody's.
  const text = hours('2026-11-09', 2 * 168 - 4, (hour) => (hour === 168 + 43 ? null : usual(hour)));
  await importText(ctx, campus, { text, options: { createMeters: true } });
  const now = await boardOf(ctx, campus, { weekId: '2026-W47', now: NOW });
  // Sunday 20:00 to 24:00: 2 × 4 + 2 × 1 kWh.
  expect(now.standings[0]).toMatchObject({ energyKwh: 273 - 4 - 10, score: 273 });
  const first = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, first, { text: hours('2026-11-16', 164, usual), options: { createMeters: true } });
  const alone = await boardOf(ctx, first, { weekId: '2026-W47', now: NOW });
  expect(alone.standings[0]).toMatchObject({ energyKwh: 263 });
  expect(alone.standings[0]?.score).toBeCloseTo((263 * 168) / 164, 9);
});
