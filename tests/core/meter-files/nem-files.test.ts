import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { PROBLEM_KINDS } from '#core/meter-files/problem.ts';
import { readText } from '#tests/core/meter-files/read-text.ts';
import { hasSharedData, sharedPath, skipReason } from '#tests/support/shared-data.ts';

const channel = z.object({ meter: z.string(), channel: z.string(), kwh: z.number().nullable(), readings: z.number().optional() });
const nemCase = z.object({
  case: z.string(),
  uploads: z.array(z.object({ file: z.string() })),
  expect: z.object({ channels: z.array(channel).optional() }),
});

const cases = hasSharedData
  ? z
      .array(z.object({ case: z.string() }).loose())
      .parse(JSON.parse(readFileSync(sharedPath('meter-files/cases.json'), 'utf8')))
      .filter((one) => one.case.startsWith('nem-'))
      .map((one) => nemCase.parse(one))
  : [];

test.skipIf(!hasSharedData)(
  'the market’s example files give the energy of each E channel, and name each other channel',
  async () => {
    expect(cases).toHaveLength(7);
    for (const { case: name, uploads, expect: wanted } of cases) {
      const { intervals, meters, problems, questions } = await readText(
        readFileSync(sharedPath('meter-files', uploads[0]?.file ?? '')),
      );
      expect(questions, name).toEqual(name.endsWith('_empty') ? ['empty-file'] : []);
      for (const { meter, channel: suffix, kwh, readings } of wanted.channels ?? []) {
        const label = /^(E1|11)$/.test(suffix) ? meter : `${meter} ${suffix}`;
        const rows = intervals.filter((row) => meters[row.meter] === label);
        if (/^(E|1)/.test(suffix)) {
          expect(rows.reduce((sum, { energyMicroWh }) => sum + energyMicroWh, 0) / 1e9, `${name} ${suffix}`).toBe(kwh);
          if (readings !== undefined) expect(rows, name).toHaveLength(readings);
        } else {
          expect(rows, name).toEqual([]);
          const named = problems.filter(({ params }) => params.meter === meter && params.channel === suffix);
          expect(
            named.map(({ kind }) => kind),
            name,
          ).toEqual(['channel-left-out']);
        }
      }
    }
  },
);

test.skipIf(!hasSharedData)('the example without its header is read with a warning, the one of reads as estimated', async () => {
  const missing = await readText(readFileSync(sharedPath('meter-files/nem12/Example_NEM12_missing_header.csv')));
  expect(missing.said).toEqual(['warning header-missing 2', 'info channel-left-out 4']);
  expect(missing.intervals.reduce((sum, { energyMicroWh }) => sum + energyMicroWh, 0)).toBe(53_328_000_000);
  const reads = await readText(readFileSync(sharedPath('meter-files/nem12/Example_NEM13_consumption_data.csv')));
  expect(reads.intervals.every(({ quality }) => quality === 'estimated')).toBe(true);
  expect(reads.said).toEqual([]);
});

test.skipIf(hasSharedData)(`the market’s example files: ${skipReason}`, () => {});

const HEADER = '100,NEM12,202403011200,MDP1,RETAIL1\n';

