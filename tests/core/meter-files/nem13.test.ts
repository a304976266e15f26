import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readText } from '#tests/core/meter-files/read-text.ts';

const HEADER = '100,NEM13,202403011200,MDP1,RETAIL1\n';

function reads({
  suffix = '11',
  direction = 'E',
  before = '001000',
  from = '20240210120000',
  after = '001006',
  to = '20240213120000',
  quality = 'A',
  quantity = '6',
  unit = 'kWh',
  updated = '',
} = {}): string {
  const previous = `${before},${from},A,,`;
  return `250,NMI1234567,${suffix},1,${suffix},${suffix},SERIAL1,${direction},${previous},${after},${to},${quality},,,${quantity},${unit},,${updated},\n`;
}

test('the quantity is spread over the market’s days between the reads, the first and last by their hours, all estimated', async () => {
  // Three days from noon to noon and 6 kWh: 2 kWh a day, 1 kWh half a day.
  const { lines, intervals, guesses, said } = await readText(`${HEADER}${reads()}900\n`);
  expect(lines).toEqual([
    'NMI1234567 2024-02-10T02:00:00.000Z 43200 1',
    'NMI1234567 2024-02-10T14:00:00.000Z 86400 2',
    'NMI1234567 2024-02-11T14:00:00.000Z 86400 2',
    'NMI1234567 2024-02-12T14:00:00.000Z 43200 1',
  ]);
  expect(intervals.every(({ quality }) => quality === 'estimated')).toBe(true);
  expect([guesses.format, said]).toEqual(['nem13', []]);
});

test('whatever the quantity and the times, the days’ parts are its sum to the µWh', async () => {
  const at = fc.integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2023, 0, 1) / 1000 });
  const stamp = (seconds: number) => new Date(seconds * 1000).toISOString().replaceAll(/\D/g, '').slice(0, 14);
  await fc.assert(
    fc.asyncProperty(
      at,
      fc.integer({ min: 1, max: 9_000_000 }),
      fc.integer({ min: 0, max: 10 ** 12 }),
      async (from, length, micro) => {
        const quantity = `${Math.floor(micro / 1e6)}.${String(micro % 1e6).padStart(6, '0')}`;
        const { intervals } = await readText(`${HEADER}${reads({ from: stamp(from), to: stamp(from + length), quantity })}`);
        const sum = intervals.reduce((total, { energyMicroWh }) => total + energyMicroWh, 0);
        expect(sum).toBe(micro * 1000);
        expect(intervals.reduce((total, { seconds }) => total + seconds, 0)).toBe(length);
      },
    ),
    { numRuns: 50 },
  );
});

test('a quantity that is not the difference of the reads counts, with a warning; a register that rolled over is fine', async () => {
  const factor = await readText(`${HEADER}${reads({ quantity: '240' })}`);
  expect(factor.intervals.reduce((sum, { energyMicroWh }) => sum + energyMicroWh, 0)).toBe(240e9);
  expect(factor.problems).toMatchObject([
    { kind: 'quantity-differs', severity: 'warning', row: 2, found: '240', params: { known: '001000 – 001006' } },
  ]);
  expect((await readText(`${HEADER}${reads({ before: '999998', after: '000004' })}`)).said).toEqual([]);
});

test('energy from the grid counts; energy into it, reactive energy and other units are named and left out', async () => {
  const rows = [
    reads(),
    reads({ suffix: '12', direction: '' }),
    reads({ suffix: '13', direction: 'I' }),
    reads({ suffix: 'B1' }),
    reads({ suffix: 'Q1', unit: 'kVArh' }),
    reads({ suffix: '21', unit: 'kVA' }),
  ];
  const { meters, problems } = await readText(`${HEADER}${rows.join('')}`);
  expect(meters).toEqual(['NMI1234567', 'NMI1234567 12']);
  expect(problems.map(({ kind, params }) => `${kind} ${params.channel} ${params.reason}`)).toEqual([
    'channel-left-out 13 export',
    'channel-left-out B1 export',
    'channel-left-out Q1 reactive',
    'channel-left-out 21 unit',
  ]);
});

test('reads without a time, of impossible times or of a null quality bring nothing, and say why', async () => {
  const rows = [
    reads({ from: '' }),
    reads({ to: '20240231120000' }),
    reads({ to: '20240210120000' }),
    reads({ to: '20250210120000' }),
    reads({ from: '19890210120000' }),
    reads({ from: '20210210120000' }),
    reads({ quality: 'N', from: '20240301' }).replace('20240213120000', '20240401'),
    reads({ quantity: '-3', from: '202404010000', to: '202404020000' }),
    reads({ quantity: '3x', from: '202404020000', to: '202404030000' }),
    '250,NMI1234567,11,1,11,11,SERIAL1,E,001000,20240210120000\n',
  ];
  const { intervals, said } = await readText(`${HEADER}${rows.join('')}`);
  expect(intervals).toEqual([]);
  expect(said).toEqual([
    'refused time-bad 2',
    'refused time-bad 3',
    'refused length-zero 4',
    'refused time-in-future 5',
    'refused time-before-records 6',
    'refused length-implausible 7',
    'info value-missing 8',
    'refused value-negative 9',
    'refused value-bad 10',
    'refused row-too-short 11',
  ]);
});

test('a read that was put right later replaces the first one', async () => {
  const first = reads({ after: '001009', quantity: '9', quality: 'E', updated: '20240214000000' });
  const second = reads({ updated: '20240301000000' });
  const { intervals, said } = await readText(`${HEADER}${first}${second}`);
  expect(intervals.reduce((sum, { energyMicroWh }) => sum + energyMicroWh, 0)).toBe(6e9);
  expect(said).toEqual(['info superseded 2']);
});

test('a read needs no header, and what B2B says about it is passed over', async () => {
  const { lines, said } = await readText(`${reads({ from: '20240210', to: '20240211' })}550,N,,A,\n900\n`);
  expect(lines).toEqual(['NMI1234567 2024-02-09T14:00:00.000Z 86400 6']);
  expect(said).toEqual(['warning header-missing 1']);
});
