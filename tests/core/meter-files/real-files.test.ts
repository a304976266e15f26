import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { readText } from '#tests/core/meter-files/read-text.ts';
import { hasSharedData, sharedPath, skipReason } from '#tests/support/shared-data.ts';

const upload = z.object({ kind: z.string(), file: z.string(), options: z.record(z.string(), z.unknown()) });
const row = z.tuple([z.string(), z.string(), z.string()]);
const expected = z.object({ kwh: z.number(), rows_warned: z.array(z.number()), rows: z.array(row).optional() });
const oedCase = z.object({ case: z.string(), uploads: z.array(upload), expect: expected });

const cases = hasSharedData
  ? z
      .array(z.object({ case: z.string() }).loose())
      .parse(JSON.parse(readFileSync(sharedPath('meter-files/cases.json'), 'utf8')))
      .filter((one) => one.case.startsWith('oed-'))
      .map((one) => oedCase.parse(one))
  : [];

/** Bad rows of these cases, by hand from the files: OED refuses the whole file, here the row alone. */
const BAD: Readonly<Record<string, string>> = {
  'oed-pipe22': 'refused value-negative 4',
  'oed-pipe24': 'refused length-unknown 5',
  'oed-pipe26': 'refused time-bad 2',
  'oed-pipe29': 'refused value-bad 4',
  'oed-pipe35': 'refused length-unknown 1,refused length-zero 2',
};

test.skipIf(!hasSharedData)('the files of OED’s own tests give its rows, and each bad row is named', async () => {
  for (const { case: name, uploads, expect: wanted } of cases) {
    for (const { file, options } of uploads.slice(-1)) {
      const { intervals, registers, said } = await readText(readFileSync(sharedPath('meter-files', file)), {
        timeZone: 'America/Chicago',
        options: {
          meter: 'm',
          kind: options.cumulative === true ? 'register' : 'interval',
          endOnly: options.endOnly === true,
          ...(options.timeSort === undefined ? {} : { newestFirst: options.timeSort === 'decreasing' }),
        },
      });
      expect(said.filter((one) => one.startsWith('refused')).join(','), name).toBe(BAD[name] ?? '');
      if (options.cumulative === true) expect(registers.length, name).toBe(BAD[name] === undefined ? 5 : 4);
      else if (wanted.rows !== undefined && wanted.rows.length > 0) {
        const sum = intervals.reduce((total, { energyMicroWh }) => total + energyMicroWh, 0);
        expect(sum / 1e9, name).toBe(wanted.kwh);
        expect(intervals, name).toHaveLength(wanted.rows.length);
      }
    }
  }
});

test.skipIf(!hasSharedData)('length and gap warnings name at least the rows that OED names', async () => {
  for (const { case: name, uploads, expect: wanted } of cases.filter((one) => ['oed-pipe14', 'oed-pipe17'].includes(one.case))) {
    const { problems } = await readText(readFileSync(sharedPath('meter-files', uploads[0]?.file ?? '')), {
      options: { meter: 'm' },
    });
    const warned = problems.filter(({ severity }) => severity === 'warning').map((problem) => problem.row);
    expect(warned, name).toEqual(expect.arrayContaining(wanted.rows_warned));
  }
});

test.skipIf(!hasSharedData)('three and a half years of eight residence halls are read whole', { timeout: 60_000 }, async () => {
  const { intervals, problems, meters } = await readText(readFileSync(sharedPath('uncg/readings_2015-2018.csv')));
  expect(intervals).toHaveLength(237_398);
  expect(meters).toHaveLength(8);
  expect(problems.filter(({ kind }) => kind !== 'gap' && kind !== 'more-of-the-same')).toEqual([]);
});

test.skipIf(!hasSharedData)('a year of one dormitory in UTC is read in UTC', async () => {
  const { intervals, guesses } = await readText(readFileSync(sharedPath('bdg1/readings_2015_utc.csv')));
  expect(guesses.zone).toBe('named');
  expect(new Date(intervals[0]?.startsAt ?? 0).toISOString()).toBe('2015-01-01T05:00:00.000Z');
  expect(intervals[0]).toMatchObject({ seconds: 3600, energyMicroWh: 21_966_666_670 });
});

test.skipIf(hasSharedData)(`real files: ${skipReason}`, () => {});
