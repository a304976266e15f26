import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weatherFile } from '#db/demo/weather.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { getDailyTemperatures, getHourlyTemperatures } from '#services/get-temperatures.ts';
import { importTemperatures, type TemperatureImportOptions } from '#services/import-temperatures.ts';
import { undoImport } from '#services/undo-import.ts';
import { importText, newCampus, testContext, textSource } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';
import { hasSharedData, sharedPath, skipReason } from '#tests/support/shared-data.ts';

const ctx = testContext(await testDatabase());
const NOW = new Date('2026-11-30T00:00:00Z');

async function importWeather(
  campus: Campus,
  text: string | Uint8Array,
  given: { options?: TemperatureImportOptions; mode?: 'commit' | 'preview'; now?: Date } = {},
) {
  const { options = {}, mode = 'commit', now = NOW } = given;
  return importTemperatures(ctx, { campus, ...textSource(text, 'weather.csv'), options, channel: 'command', mode, now });
}

/** A row an hour from local midnight, all of one temperature. */
function hours(day: string, celsius: number, { from = 0, until = 24 } = {}): string {
  const rows = Array.from(
    { length: until - from },
    (_, index) => `${day} ${String(from + index).padStart(2, '0')}:00,${celsius}`,
  );
  return `${['time,temp_c', ...rows].join('\n')}\n`;
}

async function daysOf(campus: Campus): Promise<[string, number | null, number][]> {
  const days = await getDailyTemperatures(ctx.database.db, { campusId: campus.id, fromDay: '2010-01-01', toDay: '2030-01-01' });
  return [...days].map(([day, { celsius, coverage }]) => [day, celsius, coverage]);
}

async function storedOf(campus: Campus): Promise<unknown> {
  const stored = await ctx.database.pool.query(
    'SELECT DISTINCT ON (starts_at) starts_at, seconds, micro_celsius FROM temperatures WHERE campus_id = $1 ORDER BY starts_at, yields, revision DESC',
    [campus.id],
  );
  const daily = await ctx.database.pool.query('SELECT * FROM daily_temperatures WHERE campus_id = $1 ORDER BY day', [campus.id]);
  return { stored: stored.rows, daily: daily.rows };
}

test('a day of hours is in with its mean and coverage; the last value holds on for two hours of the next day', async () => {
  const campus = await newCampus(ctx);
  const result = await importWeather(campus, hours('2020-01-01', 5));
  expect(result).toMatchObject({
    state: 'committed',
    temperatures: { new: 24, same: 0, replaced: 0 },
    days: 1,
    coverage: 1,
    problems: [],
  });
  expect(await daysOf(campus)).toEqual([
    ['2020-01-01', 5, 1],
    ['2020-01-02', null, 2 / 24],
  ]);
});

test('a day counts as known from three quarters of its time on', async () => {
  const campus = await newCampus(ctx);
  // Sixteen hours and what the last one holds on: 18 of 24; a row less: 17.
  await importWeather(campus, hours('2020-01-01', 5, { until: 16 }));
  await importWeather(campus, hours('2020-02-01', 6, { until: 15 }));
  expect(await daysOf(campus)).toEqual([
    ['2020-01-01', 5, 0.75],
    ['2020-02-01', null, 17 / 24],
  ]);
});

test('twenty identical imports at once make one', async () => {
  const campus = await newCampus(ctx);
  const results = await Promise.all(Array.from({ length: 20 }, () => importWeather(campus, hours('2020-01-01', 5))));
  expect(results.filter(({ state }) => state === 'committed')).toHaveLength(1);
  expect(new Set(results.map((result) => result.import)).size).toBe(1);
  expect(results.filter(({ state }) => state === 'known').every(({ temperatures }) => temperatures.same === 24)).toBe(true);
});

test('a different value is a conflict and the old one stays; with replace the new one counts until it is undone', async () => {
  const campus = await newCampus(ctx);
  await importWeather(campus, hours('2020-01-01', 5));
  const before = await storedOf(campus);
  const changed = `${hours('2020-01-01', 9, { from: 12 })}2020-01-02 00:00,7\n`;
  const conflict = await importWeather(campus, changed);
  expect(conflict.temperatures).toEqual({ new: 1, same: 0, replaced: 0 });
  expect(conflict.problems).toHaveLength(12);
  expect(conflict.problems[0]).toMatchObject({
    kind: 'temperature-conflict',
    severity: 'refused',
    row: 2,
    found: '9',
    params: { known: '5' },
  });
  expect((await daysOf(campus))[0]).toEqual(['2020-01-01', 5, 1]);
  const replaced = await importWeather(campus, changed, { options: { replace: true } });
  expect(replaced.temperatures).toEqual({ new: 0, same: 1, replaced: 12 });
  expect((await daysOf(campus))[0]).toEqual(['2020-01-01', 7, 1]);
  for (const { import: importId } of [replaced, conflict]) await undoImport(ctx, { campus, importId: importId ?? 0, now: NOW });
  expect(await storedOf(campus)).toEqual(before);
});

test('what is undone was never there: the values it stood before count again, and the file can come again', async () => {
  const campus = await newCampus(ctx);
  const first = await importWeather(campus, hours('2020-01-01', 5));
  await undoImport(ctx, { campus, importId: first.import ?? 0, now: NOW });
  expect(await storedOf(campus)).toEqual({ stored: [], daily: [] });
  expect((await importWeather(campus, hours('2020-01-01', 5))).state).toBe('committed');
});

