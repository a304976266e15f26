import { expect, test } from 'vitest';
import { readText } from '#tests/core/meter-files/read-text.ts';

test('a long file gives a reading a row, of the length of the meter’s usual step', async () => {
  const { lines, said, guesses } = await readText(
    'timestamp,meter,kwh\n2024-01-01 00:00,Hall A,1.5\n2024-01-01 01:00,Hall A,2\n2024-01-01 00:00,Hall B,7\n2024-01-01 00:15,Hall B,8\n',
  );
  expect(lines).toEqual([
    'Hall A 2024-01-01T05:00:00.000Z 3600 1.5',
    'Hall A 2024-01-01T06:00:00.000Z 3600 2',
    'Hall B 2024-01-01T05:00:00.000Z 900 7',
    'Hall B 2024-01-01T05:15:00.000Z 900 8',
  ]);
  expect(said).toEqual([]);
  expect(guesses).toMatchObject({
    layout: 'long',
    label: 'start',
    unit: 'kWh',
    kind: 'interval',
    delimiter: 'comma',
    order: 'oldest-first',
  });
});

test('a wide file gives each column to the meter in its header, and blank cells are missing, not 0', async () => {
  const { lines, said } = await readText(
    'Time,Hall A (kWh),Hall B (kWh),Total\n2024-01-01 00:00,1,2,3\n2024-01-01 01:00,,4,4\n2024-01-01 02:00,0,NULL,0\n',
  );
  expect(lines.toSorted()).toEqual([
    'Hall A 2024-01-01T05:00:00.000Z 3600 1',
    'Hall A 2024-01-01T07:00:00.000Z 3600 0',
    'Hall B 2024-01-01T05:00:00.000Z 3600 2',
    'Hall B 2024-01-01T06:00:00.000Z 3600 4',
  ]);
  expect(said).toEqual(['info value-missing 3', 'info value-missing 4']);
});

test('a wide file whose meters have numbers for names keeps them', async () => {
  const { lines } = await readText(',1001,1002\n2024-01-01 00:00,1,2\n2024-01-01 01:00,3,4\n');
  expect(lines.toSorted()).toEqual([
    '1001 2024-01-01T05:00:00.000Z 3600 1',
    '1001 2024-01-01T06:00:00.000Z 3600 3',
    '1002 2024-01-01T05:00:00.000Z 3600 2',
    '1002 2024-01-01T06:00:00.000Z 3600 4',
  ]);
});

test('an unknown column of a wide file is named once and refused, the others count', async () => {
  const { lines, problems } = await readText('Time,Hall A,Hall X\n2024-01-01 00:00,1,2\n2024-01-01 01:00,3,4\n', {
    meters: { 'Hall A': {} },
  });
  expect(lines).toHaveLength(2);
  expect(problems).toEqual([
    { kind: 'unknown-meter', severity: 'refused', row: 1, column: 'Hall X', found: 'Hall X', params: {} },
  ]);
});

test('a file of one meter with value, start and end needs to be told the meter', async () => {
  const text = 'reading,start_timestamp,end_timestamp\n24,2021-06-01 00:00:00,2021-06-02 00:00:00\n';
  expect((await readText(text)).questions).toEqual(['meter-not-given']);
  expect((await readText(text)).lines).toEqual([]);
  expect((await readText(text, { options: { meter: ' Hall A ' } })).lines).toEqual(['Hall A 2021-06-01T04:00:00.000Z 86400 24']);
});

test('without a header, a number and two times are value, start and end', async () => {
  const { lines } = await readText('24,2021-06-01 00:00:00,2021-06-02 00:00:00\n', { options: { meter: 'A' } });
  expect(lines).toEqual(['A 2021-06-01T04:00:00.000Z 86400 24']);
});

test('without a header, a number and one time are asked about unless the times are ends', async () => {
  const text = '24,2021-06-02 00:00:00\n48,2021-06-03 00:00:00\n';
  expect((await readText(text, { options: { meter: 'A' } })).questions).toEqual(['layout-ambiguous']);
  const { lines, said } = await readText(text, { options: { meter: 'A', endOnly: true } });
  expect(lines).toEqual(['A 2021-06-02T04:00:00.000Z 86400 48']);
  expect(said).toEqual(['refused length-unknown 1']);
});

