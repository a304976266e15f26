import { expect, test } from 'vitest';
import { cellValues, pictureCells } from '#core/energy/picture-cells.ts';
import { localDaysBetween } from '#core/time/local-days.ts';

const ZONE = 'America/New_York';
const days = (from: string, until: string) =>
  localDaysBetween({ startsAt: Date.parse(`${from}T05:00Z`), endsAt: Date.parse(`${until}T05:00Z`), timeZone: ZONE });

const row = (key: string, hours: number, more = {}) => ({
  key,
  energyMicroWh: hours * 1e9,
  estimatedMicroWh: 0,
  filledMicroWh: 0,
  readSeconds: hours * 3600,
  filledSeconds: 0,
  heldSeconds: 0,
  isNew: true,
  ...more,
});

test('four days are drawn by hour, a month by day, a year by week, four years by four weeks', () => {
  expect(pictureCells(days('2026-11-02', '2026-11-06'))).toMatchObject({ unit: 'hour', cells: { length: 96 } });
  expect(pictureCells(days('2026-11-02', '2026-12-02'))).toMatchObject({ unit: 'day', cells: { length: 30 } });
  expect(pictureCells(days('2025-11-03', '2026-11-02'))).toMatchObject({ unit: 'week', cells: { length: 52 } });
  expect(pictureCells(days('2022-11-07', '2026-11-02'))).toMatchObject({ unit: 'month', cells: { length: 52 } });
});

test('the hour that happens twice in autumn is one cell of two hours', () => {
  const { cells } = pictureCells(
    localDaysBetween({ startsAt: Date.parse('2026-11-01T04:00Z'), endsAt: Date.parse('2026-11-02T05:00Z'), timeZone: ZONE }),
  );
  expect(cells).toHaveLength(24);
  const twice = cells.find(({ key }) => key === '2026-11-01T01');
  expect(((twice?.endsAt ?? 0) - (twice?.startsAt ?? 0)) / 3_600_000).toBe(2);
});

test('a day half read is half missing, a day unread is missing, and time outside the file is not', () => {
  const { cells } = pictureCells(days('2026-11-02', '2026-11-09'));
  const span = { firstAt: Date.parse('2026-11-02T05:00Z'), lastAt: Date.parse('2026-11-05T17:00Z') };
  const rows = [row('2026-11-02', 24), row('2026-11-03', 12), row('2026-11-05', 12, { isNew: false })];
  const { values, gapSeconds } = cellValues({ cells, rows, held: [], ...span });
  expect(values.map(({ missing }) => missing)).toEqual([0, 0.5, 1, 0, 0, 0, 0]);
  expect(values.map(({ kwh }) => kwh)).toEqual([24, 12, 0, 12, 0, 0, 0]);
  expect(values.map(({ isNew }) => isNew)).toEqual([true, true, false, false, false, false, false]);
  expect(gapSeconds).toBe(36 * 3600);
});

test('what is held is no gap, and what a rule filled is no measurement', () => {
  const { cells } = pictureCells(days('2026-11-02', '2026-11-09'));
  const span = { firstAt: cells[0]?.startsAt ?? 0, lastAt: cells[2]?.endsAt ?? 0 };
  const rows = [row('2026-11-02', 23, { heldSeconds: 3600 }), row('2026-11-03', 22, { filledSeconds: 7200, filledMicroWh: 3e9 })];
  const held = [{ from: cells[2]?.startsAt ?? 0, until: cells[2]?.endsAt ?? 0 }];
  const { values, gapSeconds } = cellValues({ cells, rows, held, ...span });
  expect(values.slice(0, 3)).toEqual([
    { kwh: 23, estimatedKwh: 0, missing: 0, isNew: true, isHeld: true },
    { kwh: 25, estimatedKwh: 3, missing: 0, isNew: true, isHeld: false },
    { kwh: 0, estimatedKwh: 0, missing: 0, isNew: false, isHeld: true },
  ]);
  expect(gapSeconds).toBe(7200);
});

test('a year is drawn by the week: seven days add up to one cell', () => {
  const { cells } = pictureCells(days('2025-11-03', '2026-11-02'));
  const rows = ['2025-11-03', '2025-11-04', '2025-11-10'].map((day) => row(day, 24));
  const span = { firstAt: cells[0]?.startsAt ?? 0, lastAt: cells[1]?.endsAt ?? 0 };
  const { values } = cellValues({ cells, rows, held: [], ...span });
  expect(values.slice(0, 2).map(({ kwh, missing }) => [kwh, missing])).toEqual([
    [48, 5 / 7],
    [24, 6 / 7],
  ]);
});