test('the values of any day come back exactly, each in its time', async () => {
  const length = fc.constantFrom(1, 5, 15, 30, 60);
  const micro = fc.integer({ min: 0, max: 10 ** 12 });
  await fc.assert(
    fc.asyncProperty(length, fc.array(micro, { minLength: 1, maxLength: 20 }), fc.nat(9000), async (minutes, some, days) => {
      const energies = Array.from({ length: 1440 / minutes }, (_, index) => some[index % some.length] ?? 0);
      const written = energies.map((energy) => `${Math.floor(energy / 1e9)}.${String(energy % 1e9).padStart(9, '0')}`);
      const startsAt = Date.UTC(1999, 0, 1) + days * 86_400_000;
      const date = new Date(startsAt).toISOString().slice(0, 10).replaceAll('-', '');
      const text = `${HEADER}200,NMI1234567,E1,1,E1,N1,S,kWh,${minutes},\n300,${date},${written.join(',')},A,,,,\n900\n`;
      const { intervals, said } = await readText(text, { piece: 333 });
      expect(said).toEqual([]);
      expect(intervals.map(({ energyMicroWh }) => energyMicroWh)).toEqual(energies);
      expect(intervals.every((row, index) => row.startsAt === startsAt - 36_000_000 + index * minutes * 60_000)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

async function isSound(bytes: Uint8Array): Promise<void> {
  const { problems, intervals } = await readText(bytes, { piece: 997 });
  for (const { kind, found } of problems) {
    expect(PROBLEM_KINDS).toContain(kind);
    expect(found.length).toBeLessThanOrEqual(200);
  }
  for (const { energyMicroWh, seconds, startsAt } of intervals) {
    expect(Number.isSafeInteger(energyMicroWh) && energyMicroWh >= 0).toBe(true);
    expect(Number.isSafeInteger(seconds) && seconds > 0 && Number.isSafeInteger(startsAt)).toBe(true);
  }
}

const GOOD = [
  '100,NEM12,202403011200,MDP1,RETAIL1',
  '200,NMI1234567,E1B1,1,E1,N1,SERIAL1,kWh,60,',
  `300,20240215,${new Array(24).fill('1.25').join(',')},V,,,20240216010203,`,
  '400,1,12,F16,27,',
  '400,13,24,A,,',
  '200,NMI1234567,E1B1,2,B1,N1,SERIAL1,kWh,60,',
  `300,20240215,${new Array(24).fill('0').join(',')},A,,,20240216010203,`,
  '250,NMI1234567,11,1,11,11,SERIAL1,E,001000,20240210120000,A,,,001006,20240213120000,A,,,6,kWh,,,',
  '900',
].join('\n');

test('a good file with bytes changed, cut out or put in gives rows and problems, never an exception', async () => {
  const file = Buffer.from(GOOD);
  const change = fc.record({ at: fc.nat(file.length - 1), remove: fc.nat(20), insert: fc.uint8Array({ maxLength: 4 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
      const mutated = changes.reduce(
        (bytes, { at, remove, insert }) => Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]),
        file,
      );
      return isSound(mutated);
    }),
    { numRuns: 300 },
  );
});

test('records in any order, with any cells, give rows and problems, never an exception', async () => {
  const known = fc.constantFrom(...GOOD.split('\n'));
  const cell = fc.constantFrom(
    '200',
    '300',
    '400',
    '250',
    '',
    '"',
    '"a,b"',
    '1',
    '-1',
    'E1',
    'kWh',
    '30',
    '20240215',
    'A',
    'V',
    '1e400',
    '\u0000',
  );
  const made = fc.array(cell, { maxLength: 30 }).map((cells) => cells.join(','));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(known, made), { maxLength: 30 }), (lines) =>
      isSound(Buffer.from(`${HEADER}${lines.join('\n')}`)),
    ),
    { numRuns: 300 },
  );
});

test('a line of 20 MB and a row of 10,000 values are refused by name, and the rows around them are read', async () => {
  const row = `300,20240215,${new Array(24).fill('1').join(',')},A\n`;
  const start = `${HEADER}200,NMI1234567,E1,1,E1,N1,S,kWh,60,\n`;
  const huge = Buffer.from(`${start}300,20240214,${'1,'.repeat(10_000_000)}\n${row}`);
  const long = await readText(huge);
  expect(long.intervals).toHaveLength(24);
  expect(long.said).toEqual(['refused unreadable-file 3']);
  const wide = await readText(`${start}300,20240214,${'1,'.repeat(10_000)}A\n${row}`);
  expect(wide.intervals).toHaveLength(24);
  expect(wide.said).toEqual(['refused row-too-long 3']);
});

test('a meter that is told of a file of several is the one that is called so, else it is asked which is meant', async () => {
  const meter = (nmi: string) => `200,${nmi},E1,1,E1,,M1,kWh,30,\n300,20240215,${new Array(48).fill('1').join(',')},A,,,,\n`;
  const text = `100,NEM12,202403011200,A,B\n${meter('NMI1111111')}${meter('NMI2222222')}900\n`;
  const one = await readText(text, { options: { meter: 'NMI2222222' } });
  expect([one.meters, one.intervals.length]).toEqual([['NMI2222222'], 48]);
  expect(one.problems).toMatchObject([{ kind: 'channel-left-out', params: { reason: 'not-asked' } }]);
  expect((await readText(text, { options: { meter: 'Hall A' } })).questions).toEqual(['answer-unusable']);
});