test('without a header, anything else is asked about', async () => {
  expect((await readText('Hall A,2024-01-01 00:00,5\nHall A,2024-01-01 01:00,6\n')).questions).toEqual(['layout-ambiguous']);
});

test('a bad first line of a file without header is a problem, not a header', async () => {
  const { lines, said } = await readText(
    '24,2021-06-01 00:00:00 x,2021-06-02 00:00:00\n48,2021-06-02 00:00:00,2021-06-03 00:00:00\n',
    {
      options: { meter: 'A' },
    },
  );
  expect(lines).toEqual(['A 2021-06-02T04:00:00.000Z 86400 48']);
  expect(said).toEqual(['refused time-bad 1']);
});

test('an empty file, a blank file and a header alone are asked about', async () => {
  for (const text of ['', '\n\n', '\ufeff', 'timestamp,meter,kwh\n', 'timestamp,meter,kwh'])
    expect((await readText(text)).questions, JSON.stringify(text)).toEqual(['empty-file']);
});

test('metadata, blank lines and sep= before the header are not read, and rows keep their physical lines', async () => {
  const { lines, said, guesses } = await readText(
    'sep=;\nCampus;North\nExported;2024-01-05 10:00\n\ntime;meter;kWh\n2024-01-01 00:00;A;1\n\n2024-01-01 01:00;A;x\n2024-01-01 02:00;A;3\n',
  );
  expect(lines).toEqual(['A 2024-01-01T05:00:00.000Z 3600 1', 'A 2024-01-01T07:00:00.000Z 3600 3']);
  expect(said).toEqual(['refused value-bad 8']);
  expect(guesses).toMatchObject({ delimiter: 'semicolon', header: 'line' });
});

test('quality and unit columns hold for their row', async () => {
  const { intervals } = await readText(
    'time,meter,value,unit,flag\n2024-01-01 00:00,A,1,MWh,A\n2024-01-01 01:00,A,1000,kWh,E\n2024-01-01 02:00,A,1000000,Wh,S\n2024-01-01 03:00,A,4000,kW,estimated\n2024-01-01 04:00,A,4000,kWh,actual\n',
  );
  expect(intervals.map(({ energyMicroWh, quality }) => [energyMicroWh / 1e9, quality])).toEqual([
    [1000, 'measured'],
    [1000, 'estimated'],
    [1000, 'estimated'],
    [4000, 'estimated'],
    [4000, 'measured'],
  ]);
});

test('a unit that is no electricity is refused in its row, and a question in the header', async () => {
  const { said, lines } = await readText(
    'time,meter,value,unit\n2024-01-01 00:00,A,1,kWh\n2024-01-01 01:00,A,2,kWh\n2024-01-01 02:00,A,3,kVARh\n',
  );
  expect(lines).toHaveLength(2);
  expect(said).toEqual(['refused unit-unknown 4']);
  expect((await readText('time,meter,usage (therms)\n2024-01-01 00:00,A,1\n2024-01-01 01:00,A,2\n')).questions).toEqual([
    'unit-unknown',
  ]);
});

test('kW is mean power over the interval, W a thousandth of it', async () => {
  const { lines } = await readText('time,meter,Demand (kW)\n2024-01-01 00:00,A,10\n2024-01-01 00:15,A,1\n');
  expect(lines).toEqual(['A 2024-01-01T05:00:00.000Z 900 2.5', 'A 2024-01-01T05:15:00.000Z 900 0.25']);
  const watts = await readText('time,A\n2024-01-01 00:00,1500\n2024-01-01 00:20,900\n', { options: { unit: 'W' } });
  expect(watts.lines).toEqual(['A 2024-01-01T05:00:00.000Z 1200 0.5', 'A 2024-01-01T05:20:00.000Z 1200 0.3']);
});

