import { expect, test } from 'vitest';
import { getCoverageCalendar } from '#services/get-coverage-calendar.ts';
import { listSilentMeters } from '#services/list-silent-meters.ts';
import { undoImport } from '#services/undo-import.ts';
import { importText, newCampus, storedState, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';

const database = await testDatabase();
const ctx = testContext(database);
const MAKE = { createMeters: true };
const NOW = new Date('2026-11-30T00:00:00Z');
const HOUR = 3_600_000;

/** Hours of a meter from an instant on; null leaves one out. */
function hours(from: string, count: number, kwhAt: (hour: number) => number | null, meter = 'A'): string {
  const at = Date.parse(from);
  const lines = Array.from({ length: count }, (_, hour) => {
    const kwh = kwhAt(hour);
    return kwh === null ? [] : [`${new Date(at + hour * HOUR).toISOString()},${meter},${kwh}`];
  });
  return ['time,meter,kWh', ...lines.flat()].join('\n');
}

const wavering = (hour: number) => 100.001 + (hour % 7);

test('137.412 kWh for 30 hours is flagged with its times in the campus’s zone, and counts', async () => {
  const campus = await newCampus(ctx, 'America/New_York');
  const text = hours('2026-11-09T05:00:00Z', 168, (hour) => (hour >= 40 && hour < 70 ? 137.412 : wavering(hour)));
  const result = await importText(ctx, campus, { text, options: MAKE });
  expect(result.problems).toMatchObject([
    {
      kind: 'frozen',
      severity: 'warning',
      row: null,
      found: '137.412',
      params: { meter: 'A', from: '2026-11-10 16:00-05:00 America/New_York', until: '2026-11-11 22:00-05:00 America/New_York' },
    },
  ]);
  const [dorm] = await getCoverageCalendar(ctx, { campus, fromDay: '2026-11-09', toDay: '2026-11-12' });
  expect(dorm?.meters[0]?.days.map(({ isFrozen, measured }) => [isFrozen, measured])).toEqual([
    [false, 86_400],
    [true, 86_400],
    [true, 86_400],
    [false, 86_400],
  ]);
});

test('28 equal hours of a hall in whole kWh are ordinary, 23 of any value too short', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const quiet = hours('2026-11-09T00:00:00Z', 168, (hour) => (hour >= 40 && hour < 68 ? 12 : 20 + (hour % 7)));
  expect((await importText(ctx, campus, { text: quiet, options: MAKE })).problems).toEqual([]);
  const short = hours('2026-11-09T00:00:00Z', 168, (hour) => (hour >= 40 && hour < 63 ? 137.412 : wavering(hour)), 'B');
  expect((await importText(ctx, campus, { text: short, options: MAKE })).problems).toEqual([]);
});

test('a run is found over the edge of two files, whichever comes first, and goes with either', async () => {
  const first = hours('2026-11-09T00:00:00Z', 48, (hour) => (hour >= 30 ? 137.412 : wavering(hour)));
  const second = hours('2026-11-11T00:00:00Z', 48, (hour) => (hour < 6 ? 137.412 : wavering(hour)));
  const campus = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, campus, { text: first, options: MAKE });
  const alone = await storedState(ctx, campus);
  const later = await importText(ctx, campus, { text: second });
  expect(later.problems).toMatchObject([
    { kind: 'frozen', params: { from: '2026-11-10 06:00+00:00 Etc/UTC', until: '2026-11-11 06:00+00:00 Etc/UTC' } },
  ]);
  const other = await newCampus(ctx, 'Etc/UTC');
  await importText(ctx, other, { text: second, options: MAKE });
  await importText(ctx, other, { text: first });
  expect(await storedState(ctx, other)).toEqual(await storedState(ctx, campus));
  await undoImport(ctx, { campus, importId: later.import ?? 0, now: NOW });
  expect(await storedState(ctx, campus)).toEqual(alone);
});

test('the calendar tells measured, dead, estimated, missing and held time of each day', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const text = hours('2026-10-19T00:00:00Z', 23 * 24, (hour) => {
    if (hour >= 480 && hour < 504) return 0;
    if (hour >= 505 && hour < 507) return null;
    return hour === 530 ? 400 : 2;
  });
  await importText(ctx, campus, { text, options: MAKE });
  const [dorm] = await getCoverageCalendar(ctx, { campus, fromDay: '2026-11-08', toDay: '2026-11-11' });
  const hoursOf = (seconds: number) => seconds / 3600;
  expect(
    dorm?.meters[0]?.days.map(({ measured, dead, estimated, missing, held }) =>
      [measured, dead, estimated, missing, held].map(hoursOf),
    ),
  ).toEqual([
    [0, 24, 0, 0, 0],
    [22, 0, 2, 0, 0],
    [23, 0, 1, 0, 1],
    [0, 0, 0, 24, 0],
  ]);
});

test('a meter is silent when others are two days ahead of it, or when three of its usual times have passed', async () => {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const day = (date: string, meter: string) => hours(`${date}T00:00:00Z`, 24, () => 1, meter);
  for (const date of ['01', '02', '03', '04']) {
    await importText(ctx, campus, {
      text: day(`2026-11-${date}`, 'A'),
      options: MAKE,
      now: new Date(Date.parse(`2026-11-${date}T00:00:00Z`) + 24 * HOUR),
    });
  }
  const silentAt = async (now: string) =>
    (await listSilentMeters(ctx, { campus, now: new Date(now) })).map(({ meter, reason }) => `${meter.label} ${reason}`);
  // A day between imports: silent when three have passed since the last reading's end.
  expect(await silentAt('2026-11-07T23:00:00Z')).toEqual([]);
  expect(await silentAt('2026-11-08T01:00:00Z')).toEqual(['A overdue']);
  await importText(ctx, campus, { text: day('2026-11-06', 'B'), options: MAKE, now: new Date('2026-11-07T00:00:00Z') });
  expect(await silentAt('2026-11-07T00:00:00Z')).toEqual([]);
  await importText(ctx, campus, { text: day('2026-11-07', 'B'), options: MAKE, now: new Date('2026-11-08T00:00:00Z') });
  expect(await silentAt('2026-11-08T00:00:00Z')).toEqual(['A others-report']);
});
