import { expect, test } from 'vitest';
import { readText } from '#tests/core/meter-files/read-text.ts';

const METER = { 'A-1': {} };
const pad = (number: number) => String(number).padStart(2, '0');
const names = (count: number, nameOf: (at: number) => string) => Array.from({ length: count }, (_, at) => nameOf(at)).join(',');

/** Two days of one meter, each part of 0.5 kWh. */
const file = (count: number, nameOf: (at: number) => string) =>
  `Meter,Date,${names(count, nameOf)}\n${['23', '24'].map((day) => `A-1,2024-05-${day},${names(count, () => '0.5')}\n`).join('')}`;

test.each<[string, number, (at: number) => string]>([
  ['HH1', 48, (at) => `HH${at + 1}`],
  ['hh01', 48, (at) => `hh${pad(at + 1)}`],
  ['Usage Hour 1', 24, (at) => `Usage Hour ${at + 1}`],
  ['kWh_01', 24, (at) => `kWh_${pad(at + 1)}`],
  ['Period01Value', 48, (at) => `Period${pad(at + 1)}Value`],
  ['0030', 48, (at) => `${pad(Math.floor((at + 1) / 2))}${at % 2 === 0 ? '30' : '00'}`],
  ['T0000', 48, (at) => `T${pad(Math.floor(at / 2))}${at % 2 === 0 ? '00' : '30'}`],
  ['00h', 24, (at) => `${pad(at)}h`],
  ['0h30', 48, (at) => `${Math.floor(at / 2)}h${at % 2 === 0 ? '00' : '30'}`],
  ['Kwh at 00:15', 96, (at) => `Kwh at ${pad(Math.floor(at / 4))}:${pad((at % 4) * 15)}`],
  ['00:30 to 23:59', 48, (at) => (at === 47 ? '23:59' : `${pad(Math.floor((at + 1) / 2))}:${at % 2 === 0 ? '30' : '00'}`)],
])('columns called %s beside a date and a meter are the parts of its day', async (_, count, nameOf) => {
  const { lines, said } = await readText(file(count, nameOf), { meters: METER });
  expect(said).toEqual([]);
  expect(lines).toHaveLength(2 * count);
  // 23 May begins at 04:00 UTC in New York; the last part of 24 May ends at 04:00 UTC of 25 May.
  const seconds = 86_400 / count;
  expect(lines[0]).toBe(`A-1 2024-05-23T04:00:00.000Z ${seconds} 0.5`);
  const last = new Date(Date.UTC(2024, 4, 25, 4) - seconds * 1000).toISOString();
  expect(lines.at(-1)).toBe(`A-1 ${last} ${seconds} 0.5`);
});

test.each(['Hour', 'HE', 'Period', 'Interval', 'Usage Hour'])(
  '%s 1 to 24 are parts of a day also where all values could be hours',
  async (word) => {
    const header = names(24, (at) => `${word} ${at + 1}`);
    const { lines, said } = await readText(`Meter,Date,${header}\nA-1,2024-05-23,${names(24, String)}\n`, { meters: METER });
    expect(said).toEqual([]);
    expect(lines).toHaveLength(24);
    expect(lines[23]).toBe('A-1 2024-05-24T03:00:00.000Z 3600 23');
  },
);

test('parts of any name are those of a day once staff say that a row is a day', async () => {
  const text = file(24, (at) => `x${at + 1}`)
    .replaceAll('A-1,', '')
    .replace('Meter,', '');
  const { lines } = await readText(text, { meters: METER, options: { layout: 'day-rows', meter: 'A-1' } });
  expect(lines).toHaveLength(48);
});

test('24 meters called H1 to H24 are meters where the rows are hours', async () => {
  const text = `Time,${names(24, (at) => `H${at + 1}`)}\n${[0, 1, 2].map((hour) => `2024-05-01 0${hour}:00,${names(24, () => '2')}\n`).join('')}`;
  const { lines, meters, said } = await readText(text);
  expect(said).toEqual([]);
  expect(meters).toHaveLength(24);
  expect(lines).toHaveLength(72);
});

test('24 known meters called 1 to 24 are meters where the rows are days', async () => {
  const known = Object.fromEntries(Array.from({ length: 24 }, (_, at) => [String(at + 1), {}]));
  const text = `Date,${names(24, (at) => String(at + 1))}\n2024-05-01,${names(24, () => '48')}\n2024-05-02,${names(24, () => '48')}\n`;
  const { lines } = await readText(text, { meters: known });
  expect(lines).toHaveLength(48);
  expect(lines).toContain('24 2024-05-01T04:00:00.000Z 86400 48');
});

test('a flag beside each part of a day is that part’s alone', async () => {
  const header = names(48, (at) => `hh${pad(at + 1)},status${pad(at + 1)}`);
  const text = `MPAN,Date,${header}\nA-1,2024-05-23,${names(48, (at) => `0.5,${at === 5 ? 'E' : 'A'}`)}\n`;
  const { intervals } = await readText(text, { meters: METER });
  expect(intervals.map(({ quality }) => quality)).toEqual(
    Array.from({ length: 48 }, (_, at) => (at === 5 ? 'estimated' : 'measured')),
  );
});

test('periods beside a date with dots are counted', async () => {
  const rows = Array.from({ length: 48 }, (_, at) => `24.05.2024;${at + 1};1,5\n`).join('');
  const { lines, said } = await readText(`Datum;Periode;kWh\n${rows}`, { options: { meter: 'A-1' } });
  expect(said).toEqual([]);
  expect(lines[47]).toBe('A-1 2024-05-25T03:30:00.000Z 1800 1.5');
});

test('a date of revision is no time of the reading, and an ESIID is a meter', async () => {
  const text = `ESIID,USAGE_DATE,REVISION_DATE,USAGE_START_TIME,USAGE_END_TIME,USAGE_KWH,ESTIMATED_ACTUAL,CONSUMPTION_SURPLUSGENERATION
1044,05/20/2024,05/21/2024 10:00:00,00:00,00:15,.25,A,Consumption
1044,05/20/2024,05/21/2024 10:00:00,00:15,00:30,.75,E,Consumption
`;
  const { lines, intervals } = await readText(text);
  expect(lines).toEqual(['1044 2024-05-20T04:00:00.000Z 900 0.25', '1044 2024-05-20T04:15:00.000Z 900 0.75']);
  expect(intervals.map(({ quality }) => quality)).toEqual(['measured', 'estimated']);
});
