import { expect, test } from 'vitest';
import { readText } from '#tests/core/meter-files/read-text.ts';

test('hours of energy by measuring unit, newest first, month first, with costs beside them', async () => {
  const read = await readText(
    '"MTU","Date","Power (kWh)","Cost ($)","Voltage (V)"\n1,03/02/2019 02:00:00,1.5,0.2,120\n1,03/02/2019 01:00:00,2,0.3,121\n2,03/02/2019 02:00:00,4,0.5,120\n2,03/02/2019 01:00:00,3,0.4,121\n',
  );
  expect(read.questions).toEqual([]);
  expect(read.lines.toSorted()).toEqual([
    'MTU1 2019-03-02T06:00:00.000Z 3600 2',
    'MTU1 2019-03-02T07:00:00.000Z 3600 1.5',
    'MTU2 2019-03-02T06:00:00.000Z 3600 3',
    'MTU2 2019-03-02T07:00:00.000Z 3600 4',
  ]);
  expect(read.guesses).toMatchObject({ format: 'ted', time: 'mdy', unit: 'kWh', order: 'newest-first', channels: 'left-out' });
});

test('minutes of power without a unit are kilowatts', async () => {
  const read = await readText('mtu,date,power,cost\n0,06/07/2019 10:01:00,6,1\n0,06/07/2019 10:00:00,3,1\n', {
    options: { meter: 'North Hall' },
  });
  expect(read.lines).toEqual(['North Hall 2019-06-07T14:01:00.000Z 60 0.1', 'North Hall 2019-06-07T14:00:00.000Z 60 0.05']);
});

test('days of energy without a unit are kilowatt hours', async () => {
  const read = await readText('mtu,date,power,cost\n0,06/08/2019,60,1\n0,06/07/2019,30,1\n');
  expect(read.lines).toEqual(['MTU0 2019-06-08T04:00:00.000Z 86400 60', 'MTU0 2019-06-07T04:00:00.000Z 86400 30']);
});

test('date and time in two columns are one time', async () => {
  const read = await readText('MTU,Date,Time,kW,PF\nMTU3,06/07/2019,10:00,3,0.9\nMTU3,06/07/2019,11:00,4,0.9\n');
  expect(read.lines).toEqual(['MTU3 2019-06-07T14:00:00.000Z 3600 3', 'MTU3 2019-06-07T15:00:00.000Z 3600 4']);
});

test('a meter that staff call by the bare number keeps its label', async () => {
  const read = await readText('mtu,date,energy (kWh)\n1,06/13/2019 10:00,3\n1,06/13/2019 11:00,4\n', { meters: { 1: {} } });
  expect(read.meters).toEqual(['1']);
});

test('a day that fits only the other order is not read month first', async () => {
  const read = await readText('mtu,date,energy (kWh)\n1,13/06/2019 10:00,3\n1,13/06/2019 11:00,4\n');
  expect(read.guesses.time).toBe('dmy');
});
