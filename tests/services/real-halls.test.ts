import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { mondayOfWeekId, weekOf } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { openFileSource } from '#jobs/open-file-source.ts';
import { importDorms } from '#services/import-dorms.ts';
import { importMeters } from '#services/import-meters.ts';
import { importReadings } from '#services/import-readings.ts';
import { boardOf, newCampus, testContext } from '#tests/support/campus.ts';
import { testDatabase } from '#tests/support/database.ts';
import { hasSharedData, sharedPath, skipReason } from '#tests/support/shared-data.ts';

const database = await testDatabase();
const ctx = testContext(database);

type Expected = Record<string, string>;

function expectedWeeks(...path: string[]): Map<string, Expected[]> {
  const rows: Expected[] = parse(readFileSync(sharedPath(...path)), { columns: true });
  const weeks = new Map<string, Expected[]>();
  for (const row of rows) weeks.set(row.week ?? '', [...(weeks.get(row.week ?? '') ?? []), row]);
  return weeks;
}

async function importFile(campus: Campus, path: string, options = {}) {
  const now = new Date('2026-11-30T00:00:00Z');
  return importReadings(ctx, { campus, ...(await openFileSource(path)), options, channel: 'command', mode: 'commit', now });
}

describe.skipIf(!hasSharedData)(hasSharedData ? 'eight real halls over four years' : skipReason, () => {
  test('every week has the energy, coverage and ranks that two other programs reckoned', async () => {
    const campus = await newCampus(ctx);
    const result = await importFile(campus, sharedPath('uncg', 'readings_2015-2018.csv'), { createMeters: true });
    expect(result.state).toBe('committed');
    const counted = { kwh: 0, coverage: 0, rank: 0 };
    for (const [weekId, rows] of expectedWeeks('uncg', 'expected_weekly_2015-2018.csv')) {
      const { standings } = await boardOf(ctx, campus, { weekId });
      const isWithoutZeros = rows.every((row) => row.zero_readings === '0');
      const isWhole =
        rows.every((row) => row.coverage === '1.0') &&
        standings.every((standing) => standing.coverage === 1 || standing.energyKwh === null);
      for (const row of rows) {
        const standing = standings.find((one) => one.name === row.dorm);
        expect(standing?.energyKwh, `${weekId} ${row.dorm}`).toBe(Number(row.kwh));
        counted.kwh += 1;
        if (isWithoutZeros) {
          expect(standing?.coverage?.toFixed(4), `${weekId} ${row.dorm}`).toBe(Number(row.coverage).toFixed(4));
          counted.coverage += 1;
        }
        if (isWhole) {
          expect(standing?.rank, `${weekId} ${row.dorm}`).toBe(Number(row.rank_kwh));
          counted.rank += 1;
        }
        if (Number(row.zero_fraction) >= 0.5) expect(standing?.rank, `${weekId} ${row.dorm}`).not.toBe(1);
      }
      const silent = standings.filter((standing) => !rows.some((row) => row.dorm === standing.name));
      for (const standing of silent) expect(standing).toMatchObject({ energyKwh: null, rank: null });
    }
    expect(counted.kwh).toBe(1_443);
    expect(counted.coverage).toBeGreaterThan(500);
    expect(counted.rank).toBeGreaterThan(200);
  }, 120_000);
});

describe.skipIf(!hasSharedData)(hasSharedData ? 'one real dormitory in UTC stamps' : skipReason, () => {
  test('every week has the energy, coverage and kWh per area that another program reckoned', async () => {
    const campus = await newCampus(ctx);
    await importDorms(ctx, { campus, text: 'dorm,name,residents,floor_area_m2\nPrince,Prince,,8143.97\n' });
    await importMeters(ctx, { campus, text: 'meter,dorm,time_zone\nUnivDorm_Prince,Prince,UTC\n' });
    await importFile(campus, sharedPath('bdg1', 'readings_2015_utc.csv'));
    for (const [weekId, [row]] of expectedWeeks('bdg1', 'expected_weekly.csv')) {
      const { standings } = await boardOf(ctx, campus, { weekId, lens: 'per-area' });
      const [standing] = standings;
      expect(standing?.energyKwh?.toFixed(3), weekId).toBe(Number(row?.kwh).toFixed(3));
      expect(standing?.coverage?.toFixed(4), weekId).toBe(Number(row?.coverage).toFixed(4));
      if (row?.coverage === '1.0') expect(standing?.score?.toFixed(6), weekId).toBe(Number(row.kwh_per_m2).toFixed(6));
      expect(weekOf(mondayOfWeekId(weekId) ?? '', 'America/New_York').seconds / 3600).toBe(Number(row?.expected_readings));
    }
  });
});