test('a meter’s own unit, multiplier and kind hold where neither flag nor header says otherwise', async () => {
  const { lines } = await readText('time,meter,value\n2024-01-01 00:00,A,2\n2024-01-01 01:00,A,4\n', {
    meters: { A: { unit: 'Wh', multiplier: '40' } },
  });
  expect(lines.map((line) => line.split(' ')[3])).toEqual(['0.08', '0.16']);
  const { registers } = await readText('time,meter,value\n2024-01-01 00:00,A,2\n2024-01-01 01:00,A,4\n', {
    meters: { A: { kind: 'register', multiplier: '0.5' } },
  });
  expect(
    registers.map(({ stampedAt, registerMicroWh, startsAt }) => [new Date(stampedAt).toISOString(), registerMicroWh, startsAt]),
    'a register is kept as it was shown: its differences get the multiplier',
  ).toEqual([
    ['2024-01-01T05:00:00.000Z', 2_000_000_000n, null],
    ['2024-01-01T06:00:00.000Z', 4_000_000_000n, null],
  ]);
});

test('totals at the end are no readings', async () => {
  const { lines, said } = await readText(
    'time,meter,kwh\n2024-01-01 00:00,A,1\n2024-01-01 01:00,A,2\nTotal,,3\n2024-01-01,Grand Total,3\n',
  );
  expect(lines).toHaveLength(2);
  expect(said).toEqual(['info total-row 4', 'info total-row 5']);
});

test('a row a day with a column for each hour is 24 readings, and an unused spring hour says nothing', async () => {
  const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
  const values = hours.map((_, hour) => (hour === 2 ? '' : String(hour)));
  const { intervals, said } = await readText(`meter,date,${hours.join(',')}\nA,2024-03-10,${values.join(',')}\n`);
  expect(intervals).toHaveLength(23);
  expect(intervals.at(2)).toMatchObject({ startsAt: Date.parse('2024-03-10T07:00:00Z'), seconds: 3600, energyMicroWh: 3e9 });
  expect(said).toEqual([]);
});

test('a date and a clock in two columns are one time', async () => {
  const { lines } = await readText('Date,Time,kWh\n2024-01-01,00:00,1\n2024-01-01,00:30,2\n', { options: { meter: 'A' } });
  expect(lines).toEqual(['A 2024-01-01T05:00:00.000Z 1800 1', 'A 2024-01-01T05:30:00.000Z 1800 2']);
});

test('an hour-ending number belongs to the hour before it, and 24 to the day', async () => {
  const { lines } = await readText('Date,Hour Ending,kWh\n2024-01-01,1,1\n2024-01-01,2,2\n2024-01-01,24,3\n', {
    options: { meter: 'A' },
  });
  expect(lines).toEqual([
    'A 2024-01-01T05:00:00.000Z 3600 1',
    'A 2024-01-01T06:00:00.000Z 3600 2',
    'A 2024-01-02T04:00:00.000Z 3600 3',
  ]);
});

test('"start to end" in one cell is an interval', async () => {
  const { lines } = await readText('Interval,kWh\n2024-01-01 00:00 to 2024-01-01 01:00,1\n2024-01-01 01:00 - 02:00,2\n', {
    options: { meter: 'A' },
  });
  expect(lines).toEqual(['A 2024-01-01T05:00:00.000Z 3600 1', 'A 2024-01-01T06:00:00.000Z 3600 2']);
});

test('two columns that could both be the energy are asked about', async () => {
  expect((await readText('time,meter,value,amount\n2024-01-01 00:00,A,1,2\n2024-01-01 01:00,A,1,2\n')).questions).toEqual([
    'layout-ambiguous',
  ]);
});

test('the energy is read and temperature, cost and power beside it are left', async () => {
  const { lines } = await readText(
    'time,meter,temperature,kW,kWh,cost\n2024-01-01 00:00,A,-3,9,1,0.2\n2024-01-01 01:00,A,-4,9,2,0.3\n',
  );
  expect(lines.map((line) => line.split(' ')[3])).toEqual(['1', '2']);
});

