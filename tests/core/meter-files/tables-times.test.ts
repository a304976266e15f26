import { expect, test } from 'vitest';
import { readText } from '#tests/core/meter-files/read-text.ts';

const starts = (lines: readonly string[]) => lines.map((line) => line.split(' ')[1]);

test.each([
  ['1/15/24 1:00 p. m.', '2024-01-15T18:00:00.000Z'],
  ['1/15/2024 1:00 a.m.', '2024-01-15T06:00:00.000Z'],
  ['1/15/2024 1:00AM', '2024-01-15T06:00:00.000Z'],
  ['1/15/2024 12:00 AM', '2024-01-15T05:00:00.000Z'],
  ['1/15/2024 12:00 PM', '2024-01-15T17:00:00.000Z'],
  ['2024-01-15 下午 1:00', '2024-01-15T18:00:00.000Z'],
  ['2024/1/15 上午9:05:00', '2024-01-15T14:05:00.000Z'],
  ['15-Jan-2024', '2024-01-15T05:00:00.000Z'],
  ['15-Jan-24 13:30', '2024-01-15T18:30:00.000Z'],
  ['Jan 15 2024 1:30 PM', '2024-01-15T18:30:00.000Z'],
  ['15.1.2024 13.30', '2024-01-15T18:30:00.000Z'],
  ['15.01.2024 13:30 Uhr', '2024-01-15T18:30:00.000Z'],
  ['20240115T1330Z', '2024-01-15T13:30:00.000Z'],
  ['2024-01-15 1330', '2024-01-15T18:30:00.000Z'],
  ['2024-01-15T13:30:00.000+00:00', '2024-01-15T13:30:00.000Z'],
  ['2024-01-15 13:30:00.123', '2024-01-15T18:30:00.000Z'],
  ['2024-01-15 13:30 UTC+2', '2024-01-15T11:30:00.000Z'],
  ['2024-01-15 13:30 (EST)', '2024-01-15T18:30:00.000Z'],
  ['2024-01-15T13:30:00z', '2024-01-15T13:30:00.000Z'],
])('a time may be written %s', async (text, instant) => {
  const { lines, said } = await readText(`time,meter,kwh\n"${text}",A,1\n`, { meters: { A: { stepSeconds: 60 } } });
  expect(said.filter((one) => !one.includes('zone-disagrees'))).toEqual([]);
  expect(starts(lines)).toEqual([instant]);
});

test('times with an offset and times without may stand in one file', async () => {
  const { lines } = await readText('time,meter,kwh\n2024-01-15T05:00Z,A,1\n2024-01-15 01:00,A,2\n2024-01-15 02:00-05:00,A,3\n');
  expect(starts(lines)).toEqual(['2024-01-15T05:00:00.000Z', '2024-01-15T06:00:00.000Z', '2024-01-15T07:00:00.000Z']);
});

test('three short numbers that are a date in several orders are asked about', async () => {
  const text = 'time,meter,kwh\n26/11/13 00:00,A,1\n26/11/13 01:00,A,2\n';
  expect((await readText(text)).questions).toEqual(['date-order-ambiguous']);
  expect(starts((await readText(text, { options: { dateOrder: 'ymd' }, now: '2027-01-01T00:00:00Z' })).lines)[0]).toBe(
    '2026-11-13T05:00:00.000Z',
  );
});

test('where the short year may stand first or last, it is the number that stays while the days run', async () => {
  const last = await readText('time,meter,kwh\n26/11/13 00:00,A,1\n27/11/13 00:00,A,2\n');
  expect([last.guesses.time, starts(last.lines)[0]]).toEqual(['dmy', '2013-11-26T05:00:00.000Z']);
  const first = await readText('time,meter,kwh\n13/11/26 00:00,A,1\n13/11/27 00:00,A,2\n');
  expect([first.guesses.time, starts(first.lines)[0]]).toEqual(['ymd', '2013-11-26T05:00:00.000Z']);
});

test('a later row decides between day and month', async () => {
  const { guesses, lines } = await readText('time,meter,kwh\n01/02/2024 00:00,A,1\n02/02/2024 00:00,A,1\n13/02/2024 00:00,A,1\n');
  expect([guesses.time, starts(lines)[0]]).toEqual(['dmy', '2024-02-01T05:00:00.000Z']);
});

test('start and end may stand in one cell with “to” or a dash', async () => {
  const { lines } = await readText(
    'Interval,kWh\n2024-01-01 00:00 to 2024-01-01 01:00,1\n2024-01-01 01:00 - 2024-01-01 02:00,2\n2024-01-01 02:00 – 03:00,3\n',
    { options: { meter: 'A' } },
  );
  expect(lines).toEqual([
    'A 2024-01-01T05:00:00.000Z 3600 1',
    'A 2024-01-01T06:00:00.000Z 3600 2',
    'A 2024-01-01T07:00:00.000Z 3600 3',
  ]);
});
