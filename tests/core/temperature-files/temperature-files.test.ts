import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { workbookOf } from '#tests/core/meter-files/workbook-of.ts';
import { zipOf } from '#tests/core/meter-files/zip-of.ts';
import { readTemperatures } from '#tests/core/temperature-files/read-temperatures.ts';
import { hasSharedData, sharedPath, skipReason } from '#tests/support/shared-data.ts';

test('hourly local times are read in the campus zone, and humidity is left out', async () => {
  const { lines, guesses, said } = await readTemperatures(
    'Date Time,Air Temperature (°C),Humidity\n2020-01-01 00:00,-1.5,80\n2020-07-01 00:00,20,81\n',
  );
  expect(lines).toEqual(['2020-01-01T05:00 -1.5', '2020-07-01T04:00 20']);
  expect(said).toEqual([]);
  expect(guesses).toMatchObject({ layout: 'temperatures/sure', unit: 'C/sure', zone: 'America/New_York/likely' });
});

test('of a local and a UTC time side by side the UTC one counts, and the guess says so', async () => {
  const { lines, guesses } = await readTemperatures(
    'timestamp_local,timestamp_utc,temperature_c\n2015-01-01 00:53:00,2015-01-01 05:53:00,-5.0\n2015-01-01 01:53:00,2015-01-01 06:53:00,-3.9\n',
  );
  expect(lines).toEqual(['2015-01-01T05:53 -5', '2015-01-01T06:53 -3.9']);
  expect(guesses.zone).toBe('UTC/sure');
});

test('Fahrenheit becomes Celsius: 68 °F is 20 °C, 14 °F is -10 °C', async () => {
  const { lines, guesses } = await readTemperatures(
    'valid,tmpf\n2020-01-01 00:53,68\n2020-01-01 01:53,14.0\n2020-01-01 02:53,M\n',
  );
  expect(lines).toEqual(['2020-01-01T05:53 20', '2020-01-01T06:53 -10']);
  expect(guesses.unit).toBe('F/sure');
});

test('a column that is called by its unit alone holds temperatures', async () => {
  const { lines, guesses } = await readTemperatures('time,fahrenheit\n2020-01-01 00:00,68\n2020-01-01 01:00,14\n');
  expect(lines).toEqual(['2020-01-01T05:00 20', '2020-01-01T06:00 -10']);
  expect(guesses.unit).toBe('F/sure');
});

test('values above 60 can only be Fahrenheit, a year that stays below 45 only Celsius, both likely', async () => {
  const hot = await readTemperatures('time,temp\n2020-07-01 12:00,88\n2020-07-01 13:00,59\n');
  expect(hot.guesses.unit).toBe('F/likely');
  expect(hot.lines[1]).toBe('2020-07-01T17:00 15');
  const year = await readTemperatures('time,temp\n2020-01-01 12:00,-3\n2020-07-01 13:00,31\n2020-12-01 13:00,5\n');
  expect(year.guesses.unit).toBe('C/likely');
});

test('values that could be either are a question, which an option answers', async () => {
  const text = 'time,temp\n2020-01-01 12:00,31\n2020-01-02 13:00,41\n';
  const open = await readTemperatures(text);
  expect(open.questions).toEqual(['temperature-unit-unknown']);
  expect(open.lines).toEqual([]);
  const told = await readTemperatures(text, { options: { unit: 'F' } });
  expect(told.lines).toEqual(['2020-01-01T17:00 -0.555556', '2020-01-02T18:00 5']);
});

test('what stands for a missing value is missing, never 0', async () => {
  const marks = ['', 'M', '9999', '-9999', '999.9', '-9999.0', 'NULL', 'n/a'];
  const text = `time,temp °C\n${marks.map((mark, hour) => `2020-01-01 0${hour}:00,${mark}`).join('\n')}\n2020-01-01 09:00,0\n`;
  const { lines, said } = await readTemperatures(text);
  expect(lines).toEqual(['2020-01-01T14:00 0']);
  expect(said).toEqual(marks.map((_, index) => `info value-missing ${index + 2}`));
});