test('each N rows on end are one reading; unequal or incomplete ones are refused', async () => {
  const text =
    'time,meter,kwh\n2024-01-01 00:00,A,1\n2024-01-01 00:00,A,1\n2024-01-01 01:00,A,2\n2024-01-01 01:00,A,3\n2024-01-01 02:00,A,4\n2024-01-01 02:00,A,4\n2024-01-01 03:00,A,5\n';
  const { lines, said } = await readText(text, { options: { duplicates: 2 }, meters: { A: { stepSeconds: 3600 } } });
  expect(lines).toEqual(['A 2024-01-01T05:00:00.000Z 3600 1', 'A 2024-01-01T07:00:00.000Z 3600 4']);
  expect(said.filter((one) => one.startsWith('refused'))).toEqual([
    'refused duplicates-unequal 4',
    'refused duplicates-unequal 5',
    'refused duplicates-incomplete 8',
  ]);
});

test('meters nobody knows are refused row by row; when meters are made as they come, words do not become meters', async () => {
  const text = 'time,meter,kwh\n2024-01-01 00:00,A,1\n2024-01-01 01:00,A,2\n2024-01-01 00:00, X ,3\n2024-01-01 01:00,X,4\n';
  const { lines, problems } = await readText(text, { meters: { A: {} } });
  expect(lines).toHaveLength(2);
  expect(problems.map(({ kind, row, found }) => [kind, row, found])).toEqual([
    ['unknown-meter', 4, 'X'],
    ['unknown-meter', 5, 'X'],
  ]);
});

test('a utility’s file with account lines, a type and inclusive ends is read by date and start', async () => {
  const { lines } = await readText(
    'Name,J\nAddress,"1 MAIN, CITY"\nAccount Number,123\n\nTYPE,DATE,START TIME,END TIME,USAGE,UNITS,COST,NOTES\nElectric usage,2024-01-01,00:00,00:14,0.05,kWh,$0.01,\nElectric usage,2024-01-01,00:15,00:29,0.06,kWh,$0.01,\n',
    { options: { meter: 'A' } },
  );
  expect(lines).toEqual(['A 2024-01-01T05:00:00.000Z 900 0.05', 'A 2024-01-01T05:15:00.000Z 900 0.06']);
});

test('a line of units below the header belongs to it; a header of units is a header', async () => {
  const below = await readText('Date Time,Hall A,Hall B\n,kWh,Wh\n2024-01-01 00:00,1,2000\n2024-01-01 01:00,3,4000\n');
  expect(below.lines.map((line) => line.split(' ').at(-1))).toEqual(['1', '3', '2', '4']);
  const alone = await readText('time,kW,kWh\n2024-01-01 00:00,4,1\n2024-01-01 00:15,4,1\n', { options: { meter: 'A' } });
  expect(alone.lines).toEqual(['A 2024-01-01T05:00:00.000Z 900 1', 'A 2024-01-01T05:15:00.000Z 900 1']);
});

test('of a building and a meter the meter is read, unless all meters are called the same', async () => {
  const rows = (one: string, other: string) =>
    `building,meter,time,kwh\nN,${one},2024-01-01 00:00,1\nN,${one},2024-01-01 01:00,1\nS,${other},2024-01-01 00:00,1\nS,${other},2024-01-01 01:00,1\n`;
  expect((await readText(rows('n1', 's1'))).meters).toEqual(['n1', 's1']);
  expect((await readText(rows('0', '0'))).meters).toEqual(['N', 'S']);
});

test('a header that says register makes registers of a meter whose kind nobody told', async () => {
  const { registers, guesses } = await readText('time,meter,Cumulative kWh\n2024-01-01 00:00,A,100\n2024-01-02 00:00,A,150\n');
  expect(registers.map(({ registerMicroWh }) => registerMicroWh)).toEqual([100_000_000_000n, 150_000_000_000n]);
  expect(guesses.kind).toBe('register');
});

test('a blank meter label is no meter, even when meters are made as they come', async () => {
  const { said, meters } = await readText('time,meter,kwh\n2024-01-01 00:00,A,1\n2024-01-01 01:00,A,1\n2024-01-01 02:00,,1\n');
  expect(meters).toEqual(['A']);
  expect(said).toEqual(['refused unknown-meter 4']);
});
