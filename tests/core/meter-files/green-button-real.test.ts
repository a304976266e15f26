import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readText } from '#tests/core/meter-files/read-text.ts';
import { hasSharedData, sharedPath, skipReason } from '#tests/support/shared-data.ts';

const espiCase = z.object({
  case: z.string(),
  uploads: z.array(z.object({ file: z.string() })),
  expect: z.object({ readings: z.number(), kwh: z.number(), start_utc: z.string(), end_utc: z.string(), gaps: z.number() }),
});

const cases = hasSharedData
  ? z
      .array(z.object({ case: z.string() }).loose())
      .parse(JSON.parse(readFileSync(sharedPath('meter-files/cases.json'), 'utf8')))
      .filter((one) => one.case.startsWith('espi-'))
      .map((one) => espiCase.parse(one))
  : [];

test.skipIf(!hasSharedData)('the sample feeds of the Green Button give all their readings, and nothing is refused', async () => {
  expect(cases.length).toBeGreaterThan(0);
  for (const { case: name, uploads, expect: wanted } of cases) {
    const { intervals, said } = await readText(readFileSync(sharedPath('meter-files', uploads[0]?.file ?? '')));
    const ends = intervals.map(({ startsAt, seconds }) => startsAt + seconds * 1000);
    expect(intervals, name).toHaveLength(wanted.readings);
    expect(intervals.reduce((total, { energyMicroWh }) => total + energyMicroWh, 0) / 1e9, name).toBe(wanted.kwh);
    expect(Math.min(...intervals.map(({ startsAt }) => startsAt)), name).toBe(Date.parse(wanted.start_utc));
    expect(Math.max(...ends), name).toBe(Date.parse(wanted.end_utc));
    expect(
      said.filter((one) => one.startsWith('warning gap')),
      name,
    ).toHaveLength(wanted.gaps);
    expect(
      said.filter((one) => one.startsWith('refused')),
      name,
    ).toEqual([]);
  }
});

test.skipIf(hasSharedData)(`real Green Button files: ${skipReason}`, () => {});