test('no outdoor air is colder than -60 or warmer than 60 °C; words are no temperature', async () => {
  const { lines, said } = await readTemperatures(
    'time,temp °C\n2020-01-01 00:00,60\n2020-01-01 01:00,60.1\n2020-01-01 02:00,-61\n2020-01-01 03:00,cold\n2020-01-01 04:00,-60\n',
  );
  expect(lines).toEqual(['2020-01-01T05:00 60', '2020-01-01T09:00 -60']);
  expect(said).toEqual(['refused temperature-implausible 3', 'refused temperature-implausible 4', 'refused value-bad 5']);
});

test('a date alone stands for the local day, be it 23, 24 or 25 hours long', async () => {
  const { lines } = await readTemperatures('Date,Mean Temp (C)\n2020-03-08,5\n2020-03-09,6\n2020-11-01,7\n');
  expect(lines).toEqual(['2020-03-08T05:00 5 *23', '2020-03-09T04:00 6 *24', '2020-11-01T04:00 7 *25']);
});

test("a day's least and greatest make its mean, which is only likely", async () => {
  const { lines, guesses, said } = await readTemperatures(
    'date,tmin_c,tmax_c,prcp\n2020-01-01,-4,6,1\n2020-01-02,,8,0\n2020-01-03,10,21,0\n',
  );
  expect(lines).toEqual(['2020-01-01T05:00 1 *24', '2020-01-03T05:00 15.5 *24']);
  expect(guesses.layout).toBe('temperature-extremes/likely');
  expect(said).toEqual(['info value-missing 3']);
});

test('a mean beside least and greatest is taken as it is', async () => {
  const { lines } = await readTemperatures('date,tavg,tmin,tmax\n2020-01-01,70,50,99\n2020-01-02,71,50,98\n');
  expect(lines[0]).toBe('2020-01-01T05:00 21.111111 *24');
});

test('dew point, wet bulb and soil are not the air; two airs are a question; none is one, too', async () => {
  const right = await readTemperatures(
    'DATE,HourlyDewPointTemperature,HourlyDryBulbTemperature,HourlyWetBulbTemperature\n2020-01-01T00:53,30,41,36\n2020-01-01T01:53,30,68s,36\n',
    { options: { unit: 'F' } },
  );
  expect(right.lines).toEqual(['2020-01-01T05:53 5', '2020-01-01T06:53 20']);
  const two = await readTemperatures('time,temp north (C),temp south (C)\n2020-01-01 01:00,1,2\n2020-01-01 02:00,1,2\n');
  expect(two.questions).toEqual(['temperature-ambiguous']);
  const none = await readTemperatures('time,kWh\n2020-01-01 01:00,1\n2020-01-01 02:00,1\n');
  expect(none.questions).toEqual(['temperature-missing']);
  const told = await readTemperatures('time,x,y\n2020-01-01 01:00,1,2\n2020-01-01 02:00,1,2\n', {
    options: { valueColumn: 'y', unit: 'C' },
  });
  expect(told.lines).toEqual(['2020-01-01T06:00 2', '2020-01-01T07:00 2']);
});

test('the Integrated Surface Database writes tenths of °C in UTC, 9999 and suspect values are missing', async () => {
  const { lines, guesses } = await readTemperatures(
    'STATION,DATE,TMP\n72317,2015-01-01T00:53:00,"+0056,1"\n72317,2015-01-01T01:53:00,"-0100,5"\n72317,2015-01-01T02:53:00,"+9999,9"\n72317,2015-01-01T03:53:00,"+0050,3"\n',
  );
  expect(lines).toEqual(['2015-01-01T00:53 5.6', '2015-01-01T01:53 -10']);
  expect(guesses.zone).toBe('UTC/sure');
});

test('a header that names its distance from UTC and lines above it are understood', async () => {
  const { lines } = await readTemperatures(
    '"Plot Title: Roof"\n"#","Date Time, GMT-04:00","Temp, °F"\n1,07/13/20 01:00:00 PM,68\n2,07/13/20 02:00:00 PM,69.8\n',
  );
  expect(lines).toEqual(['2020-07-13T17:00 20', '2020-07-13T18:00 21']);
});

