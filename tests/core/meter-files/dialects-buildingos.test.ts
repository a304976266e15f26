import { expect, test } from 'vitest';
import { readText } from '#tests/core/meter-files/read-text.ts';

const ABOVE = 'Facility,Example University\nResolution: 15 minutes\nTimezone: America/Chicago\nUnits,kWh\n\n';

test('the zone and the unit above the header hold for the times and values below', async () => {
  const read = await readText(
    `${ABOVE}Timestamp,North Hall - Main,South Hall - Main\n2019-03-01 00:00,1,2\n2019-03-01 00:15,3,4\n`,
  );
  expect(read.lines.toSorted()).toEqual([
    'North Hall - Main 2019-03-01T06:00:00.000Z 900 1',
    'North Hall - Main 2019-03-01T06:15:00.000Z 900 3',
    'South Hall - Main 2019-03-01T06:00:00.000Z 900 2',
    'South Hall - Main 2019-03-01T06:15:00.000Z 900 4',
  ]);
  expect(read.guesses).toMatchObject({ format: 'buildingos', unit: 'kWh', zone: 'named' });
});

test('mostly blank rows are read cell by cell, each meter at its own times', async () => {
  const read = await readText(
    `${ABOVE}Timestamp,North Hall - Main Electric (kWh),South Hall - Main Electric (kWh),Lab (MWh)\n2019-03-01 00:00,1,,\n2019-03-01 00:05,,2,\n2019-03-01 00:10,,,0.5\n2019-03-01 00:15,3,,\n2019-03-01 00:20,,4,\n2019-03-01 00:25,,,0.25\n`,
  );
  expect(read.said).toEqual([]);
  expect(read.lines.toSorted()).toEqual([
    'Lab 2019-03-01T06:10:00.000Z 900 500',
    'Lab 2019-03-01T06:25:00.000Z 900 250',
    'North Hall - Main Electric 2019-03-01T06:00:00.000Z 900 1',
    'North Hall - Main Electric 2019-03-01T06:15:00.000Z 900 3',
    'South Hall - Main Electric 2019-03-01T06:05:00.000Z 900 2',
    'South Hall - Main Electric 2019-03-01T06:20:00.000Z 900 4',
  ]);
});

const RISING = Array.from({ length: 8 }, (_, hour) => `2019-03-01 0${hour}:00,${5000 + hour * 3},${700 + hour}`).join('\n');

test('columns that only rise, in small steps, are running totals unless the meter is told otherwise', async () => {
  const text = `${ABOVE}Timestamp,North Hall (kWh),South Hall (kWh)\n${RISING}\n`;
  const read = await readText(text);
  expect(read.intervals).toEqual([]);
  expect(read.registers).toHaveLength(16);
  expect(read.guesses.kind).toBe('register');
  const told = await readText(text, { meters: { 'North Hall': { kind: 'interval' }, 'South Hall': {} } });
  expect([told.intervals.length, told.registers.length]).toEqual([8, 8]);
});

test('meters named above columns that are all called the same are the columns’ meters', async () => {
  const read = await readText(
    'Facility,Example University,Example University\nMeter Name,North Main,South Main\nMeter ID,n1,s1\nTime zone,America/Chicago\nTimestamp,Use (kWh),Use (kWh)\n2019-03-01 00:00,9,2\n2019-03-01 01:00,3,4\n'.replaceAll(
      'Use (kWh)',
      'Usage (kWh)',
    ),
  );
  expect(read.lines.toSorted()).toEqual([
    'North Main 2019-03-01T06:00:00.000Z 3600 9',
    'North Main 2019-03-01T07:00:00.000Z 3600 3',
    'South Main 2019-03-01T06:00:00.000Z 3600 2',
    'South Main 2019-03-01T07:00:00.000Z 3600 4',
  ]);
});

test('the one meter named above is the file’s meter', async () => {
  const read = await readText(
    'Building,North Hall\nMeter,North Hall Main\nResolution,hour\nTimestamp,Energy (kWh)\n2019-03-01 00:00,9\n2019-03-01 01:00,3\n',
  );
  expect(read.meters).toEqual(['North Hall Main']);
  expect(read.intervals).toHaveLength(2);
});

test('gas, costs and temperatures in such a file are left out', async () => {
  const read = await readText(
    `${ABOVE}Timestamp,North Hall (kWh),North Hall Gas (therms),Outdoor Temperature\n2019-03-01 00:00,1,7,30\n2019-03-01 00:15,3,8,31\n`,
  );
  expect(read.meters).toEqual(['North Hall']);
  expect(read.guesses.channels).toBe('left-out');
});

test('a title above a table is no sign of a building system', async () => {
  const read = await readText('Report,Dorms\nDate,March\nTimestamp,North Hall (kWh)\n2019-03-01 00:00,1\n2019-03-01 00:15,3\n');
  expect(read.guesses.format).toBe('csv');
});

test('a zone above that nobody knows is said, and the campus’s counts', async () => {
  const text = `${ABOVE.replace('America/Chicago', 'Prairie Time')}Timestamp,North Hall,South Hall\n2019-03-01 00:00,1,2\n2019-03-01 00:15,3,4\n`;
  const read = await readText(text);
  expect(read.lines[0]).toContain('2019-03-01T05:00:00.000Z');
  expect(read.problems).toMatchObject([{ kind: 'zone-unknown', severity: 'warning', found: 'Prairie Time' }]);
  const told = await readText(text, { options: { timeZone: 'America/Chicago' } });
  expect(told.problems).toEqual([]);
});

test('problems of cells that are read one by one name the column that they stand in', async () => {
  const read = await readText(
    `${ABOVE}Timestamp,North Hall (kWh),South Hall (kWh),Lab (MWh)\n2019-03-01 00:00,1,,\n2019-03-01 00:05,,x,\n2019-03-01 00:10,,,0.5\n2019-03-01 00:15,3,,\n2019-03-01 00:20,,4,\n2019-03-01 00:25,,,0.25\n2019-03-01 00:35,,4,\n`,
    { meters: { 'North Hall': {}, 'South Hall': {} } },
  );
  const said = read.problems.map(({ kind, row, column }) => `${kind} ${row} ${column}`);
  expect(said.toSorted()).toEqual(['unknown-meter 12 Lab (MWh)', 'unknown-meter 9 Lab (MWh)', 'value-bad 8 South Hall (kWh)']);
});
