import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wattHours } from '#core/meter-files/dialects/egauge.ts';
import { findDialect } from '#core/meter-files/dialects/find-dialect.ts';
import { readText } from '#tests/core/meter-files/read-text.ts';

test('an export of usage alone, newest first, is the one meter’s mean power', async () => {
  const read = await readText(
    'Date & Time,use [kW]\n2019-03-01 02:00:00,3.5\n2019-03-01 01:00:00,2\n2019-03-01 00:00:00,1.25\n',
    { options: { meter: 'North Hall' } },
  );
  expect(read.lines).toEqual([
    'North Hall 2019-03-01T07:00:00.000Z 3600 3.5',
    'North Hall 2019-03-01T06:00:00.000Z 3600 2',
    'North Hall 2019-03-01T05:00:00.000Z 3600 1.25',
  ]);
  expect(read.guesses).toMatchObject({ format: 'egauge', unit: 'kW', kind: 'interval', order: 'newest-first' });
});

test('usage alone needs to be told whose it is', async () => {
  const read = await readText('Date & Time,Usage [kW]\n2019-03-01 02:00:00,3.5\n2019-03-01 01:00:00,2\n');
  expect(read.questions).toEqual(['meter-not-given']);
});

const WIDE =
  'Date & Time,Usage [kW],Generation [kW],East Wing [kW],West Wing (2) [kW],L1 Voltage [V]\n1551423600,9,1,4,5,120\n1551420000,7,1,3,4,121\n';

test('each register is a meter; sums of others and voltages are named and left out', async () => {
  const read = await readText(WIDE);
  // 1551420000 is 2019-03-01T06:00:00Z.
  expect(read.lines.toSorted()).toEqual([
    'East Wing 2019-03-01T06:00:00.000Z 3600 3',
    'East Wing 2019-03-01T07:00:00.000Z 3600 4',
    'West Wing (2) 2019-03-01T06:00:00.000Z 3600 4',
    'West Wing (2) 2019-03-01T07:00:00.000Z 3600 5',
  ]);
});

test('a sum that staff know as a meter is read', async () => {
  const read = await readText(WIDE, { meters: { Usage: {} } });
  expect(read.lines).toHaveLength(2);
  expect(read.meters).toEqual(['Usage']);
});

test('kilowatt hours are running totals', async () => {
  const read = await readText(
    'Date & Time,Usage [kWh],East Wing [kWh]\n2019-03-01 02:00:00,80,1010.5\n2019-03-01 01:00:00,70,1005\n2019-03-01 00:00:00,60,1000\n',
  );
  expect(read.meters).toEqual(['East Wing']);
  expect(read.registers.map(({ registerMicroWh }) => Number(registerMicroWh) / 1e9)).toEqual([1010.5, 1005, 1000]);
});

test('watt seconds are running totals, to the nearest µWh', async () => {
  const read = await readText('Date & Time,Usage [Ws],East Wing [Ws]\n1551423600,9,7200001\n1551420000,7,3600000\n');
  // 7,200,001 Ws ÷ 3600 = 2000.000277… Wh, 2,000,000,278 µWh.
  expect(read.registers.map(({ registerMicroWh }) => registerMicroWh)).toEqual([2_000_000_278n, 1_000_000_000n]);
});

test('watt seconds become watt hours within half a µWh', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), (seconds) => {
      const micro = BigInt(wattHours(String(seconds)).replace('.', ''));
      const off = micro * 3600n - seconds * 1_000_000n;
      return off <= 1800n && off >= -1800n;
    }),
  );
});

test('both hours of an autumn night, newest first, are told apart by their order', async () => {
  const read = await readText(
    'Date & Time,Usage [kW]\n2016-11-06 02:00:00,5\n2016-11-06 01:30:00,4\n2016-11-06 01:00:00,3\n2016-11-06 01:30:00,2\n2016-11-06 01:00:00,1\n2016-11-06 00:30:00,6\n',
    { options: { meter: 'm' } },
  );
  expect(read.said).toEqual([]);
  expect(read.lines).toEqual([
    'm 2016-11-06T07:00:00.000Z 1800 2.5',
    'm 2016-11-06T06:30:00.000Z 1800 2',
    'm 2016-11-06T06:00:00.000Z 1800 1.5',
    'm 2016-11-06T05:30:00.000Z 1800 1',
    'm 2016-11-06T05:00:00.000Z 1800 0.5',
    'm 2016-11-06T04:30:00.000Z 1800 3',
  ]);
});

test('the column that staff name is read, whatever it is', async () => {
  const read = await readText(WIDE, { options: { meter: 'North Hall', valueColumn: 'Usage [kW]' } });
  expect(read.intervals.map(({ energyMicroWh }) => energyMicroWh / 1e9)).toEqual([9, 7]);
});

test('units in round brackets are an ordinary table', async () => {
  const read = await readText('Date & Time,East (kW),West (kW)\n2019-03-01 00:00:00,1,2\n2019-03-01 01:00:00,1,2\n');
  expect(read.guesses.format).toBe('csv');
});

test('a heading of ten thousand blanks or brackets is no eGauge’s', () => {
  for (const odd of [' '.repeat(10_000), '['.repeat(10_000), '(pre-filled'.repeat(1000), "'".repeat(10_000)]) {
    const head = { records: [['Date & Time', `a${odd}b`, 'Usage [kW]']], rows: [1], problems: [], bytesRead: 0 };
    const table = { format: 'csv', place: 'a.csv', guesses: [], head, delimiter: ',', async *blocks() {} };
    const context = { options: {}, campusTimeZone: 'UTC', now: 0, meter: () => null };
    expect(findDialect(table, context)).toBeNull();
  }
});
