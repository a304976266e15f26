import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Campus } from '#db/queries/campuses.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import type { ImportOptions, ImportResult } from '#services/import-request.ts';
import { importText, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';
import { hasSharedData, sharedPath, skipReason } from '#tests/support/shared-data.ts';

interface Case {
  readonly case: string;
  readonly uploads: readonly { kind: string; file: string; options: Record<string, unknown> }[];
  readonly expect: {
    readonly kwh: number;
    readonly readings: number;
    readonly rows_warned: readonly number[];
    readonly rows_refused: readonly number[];
    readonly rows_dropped: readonly number[];
    readonly rows: readonly (readonly [string, string, string])[];
  };
}

/** OED numbers data rows in time order from 1; Wattle names the physical line. Equal but for these. */
const LINE_OF_ROW: Record<string, (row: number) => number> = {
  'oed-pipe20': (row) => row + 1,
  'oed-pipe24': (row) => 6 - row,
};

/** OED says where a wall-clock hour is missing by its end in standard time; the files themselves carry offsets. */
const INSTANTS: Record<string, readonly (readonly [string, string])[]> = {
  'oed-pipe110': [
    ['2022-03-13T06:00:00.000Z', '2022-03-13T07:00:00.000Z'],
    ['2022-03-13T07:00:00.000Z', '2022-03-13T08:00:00.000Z'],
    ['2022-03-13T08:00:00.000Z', '2022-03-13T09:00:00.000Z'],
  ],
  'oed-pipe112': [
    ['2022-03-13T07:30:00.000Z', '2022-03-13T07:45:00.000Z'],
    ['2022-03-13T07:45:00.000Z', '2022-03-13T08:00:00.000Z'],
    ['2022-03-13T08:00:00.000Z', '2022-03-13T08:15:00.000Z'],
  ],
};

/** OED also warns of what is no oddity of the file: a row after a dropped one, the meter's first row, a clock change. */
const WARNED_BY_OED_ALONE = new Set(['oed-pipe32', 'oed-pipe35', 'oed-pipe50', 'oed-pipe110', 'oed-pipe112']);

const database = await testDatabase();
const ctx = testContext(database);
const cases = hasSharedData
  ? (JSON.parse(readFileSync(sharedPath('meter-files', 'cases.json'), 'utf8')) as Case[]).filter((one) =>
      one.case.startsWith('oed-'),
    )
  : [];

describe.skipIf(!hasSharedData)(hasSharedData ? 'files from the tests of another energy dashboard' : skipReason, () => {
  test.each(cases)('$case: $rule', async (one) => {
    const { campus, results } = await drive(one, {});
    const last = results.at(-1);
    const stored = await storedRows(campus);
    expect(stored.length).toBe(one.expect.readings);
    expect(stored.reduce((sum, row) => sum + row.kwh, 0)).toBe(one.expect.kwh);
    if (one.expect.readings === 0) expect(last).toMatchObject({ state: 'refused', import: null });
    const expected = one.expect.rows.map(([kwh, from, to], index) => {
      const [startsAt, endsAt] = INSTANTS[one.case]?.[index] ?? [
        `${from.replace(' ', 'T')}.000Z`,
        `${to.replace(' ', 'T')}.000Z`,
      ];
      return { startsAt, endsAt, kwh: Number(kwh) };
    });
    expect(stored).toEqual(expected);
    expect(linesNamed(last, ['refused', 'held', 'info'])).toEqual(
      linesOf(one, [...one.expect.rows_refused, ...one.expect.rows_dropped]),
    );
    if (!WARNED_BY_OED_ALONE.has(one.case)) {
      expect(linesNamed(last, ['warning'])).toEqual(expect.arrayContaining(linesOf(one, one.expect.rows_warned)));
    }
  });

  test.each([
    { name: 'oed-pipe9', kwh: 48 + 72 + 72, refused: [4] },
    { name: 'oed-pipe22', kwh: 48 + 72 + 119, refused: [4] },
    { name: 'oed-pipe26', kwh: 24 + 72 + 96 + 120, refused: [2] },
    { name: 'oed-pipe29', kwh: 360 - 24, refused: [4] },
  ])('without --strict the good rows of $name go in and the bad one is named', async ({ name, kwh, refused }) => {
    const one = cases.find((found) => found.case === name);
    if (one === undefined) throw new Error(`${name} is not among the cases`);
    const { campus, results } = await drive(one, { strict: false });
    expect(results[0]).toMatchObject({ state: 'committed' });
    expect((await storedRows(campus)).reduce((sum, row) => sum + row.kwh, 0)).toBeCloseTo(kwh, 9);
    expect(linesNamed(results[0], ['refused', 'held'])).toEqual(refused);
  });
});

async function drive(one: Case, overruled: Partial<ImportOptions>): Promise<{ campus: Campus; results: ImportResult[] }> {
  const campus = await newCampus(ctx, 'Etc/UTC');
  const meter = one.case.replace('oed-', '');
  const zone = meter === 'pipe110' || meter === 'pipe112' ? 'America/Chicago' : '';
  await importDorms(ctx, { campus, text: 'dorm,name,residents,floor_area_m2\nhall,Hall,,\n' });
  await importMeters(ctx, { campus, text: `meter,dorm,time_zone\n${meter},hall,${zone}\n` });
  const results: ImportResult[] = [];
  for (const { kind, file, options } of one.uploads) {
    if (kind !== 'readings') continue;
    const text = readFileSync(sharedPath('meter-files', file), 'utf8');
    results.push(await importText(ctx, campus, { text, options: { ...optionsOf(options), ...overruled } }));
  }
  return { campus, results };
}

function optionsOf(said: Record<string, unknown>): ImportOptions {
  return {
    meter: String(said.meterIdentifier),
    ...(said.cumulative === true ? { kind: 'register' as const } : {}),
    ...(said.cumulativeReset === true ? { allowReset: true } : {}),
    ...(said.endOnly === true ? { endOnly: true } : {}),
    ...(said.timeSort === 'decreasing' ? { newestFirst: true } : {}),
    ...(said.duplications === undefined ? {} : { duplicates: Number(said.duplications) }),
    ...(said.update === true ? { replace: true } : {}),
    ...(said.strict === true ? { strict: true } : {}),
  };
}

async function storedRows(campus: Campus): Promise<{ startsAt: string; endsAt: string; kwh: number }[]> {
  const { rows } = await database.pool.query(
    `SELECT DISTINCT ON (starts_at) starts_at, starts_at + seconds * interval '1 second' AS ends_at, energy_micro_wh::text AS energy
     FROM readings WHERE campus_id = $1 ORDER BY starts_at, yields, revision DESC`,
    [campus.id],
  );
  return rows.map((row) => ({
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    kwh: Number(row.energy) / 1e9,
  }));
}

function linesNamed(result: ImportResult | undefined, severities: readonly string[]): (number | null)[] {
  // A reset that staff allowed is told to them, and counts.
  const named = (result?.problems ?? []).filter(
    (problem) => severities.includes(problem.severity) && problem.row !== null && problem.kind !== 'register-reset',
  );
  return [...new Set(named.map((problem) => problem.row))].sort((a, b) => (a ?? 0) - (b ?? 0));
}

function linesOf(one: Case, rows: readonly number[]): number[] {
  const lines = rows.map((row) => LINE_OF_ROW[one.case]?.(row) ?? row);
  return [...new Set(lines)].sort((a, b) => a - b);
}
