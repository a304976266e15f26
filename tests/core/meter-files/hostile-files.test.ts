import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PROBLEM_KINDS } from '#core/meter-files/problem.ts';
import { readMeterFile } from '#core/meter-files/read-meter-file.ts';
import { ANY_METER, readText } from '#tests/core/meter-files/read-text.ts';

const GOOD = Array.from(
  { length: 40 },
  (_, hour) => `2024-01-0${1 + Math.floor(hour / 24)} ${String(hour % 24).padStart(2, '0')}:00,Hall ${hour % 3},"${hour}.5",E\n`,
).join('');

async function isSound(bytes: Uint8Array): Promise<void> {
  const { problems, intervals } = await readText(bytes, { options: { meter: 'A' }, piece: 997 });
  for (const { kind, found } of problems) {
    expect(PROBLEM_KINDS).toContain(kind);
    expect(found.length).toBeLessThanOrEqual(200);
  }
  for (const { energyMicroWh, seconds, startsAt } of intervals) {
    expect(Number.isSafeInteger(energyMicroWh) && energyMicroWh >= 0).toBe(true);
    expect(Number.isSafeInteger(seconds) && seconds > 0 && Number.isSafeInteger(startsAt)).toBe(true);
  }
}

test('any bytes give rows and problems, never an exception', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), (bytes) => isSound(bytes)),
    { numRuns: 100 },
  );
});

test('a good file with bytes changed, cut out or put in gives rows and problems, never an exception', async () => {
  const file = Buffer.from(`time,meter,kwh,flag\n${GOOD}`);
  const change = fc.record({ at: fc.nat(file.length - 1), remove: fc.nat(20), insert: fc.uint8Array({ maxLength: 4 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
      const mutated = changes.reduce(
        (bytes, { at, remove, insert }) => Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]),
        file,
      );
      return isSound(mutated);
    }),
    { numRuns: 200 },
  );
});

test('lines made of the signs of CSV, numbers and times give rows and problems, never an exception', async () => {
  const cell = fc.constantFrom(
    '2024-01-01 00:00',
    '1/2/24',
    '"',
    '""',
    ',',
    ';',
    '\n',
    '\r\n',
    '1',
    '-',
    '1e5',
    'kWh',
    'Hall A',
    'time',
    'Total',
    '\t',
    '24:00',
    '\u0000',
    'é',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { maxLength: 80 }), (cells) => isSound(Buffer.from(cells.join('')))),
    { numRuns: 200 },
  );
});

test('no row is lost: each line of a long file is a reading or a problem', async () => {
  const value = fc.constantFrom('1', '2.5', '', 'x', '-3', '1e400', 'NULL', '99999999');
  const time = fc.constantFrom(
    '2024-01-01 00:00',
    '2024-03-10 02:30',
    '2023-11-05 01:30',
    '2024-13-01 00:00',
    '1980-01-01 00:00',
    '2099-01-01 00:00',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(time, fc.constantFrom('A', 'B', 'X'), value), { minLength: 1, maxLength: 60 }),
      async (rows) => {
        const text = `time,meter,kwh\n2023-12-01 00:00,A,1\n2023-12-01 01:00,A,1\n${rows.map((row) => `${row.join(',')}\n`).join('')}`;
        const meters = { A: { stepSeconds: 900 }, B: { stepSeconds: 900 } };
        const { intervals, problems } = await readText(text, { meters });
        const named = [
          ...intervals.map(({ row }) => row),
          ...problems.filter(({ severity }) => severity === 'refused').map(({ row }) => row),
        ];
        expect(named.toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual(Array.from({ length: rows.length + 2 }, (_, at) => at + 2));
      },
    ),
    { numRuns: 100 },
  );
});

test('two thousand columns are two thousand meters; more are refused at once, saying so', async () => {
  const wide = (columns: number) => {
    const names = Array.from({ length: columns }, (_, at) => `Room ${at}`).join(',');
    const values = Array.from({ length: columns }, (_, at) => at % 100).join(',');
    return `time,${names}\n2024-01-01 00:00,${values}\n2024-01-01 01:00,${values}\n`;
  };
  const { intervals, problems } = await readText(wide(2000));
  expect(intervals).toHaveLength(4000);
  expect(problems).toEqual([]);
  expect((await readText(wide(2001))).questions).toEqual(['too-many-columns']);
  const from = performance.now();
  expect((await readText(wide(10_000))).questions).toEqual(['too-many-columns']);
  expect(performance.now() - from).toBeLessThan(2000);
});

test('however many unknown meters there are, 2,000 are listed and the others counted', async () => {
  const rows = Array.from({ length: 2500 }, (_, at) => `2024-01-01 00:00,X${at},1\n`).join('');
  const { problems } = await readText(`time,meter,kwh\n${rows}`, { meters: {} });
  expect(problems.filter(({ kind }) => kind === 'unknown-meter')).toHaveLength(2000 + 500);
  expect(problems.find(({ kind }) => kind === 'more-unknown-meters')?.params).toEqual({ count: '500' });
});

test('a line without end is one problem, and the lines after it are read', async () => {
  const long = `2024-01-01 00:30,A,${'9'.repeat(3_000_000)}`;
  const { intervals, said } = await readText(`time,meter,kwh\n2024-01-01 00:00,A,1\n${long}\n2024-01-01 01:00,A,2\n`);
  expect(intervals.map(({ row }) => row)).toEqual([2, 4]);
  expect(said).toEqual(['refused unreadable-file 3']);
});

test('a hundred megabytes without a line end do not fill the memory', { timeout: 60_000 }, async () => {
  const piece = Buffer.alloc(1 << 20, '7');
  let most = 0;
  async function* open() {
    yield Buffer.from('time,meter,kwh\n2024-01-01 00:00,A,1\n2024-01-01 01:00,A,1\n');
    for (let megabyte = 0; megabyte < 100; megabyte += 1) {
      yield piece;
      most = Math.max(most, process.memoryUsage().heapUsed);
    }
  }
  const before = process.memoryUsage().heapUsed;
  const context = { options: {}, campusTimeZone: 'UTC', now: Date.UTC(2025, 0), meter: () => ANY_METER };
  const reading = await readMeterFile({ source: { name: 'long.csv', bytes: 100 << 20, open }, context });
  let rows = 0;
  for await (const batch of reading.batches()) rows += batch.intervals.length;
  expect(rows).toBe(2);
  expect(most - before).toBeLessThan(60 << 20);
});

test('a file whose every line opens a quote ends soon', async () => {
  const good = Array.from({ length: 24 }, (_, hour) => `2024-01-01 ${String(hour).padStart(2, '0')}:00,A,1\n`).join('');
  const rows = Array.from({ length: 20_001 }, () => '2024-01-02 00:00,"A,1\n').join('');
  const { intervals, problems } = await readText(`time,meter,kwh\n${good}${rows}`);
  expect(intervals).toHaveLength(24);
  expect(problems.length).toBeGreaterThan(1);
});

test('a thousand refusals of a kind are listed and the rest are counted', async () => {
  const rows = Array.from({ length: 5000 }, () => '2024-01-01 00:00,A,x\n').join('');
  const { problems } = await readText(`time,meter,kwh\n2024-01-01 00:00,A,1\n2024-01-01 01:00,A,1\n${rows}`);
  expect(problems).toHaveLength(1001);
  expect(problems.at(-1)?.params).toEqual({ kind: 'value-bad', count: '4000' });
});