test('offsets, decimal commas, date and clock in two columns, and the newest first', async () => {
  const { lines } = await readTemperatures('Datum;Uhrzeit;Temperatur in °C\n26.10.2020;01:00;-1,5\n25.10.2020;23:00;2,25\n', {
    timeZone: 'Europe/Berlin',
  });
  expect(lines).toEqual(['2020-10-26T00:00 -1.5', '2020-10-25T22:00 2.25']);
  const offsets = await readTemperatures('time,degC temp\n2020-01-01T00:00+01:00,1\n2020-01-01T01:00+01:00,2\n');
  expect(offsets.lines).toEqual(['2019-12-31T23:00 1', '2020-01-01T00:00 2']);
});

test('the autumn hour that happens twice is read by the order of its rows', async () => {
  const { lines } = await readTemperatures(
    'time,temp_c\n2020-11-01 00:53,5\n2020-11-01 01:53,4\n2020-11-01 01:53,3\n2020-11-01 02:53,2\n',
  );
  expect(lines.map((line) => line.slice(11))).toEqual(['04:53 5', '05:53 4', '06:53 3', '07:53 2']);
});

test('a forecast is refused', async () => {
  const { lines, said } = await readTemperatures('time,temp_c\n2024-05-31 19:00,20\n2024-05-31 21:00,20\n');
  expect(lines).toEqual(['2024-05-31T23:00 20']);
  expect(said).toEqual(['refused time-in-future 3']);
});

test('a packed file is read like a plain one', async () => {
  const { lines, guesses } = await readTemperatures(gzipSync('time,temp_c\n2020-01-01 00:53,5\n2020-01-01 01:53,4\n'), {
    name: 'a.csv.gz',
  });
  expect(lines).toEqual(['2020-01-01T05:53 5', '2020-01-01T06:53 4']);
  expect(guesses.archive).toBe('gzip/sure');
});

test('a workbook and a zip of several years are read, what is beside them is left out', async () => {
  const text = (cell: string) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`;
  const row = (...cells: string[]) => `<row>${cells.join('')}</row>`;
  const sheet = [
    row(text('Date'), text('Mean Temp (°C)'), text('Humidity')),
    row('<c s="1"><v>43831</v></c>', '<c><v>-2.5</v></c>', '<c><v>80</v></c>'),
    row('<c s="1"><v>43832</v></c>', '<c><v>3</v></c>', '<c><v>81</v></c>'),
  ].join('');
  const book = await readTemperatures(await workbookOf({ sheets: { Weather: sheet }, formats: ['yyyy-mm-dd'] }), {
    name: 'w.xlsx',
  });
  expect(book.lines).toEqual(['2020-01-01T05:00 -2.5 *24', '2020-01-02T05:00 3 *24']);
  const zip = await zipOf([
    { name: '2020.csv', content: 'time,temp_c\n2020-01-01 00:53,5\n2020-01-01 01:53,4\n' },
    { name: '2021.csv', content: 'time,temp_c\n2021-01-01 00:53,6\n2021-01-01 01:53,7\n' },
    { name: 'stations.csv', content: 'station,height\nRDU,133\nGSO,271\n' },
  ]);
  const packed = await readTemperatures(zip, { name: 'w.zip' });
  expect(packed.lines.map((line) => line.slice(0, 4) + line.slice(16))).toEqual(['2020 5', '2020 4', '2021 6', '2021 7']);
  expect(packed.said).toEqual(['warning file-left-out null']);
});

test.skipIf(!hasSharedData)(`a year of a real airport's weather (${hasSharedData ? 'bdg1' : skipReason})`, async () => {
  const { rows, said, guesses } = await readTemperatures(readFileSync(sharedPath('bdg1', 'temperatures_2015.csv')));
  // 11,134 rows by wc; two of them are -9999 by grep.
  expect(rows.length).toBe(11_132);
  expect(said.map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual(['info value-missing', 'info value-missing']);
  expect(guesses).toMatchObject({ zone: 'UTC/sure', unit: 'C/sure' });
});