test('a preview, a refused file and a strict one with a bad row leave nothing behind', async () => {
  const campus = await newCampus(ctx);
  expect(await importWeather(campus, hours('2020-01-01', 5), { mode: 'preview' })).toMatchObject({
    state: 'previewed',
    import: null,
  });
  expect(await importWeather(campus, 'time,temp\n2020-01-01 00:00,5\n')).toMatchObject({ state: 'refused' });
  expect(await importWeather(campus, 'time,temp_c\n2020-01-01 00:00,M\n')).toMatchObject({ state: 'refused' });
  const strict = await importWeather(campus, `${hours('2020-01-01', 5)}2020-01-02 00:00,99\n`, { options: { strict: true } });
  expect(strict.state).toBe('refused');
  expect(await storedOf(campus)).toEqual({ stored: [], daily: [] });
});

test('the same bytes as readings and as temperatures are two imports', async () => {
  const campus = await newCampus(ctx);
  const text = 'time,Meter 1 (kWh),temp °C\n2020-01-01 00:00,1,2\n2020-01-01 01:00,1,3\n';
  expect((await importWeather(campus, text)).state).toBe('committed');
  expect((await importText(ctx, campus, { text, options: { createMeters: true } })).state).toBe('committed');
  expect((await importWeather(campus, text)).state).toBe('known');
});

test('a row twice in a file counts once; a different second one is a conflict', async () => {
  const campus = await newCampus(ctx);
  const { temperatures, problems } = await importWeather(
    campus,
    'time,temp_c\n2020-01-01T00:00Z,1\n2020-01-01T00:00Z,1\n2020-01-01T00:00Z,2\n2020-01-01T01:00Z,3\n',
  );
  expect(temperatures).toEqual({ new: 2, same: 1, replaced: 0 });
  expect(problems.map(({ kind, row }) => [kind, row])).toEqual([['temperature-conflict', 4]]);
});

test('hours of real time have their means; half of an hour must be known', async () => {
  const campus = await newCampus(ctx);
  await importWeather(campus, 'time,temp_c\n2020-01-01T00:30Z,1\n2020-01-01T01:00Z,2\n2020-01-01T01:15Z,6\n');
  const from = Date.parse('2020-01-01T00:00Z');
  const found = await getHourlyTemperatures(ctx.database.db, { campusId: campus.id, from, until: from + 6 * 3_600_000 });
  // 01:00 to 02:00 is a quarter of 2 and three quarters of 6; 6 holds until 04:15.
  expect(found.map(({ celsius }) => celsius)).toEqual([1, 5, 6, 6, null, null]);
});

test('any order of the same files, with repetitions and undone ones between, gives the same means', async () => {
  const rows = Array.from({ length: 96 }, (_, index) => {
    const at = new Date(Date.parse('2020-03-07T05:00Z') + index * 3_000_000);
    return `${at.toISOString()},${((index * 37) % 200) / 10 - 5}`;
  });
  const part = (lines: readonly string[]) => `time,temp_c\n${lines.join('\n')}\n`;
  const reference = await newCampus(ctx);
  await importWeather(reference, part(rows));
  const expected = await daysOf(reference);
  const splits = fc.record({
    owner: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: rows.length, maxLength: rows.length }),
    order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 }),
    undone: fc.integer({ min: 0, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(splits, async ({ owner, order, undone }) => {
      const campus = await newCampus(ctx);
      for (const one of order) {
        const own = rows.filter((_, index) => owner[index] === one);
        if (own.length === 0) continue;
        const { import: importId } = await importWeather(campus, part(own));
        if (one !== undone) continue;
        await undoImport(ctx, { campus, importId: importId ?? 0, now: NOW });
        await importWeather(campus, part(own));
      }
      expect(await daysOf(campus)).toEqual(expected);
    }),
    { numRuns: 8 },
  );
}, 60_000);

test("the demo's weather goes in without a question, and any two files of it join", async () => {
  const campus = await newCampus(ctx, 'Australia/Melbourne');
  const since = Date.parse('2026-11-20T05:37Z');
  const files = [
    weatherFile({ seed: 7, since: null, until: since }),
    weatherFile({ seed: 7, since, until: Date.parse('2026-11-21T13:00Z') }),
  ];
  for (const { content } of files) expect((await importWeather(campus, [...content].join(''))).problems).toEqual([]);
  const days = await daysOf(campus);
  // 470 days before the first file's end, Melbourne's 7 August 2025, until 22 November 2026, 00:00 there.
  expect(days[0]?.[0]).toBe('2025-08-07');
  expect(
    days
      .filter(([day]) => day > '2025-08-07' && day < '2026-11-22')
      .every(([, celsius, coverage]) => celsius !== null && coverage === 1),
  ).toBe(true);
  expect(days.at(-2)?.[0]).toBe('2026-11-21');
});

test.skipIf(!hasSharedData)(
  `a real year (${hasSharedData ? 'bdg1' : skipReason}) has a mean for every one of its days`,
  async () => {
    const campus = await newCampus(ctx);
    const result = await importWeather(campus, readFileSync(sharedPath('bdg1', 'temperatures_2015.csv')));
    // The file has one of its 11,132 temperatures twice (2015-03-09 04:53 UTC).
    expect(result.temperatures).toEqual({ new: 11_131, same: 1, replaced: 0 });
    const days = await daysOf(campus);
    expect(days.filter(([, celsius]) => celsius !== null)).toHaveLength(365);
    // Reckoned by another program from the same file.
    const meanOf = (day: string) => days.find(([other]) => other === day)?.[1];
    expect(meanOf('2015-01-01')).toBeCloseTo(0.004253785147801015, 9);
    expect(meanOf('2015-03-08')).toBeCloseTo(3.776376811594203, 9);
    expect(meanOf('2015-07-04')).toBeCloseTo(21.27798611111111, 9);
    expect(meanOf('2015-11-01')).toBeCloseTo(13.510466666666666, 9);
  },
);
