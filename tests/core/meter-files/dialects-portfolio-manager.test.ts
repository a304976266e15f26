import { expect, test } from 'vitest';
import { readText } from '#tests/core/meter-files/read-text.ts';

const HEADER =
  'Property Name,Portfolio Manager ID,Portfolio Manager Meter ID,Meter Name,Meter Type,Start Date,End Date,Usage/Quantity,Usage Units,Cost ($),Estimation?';

test('bills that share a date run from midnight to midnight, and say when they are estimated', async () => {
  const read = await readText(
    `Meter Entries\n\n${HEADER}\nNorth Hall,1,11,North Main,Electric - Grid,2/1/2019,3/1/2019,"1,200.5",kWh (thousand Watt-hours),100,No\nNorth Hall,1,11,North Main,Electric - Grid,3/1/2019,4/1/2019,1.5,MWh (million Watt-hours),100,Yes\n`,
  );
  expect(read.questions).toEqual([]);
  // February has 28 days; March 31, less the hour that spring takes.
  expect(read.lines).toEqual([
    `North Main 2019-02-01T05:00:00.000Z ${28 * 86_400} 1200.5`,
    `North Main 2019-03-01T05:00:00.000Z ${31 * 86_400 - 3600} 1500`,
  ]);
  expect(read.intervals.map(({ quality }) => quality)).toEqual(['measured', 'estimated']);
  expect(read.intervals.map(({ row }) => row)).toEqual([4, 5]);
  expect(read.guesses).toMatchObject({ format: 'portfolio-manager', time: 'mdy' });
});

test('gas, water and solar panels are named once a meter and left out', async () => {
  const read = await readText(
    `${HEADER}\nNorth Hall,1,11,North Main,Electric - Grid,2019-02-01,2019-03-01,1200,kWh,100,No\nNorth Hall,1,12,Gas,Natural Gas,2019-02-01,2019-03-01,7,therms,9,No\nNorth Hall,1,12,Gas,Natural Gas,2019-03-01,2019-04-01,7,therms,9,No\nNorth Hall,1,13,Roof,Electric - Solar,2019-02-01,2019-03-01,7,kWh,9,No\n`,
  );
  expect(read.meters).toEqual(['North Main']);
  expect(read.said).toEqual(['info not-electricity 3', 'info not-electricity 5']);
  expect(read.problems.map(({ found, params }) => [found, params.count])).toEqual([
    ['Gas (Natural Gas)', '2'],
    ['Roof (Electric - Solar)', '1'],
  ]);
});

test('electricity in kBtu is refused row by row', async () => {
  const read = await readText(
    `${HEADER}\nNorth Hall,1,11,North Main,Electric - Grid,2019-02-01,2019-03-01,1200,kWh,100,No\nNorth Hall,1,11,North Main,Electric - Grid,2019-03-01,2019-04-01,1200,kBtu (thousand Btu),100,No\n`,
  );
  expect(read.said).toEqual(['refused unit-unknown 3']);
});

test('meters of two properties that are called alike stay apart', async () => {
  const read = await readText(
    `${HEADER}\nNorth Hall,1,11,Electric Grid Meter,Electric - Grid,2019-02-01,2019-03-01,1200,kWh,100,No\nSouth Hall,2,21,Electric Grid Meter,Electric - Grid,2019-02-01,2019-03-01,900,kWh,100,No\n`,
  );
  expect(read.meters).toEqual(['North Hall - Electric Grid Meter', 'South Hall - Electric Grid Meter']);
});

test('a meter is known by its Portfolio Manager number too', async () => {
  const read = await readText(`${HEADER}\nNorth Hall,1,11,North Main,Electric - Grid,2019-02-01,2019-03-01,1200,kWh,100,No\n`, {
    meters: { 11: {} },
  });
  expect(read.meters).toEqual(['11']);
});

test('the template for adding bills is read, with its words about filling it in', async () => {
  const read = await readText(
    '"Meter ID\n(Pre-filled)","Meter Consumption ID\n(Pre-filled)","Start Date\n(Required)","End Date\n(Required)","Usage\n(Required)",Estimation\n5551234,9,2019-02-01,2019-03-01,1200,No\n5551234,10,2019-03-01,2019-04-01,900,Yes\n',
  );
  expect(read.meters).toEqual(['5551234']);
  expect(read.intervals.map(({ energyMicroWh }) => energyMicroWh / 1e9)).toEqual([1200, 900]);
});

test('a utility’s bills with start, end and usage are an ordinary table', async () => {
  const read = await readText('Meter,Start Date,End Date,Usage\nA,2019-02-01,2019-03-01,1200\nA,2019-03-01,2019-04-01,900\n');
  expect(read.guesses.format).toBe('csv');
});

test('the meter that staff name is the one electricity meter of the file, whatever else is in it', async () => {
  const read = await readText(
    `${HEADER}\nNorth Hall,1,11,North Main,Electric - Grid,2019-02-01,2019-03-01,1200,kWh,100,No\nNorth Hall,1,12,Gas,Natural Gas,2019-02-01,2019-03-01,7,therms,9,No\n`,
    { options: { meter: 'North' } },
  );
  expect(read.meters).toEqual(['North']);
  expect(read.intervals).toHaveLength(1);
});
